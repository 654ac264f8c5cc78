"""A file beside an answer refers to its bytes, so that nobody else who lets go of the same bytes takes them away.

Revision: 0028_reply_files, after 0027_plan_marking, 2026-11-22.
"""

from alembic import op

revision = "0028_reply_files"
down_revision = "0027_plan_marking"
branch_labels = None
depends_on = None

# Their bytes went with a draft of results that was the same file: there is nothing left that could be shown.
LOST = "DELETE FROM survey_reply_file WHERE sha256 NOT IN (SELECT sha256 FROM stored_file)"


def upgrade() -> None:
    op.execute(LOST)
    with op.batch_alter_table("survey_reply_file") as table:
        table.create_foreign_key(
            table.f("fk_survey_reply_file_sha256_stored_file"), "stored_file", ["sha256"], ["sha256"]
        )
        table.create_index(table.f("ix_survey_reply_file_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("survey_reply_file") as table:
        table.drop_index(table.f("ix_survey_reply_file_sha256"))
        table.drop_constraint(table.f("fk_survey_reply_file_sha256_stored_file"), type_="foreignkey")
