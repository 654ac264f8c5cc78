"""Chasing: requests for more time, reminders sent and who wants them; a waiting mail knows who can say that it is needed no more.

Revision: 0014_chasing, after 0013_fixes, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_chasing"
down_revision = "0013_fixes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _requests()
    _reminders()
    _switches()
    _choices()
    op.add_column("outbox_mail", sa.Column("kind", sa.String(length=20), nullable=False, server_default=""))


def _requests() -> None:
    op.create_table(
        "time_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        *_of_a_return("time_request"),
    )
    _index_return("time_request")


def _reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["outbox_mail.id"], name=op.f("fk_reminder_mail_id_outbox_mail"), ondelete="SET NULL"
        ),
        *_of_a_return("reminder"),
    )
    _index_return("reminder")
    op.create_index(op.f("ix_reminder_mail_id"), "reminder", ["mail_id"])
    automatic = sa.text("step <> 'hand'")
    once = ["participation_id", "period_id", "step", "recipient"]
    op.create_index(
        "ix_reminder_once", "reminder", once, unique=True, sqlite_where=automatic, postgresql_where=automatic
    )


def _switches() -> None:
    op.create_table(
        "reminder_switch",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
            name=op.f("fk_reminder_switch_operation_id_operation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_reminder_switch")),
    )


def _choices() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("only_overdue", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reminder_choice_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_reminder_choice")),
    )


def downgrade() -> None:
    with op.batch_alter_table("outbox_mail") as batch:
        batch.drop_column("kind")
    for table in ("reminder_choice", "reminder_switch", "reminder", "time_request"):
        op.drop_table(table)


def _of_a_return(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f(f"fk_{table}_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f(f"fk_{table}_period_id_period"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _index_return(table: str) -> None:
    for column in ("participation_id", "period_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
