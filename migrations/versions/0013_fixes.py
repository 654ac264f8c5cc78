"""Corrections made in the browser are kept as patches over the file, with the draft and then with its submission.

Revision: 0013_fixes, after 0012_value_memory, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

from opsplanner.core.db import JSON_TYPE

revision = "0013_fixes"
down_revision = "0012_value_memory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "result_fix",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("patches", JSON_TYPE, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["result_draft.id"], name=op.f("fk_result_fix_draft_id_result_draft"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_result_fix_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_fix")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_result_fix_draft_id")),
    )
    op.create_index(op.f("ix_result_fix_submission_id"), "result_fix", ["submission_id"])


def downgrade() -> None:
    op.drop_table("result_fix")
