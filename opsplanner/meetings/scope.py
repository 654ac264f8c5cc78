"""Which meetings an actor may know of, which it runs, and for whom it may register delegates."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from opsplanner.core.access import ASKED, Actor, Permission, Role
from opsplanner.directory.models import Organisation
from opsplanner.meetings.models import Meeting, MeetingGuest
from opsplanner.operations.models import NetworkMember, Operation
from opsplanner.operations.services import markings_for

# Who leads or serves an operation of a network sits in the network's meetings too.
SERVING = frozenset({Role.PLANNER, Role.LIAISON})
# Who sends delegates.
SENDING = (Role.MEMBER, Role.GUEST, Role.LIAISON, Role.OBSERVER, *ASKED)


def scope(actor: Actor) -> sa.Select[Meeting]:
    """The secretariat sees every meeting; others those of their operations and networks, as far as the marking allows, and those
    to which their organisation is invited."""
    meetings = sa.select(Meeting)
    if actor.is_secretariat:
        return meetings
    invited = sa.and_(_is_guest(actor), Meeting.marking.in_(markings_for([Role.MEMBER])))
    return meetings.where(sa.or_(*_of_operations(actor), *_of_networks(actor), invited))


def runs(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor writes agenda, minutes and all else of it: the planner of its operation, the secretariat for a network."""
    if meeting.operation is not None:
        return actor.may(Permission.MEETINGS_EDIT, meeting.operation.code)
    return actor.may(Permission.PROGRAMMES_EDIT)


def speaks_for(actor: Actor, meeting: Meeting) -> frozenset[int]:
    """The organisations whose delegates the actor registers: its own that take part, belong to the network, or are invited."""
    own = frozenset() if actor.organisation_id is None else frozenset({actor.organisation_id})
    there = {guest.organisation_id for guest in meeting.guests}
    if meeting.operation is not None:
        return actor.organisations_in(meeting.operation.code, *SENDING) | (own & there)
    if meeting.network is not None:
        there |= {member.organisation_id for member in meeting.network.members}
    return own & there


def _of_operations(actor: Actor) -> Iterator[sa.ColumnElement[bool]]:
    roles: dict[int, set[Role]] = {}
    for seat in actor.seats:
        roles.setdefault(seat.operation_id, set()).add(seat.role)
    for held in set(map(frozenset, roles.values())):
        operations = [key for key, mine in roles.items() if mine == held]
        yield sa.and_(Meeting.operation_id.in_(operations), Meeting.marking.in_(markings_for(held)))


def _of_networks(actor: Actor) -> Iterator[sa.ColumnElement[bool]]:
    member = sa.exists().where(
        NetworkMember.network_id == Meeting.network_id,
        NetworkMember.organisation_id.in_(_home(actor)),
        sa.or_(NetworkMember.until.is_(None), NetworkMember.until >= sa.func.date(Meeting.starts_at)),
    )
    yield sa.and_(member, Meeting.marking.in_(markings_for([Role.MEMBER])))
    for role in SERVING:
        served = {seat.operation_id for seat in actor.seats if seat.role == role}
        networks = sa.select(Operation.network_id).where(Operation.id.in_(served), Operation.network_id.is_not(None))
        yield sa.and_(Meeting.network_id.in_(networks), Meeting.marking.in_(markings_for([role])))


def _is_guest(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.exists().where(MeetingGuest.meeting_id == Meeting.id, MeetingGuest.organisation_id.in_(_home(actor)))


def _home(actor: Actor) -> sa.CompoundSelect[int]:
    """The actor's own organisation, and the one above it when it is an office."""
    own = sa.select(Organisation.id).where(Organisation.id == actor.organisation_id)
    above = sa.select(Organisation.parent_id).where(
        Organisation.id == actor.organisation_id, Organisation.parent_id.is_not(None)
    )
    return own.union(above)
