"""Drafts: the number of a discarded draft is never given to another, so that an old page cannot send another file.

Revision: 0008_draft_numbers, after 0007_case_list, 2026-11-21.
"""

from alembic import op

revision = "0008_draft_numbers"
down_revision = "0007_case_list"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _remake(sqlite_autoincrement=True)


def downgrade() -> None:
    _remake(sqlite_autoincrement=False)


def _remake(*, sqlite_autoincrement: bool) -> None:
    """Only SQLite gives numbers again; there the table is made anew with all its rows."""
    if op.get_bind().dialect.name == "sqlite":
        kwargs = {"sqlite_autoincrement": sqlite_autoincrement}
        with op.batch_alter_table("result_draft", recreate="always", table_kwargs=kwargs):
            pass
