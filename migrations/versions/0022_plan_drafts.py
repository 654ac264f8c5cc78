"""What somebody types into a section of a plan is kept as a draft of theirs until it is stored.

Revision: 0022_plan_drafts, after 0021_plan_sections, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022_plan_drafts"
down_revision = "0021_plan_sections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_plan_draft_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_plan_draft_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_draft")),
        sa.UniqueConstraint("operation_id", "section", "account_id", name=op.f("uq_plan_draft_operation_id")),
    )
    op.create_index(op.f("ix_plan_draft_account_id"), "plan_draft", ["account_id"])


def downgrade() -> None:
    op.drop_table("plan_draft")
