"""One consignment told by two Members: numbers that cases are known by, pairs that may be one, decisions, the days between.

Revision: 0016_duplicates, after 0015_template_builder, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016_duplicates"
down_revision = "0015_template_builder"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    _keys()
    _links()
    _decisions()
    _settings()


def _keys() -> None:
    op.create_table(
        "case_key",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        _key("case_key", "case_id", "result_case"),
        _key("case_key", "operation_id", "operation"),
        _key("case_key", "participation_id", "participation"),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_key")),
    )
    op.create_index("ix_case_key_found", "case_key", ["operation_id", "key", "day"])


def _links() -> None:
    op.create_table(
        "duplicate_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        _key("duplicate_link", "operation_id", "operation"),
        _key("duplicate_link", "first_id", "result_case"),
        _key("duplicate_link", "second_id", "result_case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_link")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_duplicate_link_first_id")),
    )
    op.create_index(op.f("ix_duplicate_link_operation_id"), "duplicate_link", ["operation_id"])
    op.create_index(op.f("ix_duplicate_link_second_id"), "duplicate_link", ["second_id"])


def _decisions() -> None:
    op.create_table(
        "duplicate_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        _key("duplicate_decision", "link_id", "duplicate_link"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_decision")),
    )
    op.create_index(op.f("ix_duplicate_decision_link_id"), "duplicate_decision", ["link_id"])


def _settings() -> None:
    op.create_table(
        "duplicate_setting",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        _key("duplicate_setting", "operation_id", "operation"),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_duplicate_setting")),
    )


def downgrade() -> None:
    for table in ("duplicate_setting", "duplicate_decision", "duplicate_link", "case_key"):
        op.drop_table(table)
