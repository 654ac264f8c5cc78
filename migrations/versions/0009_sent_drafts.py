"""Drafts that were sent keep the number of their submission: pressing send twice leads to the receipt.

Revision: 0009_sent_drafts, after 0008_draft_numbers, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_sent_drafts"
down_revision = "0008_draft_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_draft",
        sa.Column("draft_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_sent_draft_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_sent_draft")),
    )
    op.create_index(op.f("ix_sent_draft_submission_id"), "sent_draft", ["submission_id"])


def downgrade() -> None:
    op.drop_table("sent_draft")
