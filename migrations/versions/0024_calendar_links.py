"""People's calendars follow what concerns them by secret addresses, of which only the hash is kept.

Revision: 0024_calendar_links, after 0023_surveys, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024_calendar_links"
down_revision = "0023_surveys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("issued_to", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_calendar_link_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_calendar_link_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_link_token_hash")),
    )
    op.create_index(op.f("ix_calendar_link_account_id"), "calendar_link", ["account_id"])
    op.create_index(op.f("ix_calendar_link_operation_id"), "calendar_link", ["operation_id"])


def downgrade() -> None:
    op.drop_table("calendar_link")
