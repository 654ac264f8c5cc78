"""A Member whose reviewer left is asked to choose another: which office it was is kept until it does.

Revision: 0020_reviewer_left, after 0019_invited_offices, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020_reviewer_left"
down_revision = "0019_invited_offices"
branch_labels = None
depends_on = None

KEY = "fk_participation_reviewer_left_id_organisation"


def upgrade() -> None:
    with op.batch_alter_table("participation") as table:
        table.add_column(sa.Column("reviewer_left_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(KEY), "organisation", ["reviewer_left_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("participation") as table:
        table.drop_constraint(op.f(KEY), type_="foreignkey")
        table.drop_column("reviewer_left_id")
