"""What values of a Member's own sheets mean is remembered, as what their headings mean is.

Revision: 0012_value_memory, after 0011_reviewing, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_value_memory"
down_revision = "0011_reviewing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "value_memory",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("written", sa.String(length=300), nullable=False),
        sa.Column("meaning", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_value_memory_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "field", "value", name=op.f("pk_value_memory")),
    )


def downgrade() -> None:
    op.drop_table("value_memory")
