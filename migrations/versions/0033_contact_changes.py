"""Liaison offices heard nothing of new contact points, and duty hours did not say on whose clocks they are.

Revision: 0033_contact_changes, after 0032_network_partners, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033_contact_changes"
down_revision = "0032_network_partners"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("contact_point") as table:
        table.add_column(sa.Column("time_zone", sa.String(60), nullable=False, server_default=""))
    with op.batch_alter_table("contact_point") as table:
        table.alter_column("time_zone", server_default=None)
    _make_changes()
    _make_notices()


def downgrade() -> None:
    op.drop_table("contact_notice")
    op.drop_table("contact_change")
    with op.batch_alter_table("contact_point") as table:
        table.drop_column("time_zone")


def _make_changes() -> None:
    op.create_table(
        "contact_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_contact_change_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_change")),
    )
    op.create_index(op.f("ix_contact_change_participation_id"), "contact_change", ["participation_id"])


def _make_notices() -> None:
    op.create_table(
        "contact_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("to", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["contact_change.id"],
            name=op.f("fk_contact_notice_change_id_contact_change"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["outbox_mail.id"],
            name=op.f("fk_contact_notice_mail_id_outbox_mail"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_notice")),
    )
    op.create_index(op.f("ix_contact_notice_change_id"), "contact_notice", ["change_id"])
    op.create_index(op.f("ix_contact_notice_mail_id"), "contact_notice", ["mail_id"])
