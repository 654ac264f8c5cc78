"""Contact points are searched by folded function, office and address.

Revision: 0004_contact_search, after 0003_plans, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_contact_search"
down_revision = "0003_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("search", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.drop_column("search")
