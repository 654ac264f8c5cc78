"""People of a liaison office that has not accepted yet hold the seat of who is invited: they read, review and chase nobody.

Revision: 0019_invited_offices, after 0018_meetings, 2026-11-22.
"""

from alembic import op

revision = "0019_invited_offices"
down_revision = "0018_meetings"
branch_labels = None
depends_on = None

INVITED = """
UPDATE operation_seat SET role = 'invited' WHERE role = 'liaison' AND EXISTS (
  SELECT 1 FROM participation JOIN organisation ON organisation.id = operation_seat.organisation_id
  WHERE participation.operation_id = operation_seat.operation_id
  AND participation.organisation_id IN (organisation.id, organisation.parent_id)
  AND participation.role = 'liaison' AND participation.state = 'invited'
)
"""


def upgrade() -> None:
    op.execute(INVITED)


def downgrade() -> None:
    op.execute("UPDATE operation_seat SET role = 'liaison' WHERE role = 'invited'")
