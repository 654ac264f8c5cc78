"""Plans name their lead, template blocks, risk indicators, milestones and dated rates.

Revision: 0003_plans, after 0002_results, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_plans"
down_revision = "0002_results"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "exchange_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_exchange_rate_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rate")),
        sa.UniqueConstraint("operation_id", "currency", "valid_from", name=op.f("uq_exchange_rate_operation_id")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_milestone_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_operation_id"), ["operation_id"], unique=False)

    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("search", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("lead_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("blocks", JSON, nullable=False, server_default='["short"]'))
        batch_op.add_column(sa.Column("risk_indicators", JSON, nullable=False, server_default="[]"))
        batch_op.create_index(batch_op.f("ix_operation_lead_id"), ["lead_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_operation_lead_id_organisation"), "organisation", ["lead_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_operation_lead_id_organisation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_operation_lead_id"))
        batch_op.drop_column("risk_indicators")
        batch_op.drop_column("blocks")
        batch_op.drop_column("lead_id")
        batch_op.drop_column("search")

    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_operation_id"))

    op.drop_table("milestone")
    op.drop_table("exchange_rate")
