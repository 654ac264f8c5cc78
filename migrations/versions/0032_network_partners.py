"""A network has guests and donors beside its members; programmes and networks are found by folded words of their names.

Revision: 0032_network_partners, after 0031_families, 2026-11-22.
"""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0032_network_partners"
down_revision = "0031_families"
branch_labels = None
depends_on = None

NAMED = ("programme", "network")


def upgrade() -> None:
    op.create_table(
        "network_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network.id"], name=op.f("fk_network_partner_network_id_network"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_network_partner_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_partner")),
        sa.UniqueConstraint("network_id", "organisation_id", "kind", name=op.f("uq_network_partner_network_id")),
    )
    op.create_index(op.f("ix_network_partner_organisation_id"), "network_partner", ["organisation_id"])
    for name in NAMED:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("search", sa.Text(), nullable=False, server_default=""))
        _fill(name)


def _fill(name: str) -> None:
    """What they are found by from now on is kept with them as they stand."""
    table = sa.table(name, sa.column("id"), sa.column("code"), sa.column("name"), sa.column("search"))
    for row in op.get_bind().execute(sa.select(table.c.id, table.c.code, table.c.name)).all():
        names = json.loads(row.name) if isinstance(row.name, str) else row.name
        words = _folded(" ".join((row.code, *names.values())))
        op.execute(table.update().where(table.c.id == row.id).values(search=words))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u2013", "-").replace("\u2014", "-")


def downgrade() -> None:
    for name in NAMED:
        with op.batch_alter_table(name) as table:
            table.drop_column("search")
    op.drop_table("network_partner")
