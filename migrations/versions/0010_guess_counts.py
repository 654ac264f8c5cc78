"""Guessing: the counts stand in the database, so that all web processes share one limit.

Revision: 0010_guess_counts, after 0009_sent_drafts, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_guess_counts"
down_revision = "0009_sent_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guess_count",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_guess_count")),
    )
    op.create_index(op.f("ix_guess_count_ends_at"), "guess_count", ["ends_at"])


def downgrade() -> None:
    op.drop_table("guess_count")
