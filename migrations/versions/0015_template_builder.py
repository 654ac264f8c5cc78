"""Templates are composed: a draft kept step by step, and every version says who published it and why.

Revision: 0015_template_builder, after 0014_chasing, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015_template_builder"
down_revision = "0014_chasing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("composition", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_template_step_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_step")),
    )
    op.create_index(op.f("ix_template_step_operation_id"), "template_step", ["operation_id"])
    op.add_column(
        "template_version", sa.Column("published_by", sa.String(length=120), nullable=False, server_default="")
    )
    op.add_column("template_version", sa.Column("note", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("template_version") as batch:
        batch.drop_column("note")
        batch.drop_column("published_by")
    op.drop_table("template_step")
