"""A nil return that cases replaced is closed for that period: when the cases were withdrawn it came back to life.

Revision: 0026_nil_replaced, after 0025_plan_versions, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026_nil_replaced"
down_revision = "0025_plan_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("period_served") as table:
        table.add_column(sa.Column("replaced_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE submission SET state = 'submitted' WHERE state = 'replaced'")
    with op.batch_alter_table("period_served") as table:
        table.drop_column("replaced_at")
