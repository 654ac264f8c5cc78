"""Finding meetings: the list, one with all that hangs on it, what it takes over from earlier ones, the library of practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.meetings.models import (
    Action,
    ActionState,
    AgendaItem,
    Decision,
    DecisionState,
    Meeting,
    MeetingGuest,
    MeetingPaper,
    Practice,
)
from opsplanner.meetings.scope import runs, scope
from opsplanner.operations.models import Network, NetworkMember, Operation

NOT_YOURS = _l("The planner of the operation, or the secretariat for a network, writes this.")
LISTING = Listing(
    sorts={"starts": Meeting.starts_at, "meeting": Meeting.search, "kind": Meeting.kind, "state": Meeting.state},
    search=(Meeting.search,),
    folded=True,
    filters={"kind": Meeting.kind, "state": Meeting.state},
    start="-starts",
    tiebreak=Meeting.id.desc(),
)
PRACTICES = Listing(
    sorts={"practice": Practice.search, "member": Organisation.search_en, "theme": Practice.theme, "meeting": Meeting.starts_at},
    search=(Practice.search, Organisation.search_en, Organisation.search_fr),
    folded=True,
    filters={"theme": Practice.theme},
    start="-meeting",
    tiebreak=Practice.id.desc(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """What a meeting takes over: actions of earlier meetings that were open when it began, and what became of their decisions."""

    actions: Sequence[Action]
    decisions: Sequence[Decision]


def browse(actor: Actor, asked: Mapping[str, str], code: str | None = None) -> Page[Meeting]:
    """One page of the meetings the actor may know of; with a code, of that operation."""
    query = _owned(scope(actor))
    if code is not None:
        query = query.where(Meeting.operation.has(Operation.code == code))
    return LISTING.page(query, asked)


def find(actor: Actor, number: int) -> Meeting:
    """One meeting; raises Missing when the actor may not know of it."""
    members = joinedload(Meeting.network).selectinload(Network.members).joinedload(NetworkMember.organisation)
    loaded = (
        members,
        joinedload(Meeting.previous),
        selectinload(Meeting.items).joinedload(AgendaItem.organisation),
        selectinload(Meeting.actions).joinedload(Action.owner),
        selectinload(Meeting.practices).joinedload(Practice.organisation),
        selectinload(Meeting.guests).joinedload(MeetingGuest.organisation),
        selectinload(Meeting.decisions),
        selectinload(Meeting.papers),
    )
    found = db.session.scalar(_owned(scope(actor)).where(Meeting.id == number).options(*loaded))
    if found is None:
        raise Missing
    return found


def managed(actor: Actor, number: int) -> Meeting:
    """One that the actor runs; raises Missing or Forbidden."""
    meeting = find(actor, number)
    if not runs(actor, meeting):
        raise Forbidden(NOT_YOURS)
    return meeting


def of_network(actor: Actor, network: Network) -> list[Meeting]:
    """The meetings of a network that the actor may know of, newest first, with their guests and decisions."""
    whole = selectinload(Meeting.decisions), selectinload(Meeting.guests).joinedload(MeetingGuest.organisation)
    query = scope(actor).where(Meeting.network_id == network.id).options(*whole)
    return list(db.session.scalars(query.order_by(Meeting.starts_at.desc())))


def earlier(actor: Actor, meeting: Meeting | None) -> list[Meeting]:
    """Meetings that may be named as the one before: all others that the actor may know of, newest first."""
    query = _owned(scope(actor)).where(Meeting.id != (meeting.id if meeting else 0))
    return list(db.session.scalars(query.order_by(Meeting.starts_at.desc())))


def before(actor: Actor, meeting: Meeting) -> Before:
    """From the meetings before it, one after the other back to the first, as far as the actor may know of them."""
    line = sa.select(Meeting.previous_id.label("id")).where(Meeting.id == meeting.id).cte("line", recursive=True)
    line = line.union(sa.select(Meeting.previous_id).join(line, Meeting.id == line.c.id))
    known = scope(actor).where(Meeting.id.in_(sa.select(line.c.id))).with_only_columns(Meeting.id)
    taken_over = sa.or_(Action.state == ActionState.OPEN, Action.closed_on >= meeting.first_day)
    actions = sa.select(Action).where(Action.meeting_id.in_(known), Action.meeting_id != meeting.id, taken_over)
    decisions = sa.select(Decision).where(
        Decision.meeting_id.in_(known), Decision.meeting_id != meeting.id, Decision.state == DecisionState.ADOPTED
    )
    return Before(
        list(
            db.session.scalars(
                actions.options(joinedload(Action.owner), joinedload(Action.meeting)).order_by(Action.due_on, Action.id)
            )
        ),
        list(db.session.scalars(decisions.options(joinedload(Decision.meeting)).order_by(Decision.year, Decision.id))),
    )


def practices(actor: Actor, asked: Mapping[str, str]) -> Page[Practice]:
    """One page of the library, from the meetings that the actor may know of."""
    known = scope(actor).with_only_columns(Meeting.id)
    query = (
        sa.select(Practice)
        .join(Practice.meeting)
        .join(Practice.organisation)
        .where(Practice.meeting_id.in_(known))
        .options(joinedload(Practice.organisation), joinedload(Practice.meeting))
    )
    return PRACTICES.page(query, asked)


def open_actions(actor: Actor) -> list[Action]:
    """Open actions of organisations the actor speaks for, those due first."""
    owned = {seat.organisation_id for seat in actor.seats} | ({actor.organisation_id} - {None})
    known = scope(actor).with_only_columns(Meeting.id)
    query = (
        sa.select(Action)
        .where(Action.state == ActionState.OPEN, Action.owner_id.in_(owned), Action.meeting_id.in_(known))
        .options(
            joinedload(Action.owner),
            joinedload(Action.meeting).joinedload(Meeting.operation),
            joinedload(Action.meeting).joinedload(Meeting.network),
        )
    )
    return list(db.session.scalars(query.order_by(Action.due_on.is_(None), Action.due_on, Action.id)))


def of_operations(actor: Actor, operations: Sequence[int]) -> list[Meeting]:
    """The meetings of some operations that the actor may know of, in their order."""
    query = _owned(scope(actor)).where(Meeting.operation_id.in_(operations))
    return list(db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id)))


def elsewhere(actor: Actor, operations: Sequence[int]) -> list[Meeting]:
    """All others that the actor may know of: of networks, and of operations in which it has no part."""
    others = sa.or_(Meeting.operation_id.is_(None), Meeting.operation_id.not_in(operations))
    return list(db.session.scalars(_owned(scope(actor)).where(others).order_by(Meeting.starts_at, Meeting.id)))


def papers_since(actor: Actor, since: datetime) -> list[tuple[Meeting, int, datetime]]:
    """Meetings to which papers were added since, how many that still stand, and when the last."""
    number, at = sa.func.count().label("number"), sa.func.max(MeetingPaper.added_at).label("at")
    fresh = sa.select(MeetingPaper.meeting_id, number, at).where(MeetingPaper.added_at > since)
    counted = fresh.where(MeetingPaper.withdrawn_at.is_(None)).group_by(MeetingPaper.meeting_id).subquery().c
    query = _owned(scope(actor)).join(counted.meeting_id.table, counted.meeting_id == Meeting.id)
    return [tuple(each) for each in db.session.execute(query.add_columns(counted.number, counted.at))]


def _owned(query: sa.Select[Meeting]) -> sa.Select[Meeting]:
    return query.options(joinedload(Meeting.operation), joinedload(Meeting.network))
