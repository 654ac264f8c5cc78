"""Cases: the index of the list ends with the id, so that a page of a long list is read along it without sorting.

Revision: 0007_case_list, after 0006_lessons, 2026-11-21.
"""

from alembic import op

revision = "0007_case_list"
down_revision = "0006_lessons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_result_case_list", "result_case")
    op.create_index("ix_result_case_list", "result_case", ["operation_id", "detected_on", "id"])


def downgrade() -> None:
    op.drop_index("ix_result_case_list", "result_case")
    op.create_index("ix_result_case_list", "result_case", ["operation_id", "detected_on"])
