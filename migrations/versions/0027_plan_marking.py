"""A plan has the marking that was chosen for it: its paper said TLP:AMBER, whatever was agreed.

Revision: 0027_plan_marking, after 0026_nil_replaced, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027_plan_marking"
down_revision = "0026_nil_replaced"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan_detail") as table:
        table.add_column(sa.Column("marking", sa.String(20), nullable=False, server_default="AMBER"))
    with op.batch_alter_table("plan_detail") as table:
        table.alter_column("marking", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("plan_detail") as table:
        table.drop_column("marking")
