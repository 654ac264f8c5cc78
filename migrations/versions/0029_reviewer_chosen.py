"""Whether a Member chose its reviewer was not told apart from what holds until it does: how ready a participant is could not be said.

Revision: 0029_reviewer_chosen, after 0028_reply_files, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029_reviewer_chosen"
down_revision = "0028_reply_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("participation") as table:
        table.add_column(sa.Column("reviewer_chosen_at", sa.DateTime(), nullable=True))
    # The answer showed the reviewer, and was sent with it.
    op.execute("UPDATE participation SET reviewer_chosen_at = answered_at WHERE state = 'accepted'")


def downgrade() -> None:
    with op.batch_alter_table("participation") as table:
        table.drop_column("reviewer_chosen_at")
