"""reviewing: its steps, notes with their replies, updates after acceptance, what was imported, keys that act.

Revision: 0011_reviewing, after 0010_guess_counts, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011_reviewing"
down_revision = "0010_guess_counts"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
# SQLite remakes the table; a reference is still never given twice.
KEEP = {"sqlite_autoincrement": True}


def upgrade() -> None:
    _steps()
    _notes()
    _replies()
    _submissions()
    _shortcuts()


def _steps() -> None:
    op.create_table(
        "review_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("in_place_of", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_review_step_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_step")),
    )
    with op.batch_alter_table("review_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_step_submission_id"), ["submission_id"], unique=False)


def _notes() -> None:
    op.create_table(
        "review_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.SmallInteger(), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["result_case.id"], name=op.f("fk_review_note_case_id_result_case")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_review_note_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_note")),
    )
    with op.batch_alter_table("review_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_note_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_note_submission_id"), ["submission_id"], unique=False)


def _replies() -> None:
    op.create_table(
        "note_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_member", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["review_note.id"], name=op.f("fk_note_reply_note_id_review_note"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_reply")),
    )
    with op.batch_alter_table("note_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_reply_note_id"), ["note_id"], unique=False)


def _submissions() -> None:
    """The columns are filled in rows that stand; new rows say it themselves."""
    with op.batch_alter_table("submission", schema=None, table_kwargs=KEEP) as batch_op:
        batch_op.add_column(sa.Column("imported", JSON, nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("not_reviewed", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_foreign_key(
            batch_op.f("fk_submission_follows_id_submission"), "submission", ["follows_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_submission_follows_id"), ["follows_id"], unique=False)
    with op.batch_alter_table("submission", schema=None, table_kwargs=KEEP) as batch_op:
        batch_op.alter_column("imported", server_default=None)
        batch_op.alter_column("not_reviewed", server_default=None)


def _shortcuts() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shortcuts", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.alter_column("shortcuts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("shortcuts")
    with op.batch_alter_table("submission", schema=None, table_kwargs=KEEP) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_follows_id"))
        batch_op.drop_constraint(batch_op.f("fk_submission_follows_id_submission"), type_="foreignkey")
        batch_op.drop_column("not_reviewed")
        batch_op.drop_column("follows_id")
        batch_op.drop_column("imported")
    for table, column in (("note_reply", "note_id"), ("review_note", "submission_id"), ("review_note", "case_id")):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_table("note_reply")
    op.drop_table("review_note")
    op.drop_index(op.f("ix_review_step_submission_id"), table_name="review_step")
    op.drop_table("review_step")
