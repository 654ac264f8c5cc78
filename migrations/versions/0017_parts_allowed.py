"""A planner may let sheets with mistakes send their ready rows at once.

Revision: 0017_parts_allowed, after 0016_duplicates, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_parts_allowed"
down_revision = "0016_duplicates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("operation", sa.Column("parts_allowed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("operation") as batch:
        batch.drop_column("parts_allowed")
