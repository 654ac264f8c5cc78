"""Planning a meeting and writing what it is made of: agenda, minutes, decisions, actions, practices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text, fold
from opsplanner.core.versions import unchanged
from opsplanner.meetings.entries import KINDS, REMOVABLE, Kind, Values, local, moment_of
from opsplanner.meetings.models import Action, ActionState, AgendaItem, Decision, Meeting, MeetingGuest, Outcome
from opsplanner.meetings.scope import runs, speaks_for
from opsplanner.meetings.services.finding import NOT_YOURS, earlier, find, managed
from opsplanner.operations import services as operations
from opsplanner.operations.models import Network, Operation
from opsplanner.operations.sections import texts

LONGEST = timedelta(days=31)
WORDS = ("name", "place", "purpose", "note")
PLAIN = ("kind", "state", "marking", "time_zone", "previous_id")


@writes
def plan_meeting(actor: Actor, owner: Operation | Network, values: Mapping[str, Any]) -> Meeting:
    """A new meeting of an operation or of a network."""
    of_operation = isinstance(owner, Operation)
    if not (actor.may(Permission.MEETINGS_EDIT, owner.code) if of_operation else actor.may(Permission.PROGRAMMES_EDIT)):
        raise Forbidden(NOT_YOURS)
    known = operations.find(actor, owner.code) if of_operation else operations.network(owner.code)
    meeting = Meeting(operation=known) if isinstance(known, Operation) else Meeting(network=known)
    _fill(actor, meeting, values)
    db.session.add(meeting)
    _record(actor, meeting, "add", after=meeting_values(meeting))
    return meeting


@writes
def change_meeting(actor: Actor, number: int, values: Mapping[str, Any], version: str | None = None) -> Meeting:
    """Name, place, time, marking, guests. Raises Stale when it is no longer `version`."""
    meeting = managed(actor, number)
    stored = meeting_values(meeting)
    unchanged(stored, version)
    at = meeting.starts_at, meeting.ends_at
    _fill(actor, meeting, values)
    meeting.moved += at != (meeting.starts_at, meeting.ends_at)
    _record(actor, meeting, "change", before=stored, after=meeting_values(meeting))
    return meeting


def meeting_values(meeting: Meeting) -> Values:
    """A meeting as its form shows it."""
    return {
        **{name: texts(getattr(meeting, name)) for name in WORDS},
        **{name: getattr(meeting, name) for name in PLAIN},
        "starts_at": local(meeting.starts_at, meeting.time_zone),
        "ends_at": local(meeting.ends_at, meeting.time_zone),
        "guests": sorted(guest.organisation_id for guest in meeting.guests),
    }


@writes
def save_entry(
    actor: Actor,
    number: int,
    key: str,
    values: Mapping[str, Any],
    entry_id: int | None = None,
    version: str | None = None,
) -> Any:
    """An entry of a meeting, new or changed. Raises Stale when it is no longer `version`."""
    meeting, kind = find(actor, number), KINDS[key]
    entry = entry_of(meeting, key, entry_id) if entry_id else _new(meeting, kind)
    if not may_write(actor, meeting, key, entry):
        raise Forbidden(NOT_YOURS)
    stored = kind.read(entry) if entry_id else None
    unchanged(stored or {}, version if entry_id else None)
    with db.session.no_autoflush:
        kind.write(meeting, entry, values)
    db.session.add(entry)
    db.session.flush()
    _record(actor, meeting, key, kind.name(entry), before=stored, after=kind.read(entry))
    return entry


@writes
def remove_entry(actor: Actor, number: int, key: str, entry_id: int) -> None:
    """Takes an item without minutes, or a practice, off the page; all else is withdrawn or dropped instead."""
    meeting = managed(actor, number)
    if key not in REMOVABLE:
        raise Missing
    entry = entry_of(meeting, key, entry_id)
    if isinstance(entry, AgendaItem) and (entry.minutes.all() or _hang_on(meeting, entry)):
        raise Refusal(_l("This item has minutes, decisions or actions: it stays on the agenda."))
    kind = KINDS[key]
    _record(actor, meeting, "remove", kind.name(entry), before=kind.read(entry))
    db.session.delete(entry)


def entry_of(meeting: Meeting, key: str, entry_id: int) -> Any:
    """One entry of a meeting; raises Missing."""
    kept = {"minutes": "items", "agenda": "items", "outcomes": "decisions", "progress": "actions"}.get(key, key)
    found = next((each for each in getattr(meeting, kept) if each.id == entry_id), None)
    if found is None:
        raise Missing
    return found


def may_write(actor: Actor, meeting: Meeting, key: str, entry: Any) -> bool:
    """Who runs the meeting writes all of it; who owns an action says how far it is."""
    if runs(actor, meeting):
        return True
    own = speaks_for(actor, meeting) | {actor.organisation_id}
    return KINDS[key].owned and entry.owner_id in own


def _new(meeting: Meeting, kind: Kind) -> Any:
    if kind.add is None:
        raise Missing
    blank: dict[str, Any] = {"minutes": Text.of()} if kind.model is AgendaItem else {}
    if kind.model is Decision:
        year = meeting.first_day.year
        number = _next(meeting, Decision, Decision.year == year)
        blank = {"year": year, "number": number, "outcome": Outcome.PENDING, "outcome_text": Text.of()}
    if kind.model is Action:
        blank = {"number": _next(meeting, Action), "state": ActionState.OPEN, "said": ""}
    return kind.model(**blank)


def _next(meeting: Meeting, model: type[Action] | type[Decision], *among: sa.ColumnElement[bool]) -> int:
    """The number that follows in the series of the operation or network, which is locked until the number is taken."""
    owner = Operation if meeting.operation_id else Network
    owner_id = meeting.operation_id or meeting.network_id
    db.session.execute(sa.select(owner.id).where(owner.id == owner_id).with_for_update())
    column = Meeting.operation_id if meeting.operation_id else Meeting.network_id
    last = sa.select(sa.func.max(model.number)).join(Meeting).where(column == owner_id, *among)
    return (db.session.scalar(last) or 0) + 1


def _fill(actor: Actor, meeting: Meeting, values: Mapping[str, Any]) -> None:
    for name in WORDS:
        setattr(meeting, name, Text.read(values[name]))
    with db.session.no_autoflush:
        if values["previous_id"] not in {None, *(each.id for each in earlier(actor, meeting))}:
            raise Refusal(_l("The meeting before is not among those you may choose."))
    for name in PLAIN:
        setattr(meeting, name, values[name])
    meeting.starts_at = moment_of(values["starts_at"], meeting.time_zone)
    meeting.ends_at = moment_of(values["ends_at"], meeting.time_zone)
    if not timedelta() < meeting.ends_at - meeting.starts_at <= LONGEST:
        raise Refusal(_l("A meeting ends after it begins, and lasts at most a month. Check both times."))
    meeting.search = fold(" ".join((*meeting.name.all(), *meeting.place.all())))
    _set_guests(meeting, values["guests"])


def _set_guests(meeting: Meeting, wanted: Iterable[int]) -> None:
    wanted = set(wanted)
    for guest in list(meeting.guests):
        if guest.organisation_id not in wanted:
            meeting.guests.remove(guest)
    here = {guest.organisation_id for guest in meeting.guests}
    meeting.guests.extend(MeetingGuest(organisation_id=each) for each in sorted(wanted - here))


def _hang_on(meeting: Meeting, item: AgendaItem) -> bool:
    upon = {each.item_id for each in meeting.decisions} | {each.item_id for each in meeting.actions}
    return item.id in upon


def _record(actor: Actor, meeting: Meeting, verb: str, subject: str = "", **said: Any) -> None:
    db.session.flush()
    name = meeting.name.to("en")
    told = f"{name}: {subject}" if subject else name
    audit.record(
        actor, f"meeting:{verb}", told[:300], scope=meeting.operation.code if meeting.operation else None, **said
    )
