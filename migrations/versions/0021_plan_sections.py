"""A plan says how the operation is carried out: concept, routes, goods to watch, coordination unit, evidence, entry criteria.

Revision: 0021_plan_sections, after 0020_reviewer_left, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021_plan_sections"
down_revision = "0020_reviewer_left"
branch_labels = None
depends_on = None

TEXT = sa.JSON().with_variant(JSONB(), "postgresql")
DETAILS = (
    "concept",
    "routes",
    "places",
    "ocu_place",
    "ocu_hours",
    "communication",
    "media",
    "evidence",
    "evaluation",
)


def upgrade() -> None:
    op.add_column("phase", sa.Column("criteria", TEXT, nullable=False, server_default="{}"))
    op.create_table(
        "plan_detail",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in DETAILS),
        sa.Column("retained_until", sa.Date(), nullable=True),
        *_of_an_operation("plan_detail"),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_plan_detail")),
    )
    _watch()
    _rota()


def _watch() -> None:
    op.create_table(
        "watch_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("name", "looks", "mistaken", "check")),
        *_of_an_operation("watch_entry"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_entry")),
        sa.UniqueConstraint("operation_id", "code", name=op.f("uq_watch_entry_operation_id")),
    )


def _rota() -> None:
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("who", TEXT, nullable=False),
        *_of_an_operation("duty_shift"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
    )
    op.create_index(op.f("ix_duty_shift_operation_id"), "duty_shift", ["operation_id"])


def _of_an_operation(table: str) -> tuple[sa.Constraint]:
    name = op.f(f"fk_{table}_operation_id_operation")
    return (sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=name, ondelete="CASCADE"),)


def downgrade() -> None:
    op.drop_table("duty_shift")
    op.drop_table("watch_entry")
    op.drop_table("plan_detail")
    with op.batch_alter_table("phase") as batch:
        batch.drop_column("criteria")
