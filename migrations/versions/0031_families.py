"""An operation says which one it follows: COSMO 2 after COSMO, so that both can be laid side by side.

Revision: 0031_families, after 0030_participant_letters, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031_families"
down_revision = "0030_participant_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("operation") as table:
        table.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        table.create_index("ix_operation_follows_id", ["follows_id"])
        table.create_foreign_key("fk_operation_follows_id_operation", "operation", ["follows_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("operation") as table:
        table.drop_constraint("fk_operation_follows_id_operation", type_="foreignkey")
        table.drop_index("ix_operation_follows_id")
        table.drop_column("follows_id")
