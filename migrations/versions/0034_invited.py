"""People of anybody who has not accepted yet hold the seat of who is invited: they meet neither the participants nor the figures.

Revision: 0034_invited, after 0033_contact_changes, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034_invited"
down_revision = "0033_contact_changes"
branch_labels = None
depends_on = None

seat = sa.table(
    "operation_seat", *map(sa.column, ("id", "account_id", "operation_id", "organisation_id", "role"))
)  # fmt: skip
participation = sa.table("participation", *map(sa.column, ("operation_id", "organisation_id", "role", "state")))
organisation = sa.table("organisation", *map(sa.column, ("id", "parent_id")))
# Of the participation a seat belongs to, that of its organisation or of the one above it, while it is not answered.
ASKED = (
    sa.select(participation.c.role)
    .where(
        organisation.c.id == seat.c.organisation_id,
        participation.c.operation_id == seat.c.operation_id,
        sa.or_(
            participation.c.organisation_id == organisation.c.id,
            participation.c.organisation_id == organisation.c.parent_id,
        ),
        participation.c.state == "invited",
    )
    .correlate(seat)
)
OUTSIDE = ("guest", "observer")


def upgrade() -> None:
    # Somebody may sit in two roles for one organisation: as who is invited, once.
    other = seat.alias("other")
    twice = sa.exists().where(
        other.c.account_id == seat.c.account_id,
        other.c.operation_id == seat.c.operation_id,
        other.c.organisation_id == seat.c.organisation_id,
        other.c.role.in_(("invited", "member", *OUTSIDE)),
        other.c.id < seat.c.id,
    )
    op.execute(sa.delete(seat).where(seat.c.role.in_(("member", *OUTSIDE)), ASKED.exists(), twice))
    op.execute(sa.update(seat).where(seat.c.role == "member", ASKED.exists()).values(role="invited"))
    op.execute(sa.update(seat).where(seat.c.role.in_(OUTSIDE), ASKED.exists()).values(role="invited_guest"))


def downgrade() -> None:
    former = ASKED.where(participation.c.role != "liaison")
    role = former.with_only_columns(sa.func.max(participation.c.role)).scalar_subquery()
    invited = seat.c.role.in_(("invited", "invited_guest"))
    op.execute(sa.update(seat).where(invited, former.exists()).values(role=role))
