"""Delegates: registered by who speaks for their organisation or runs the meeting, counted, and marked present day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.core.versions import unchanged
from opsplanner.directory.models import Organisation, OrganisationKind
from opsplanner.meetings.entries import Values
from opsplanner.meetings.models import Delegate, DelegateRole, Meeting, MeetingState
from opsplanner.meetings.scope import runs, scope, speaks_for
from opsplanner.meetings.services.finding import find
from opsplanner.operations.models import Network

LISTINGS = {
    lang: Listing(
        sorts={"organisation": name, "role": Delegate.role, "language": Delegate.language},
        search=(Organisation.search_en, Organisation.search_fr),
        folded=True,
        filters={"role": Delegate.role, "kind": Organisation.kind},
        start="organisation",
        tiebreak=Delegate.id,
    )
    for lang, name in (("en", Organisation.search_en), ("fr", Organisation.search_fr))
}
Sending = tuple[str, int]  # the kind of an organisation, and whom it stands for
# Kinds of organisations that do not stand for a Member.
APART = frozenset({OrganisationKind.RILO, OrganisationKind.PARTNER, OrganisationKind.SECRETARIAT})


@dataclass(frozen=True, slots=True)
class Tally:
    """Delegates (interpreters are not), and the Members, liaison offices and partners they stand for."""

    delegates: int = 0
    members: int = 0
    rilos: int = 0
    partners: int = 0


def tallies(meetings: Iterable[Meeting]) -> dict[int, Tally]:
    """By meeting, in one question."""
    found: dict[int, list[Sending]] = {meeting.id: [] for meeting in meetings}
    for number, kind, stands_for, _present in _counted(found):
        found[number].append((kind, stands_for))
    return {number: _tally(rows) for number, rows in found.items()}


def attendance(meeting: Meeting) -> dict[date, Tally]:
    """Who was there, day by day, in one question; nothing for a day on which no roll was called."""
    rows = list(_counted([meeting.id]))
    days = {
        day: [(kind, stands) for _number, kind, stands, present in rows if day.isoformat() in present]
        for day in days_of(meeting)
    }
    return {day: _tally(there) for day, there in days.items() if there}


def _counted(numbers: Iterable[int]) -> Iterable[Any]:
    """Of every delegate that counts: meeting, kind of organisation, whom it stands for (an office for its Member), days present."""
    stands_for = sa.func.coalesce(Organisation.parent_id, Organisation.id)
    query = (
        sa.select(Delegate.meeting_id, Organisation.kind, stands_for, Delegate.present)
        .join(Delegate.organisation)
        .where(Delegate.meeting_id.in_(list(numbers)), Delegate.role != DelegateRole.INTERPRETER)
    )
    return db.session.execute(query)


def _tally(rows: Sequence[Sending]) -> Tally:
    def different(*kinds: str) -> int:
        return len({stands for kind, stands in rows if kind in kinds})

    members = {stands for kind, stands in rows if kind not in APART}
    return Tally(len(rows), len(members), different(OrganisationKind.RILO), different(OrganisationKind.PARTNER))


def days_of(meeting: Meeting) -> list[date]:
    """Its calendar days, there."""
    length = (meeting.last_day - meeting.first_day).days
    return [meeting.first_day + timedelta(days=each) for each in range(length + 1)]


def delegates(meeting: Meeting, asked: Mapping[str, str], lang: str) -> Page[Delegate]:
    """One page of those registered, for whoever may know of the meeting; names are sorted as the language has them."""
    return LISTINGS[lang].page(_registered(meeting), asked)


def all_delegates(meeting: Meeting, lang: str = "en") -> list[Delegate]:
    """All of them, by organisation as the language sorts them."""
    name = Organisation.search_fr if lang == "fr" else Organisation.search_en
    return list(db.session.scalars(_registered(meeting).order_by(name, Delegate.id)))


def delegation(meeting: Meeting, organisation: Organisation) -> list[Delegate]:
    """Whom one organisation sends."""
    query = sa.select(Delegate).where(Delegate.meeting_id == meeting.id, Delegate.organisation_id == organisation.id)
    return list(db.session.scalars(query.order_by(Delegate.id)))


def may_register(actor: Actor, meeting: Meeting, organisation: Organisation) -> bool:
    """Its own contact point until the meeting was held, and at any time who runs the meeting."""
    if runs(actor, meeting):
        return True
    return meeting.state == MeetingState.PLANNED and organisation.id in speaks_for(actor, meeting)


def own_organisations(actor: Actor, meeting: Meeting) -> list[Organisation]:
    """Those whose delegations are the actor's own."""
    query = sa.select(Organisation).where(Organisation.id.in_(speaks_for(actor, meeting)))
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


def to_register(actor: Actor, meeting: Meeting) -> list[Organisation]:
    """Those of them whose delegates the actor may register now."""
    return [each for each in own_organisations(actor, meeting) if may_register(actor, meeting, each)]


def unregistered(actor: Actor, now: datetime) -> list[tuple[Meeting, str]]:
    """Meetings ahead to which an organisation of the actor's sends nobody yet, each with its code, the nearest first."""
    ahead = scope(actor).with_only_columns(Meeting.id)
    ahead = ahead.where(Meeting.starts_at > now, Meeting.state == MeetingState.PLANNED)
    loaded = (
        joinedload(Meeting.operation),
        joinedload(Meeting.network).selectinload(Network.members),
        selectinload(Meeting.guests),
        selectinload(Meeting.delegates),
    )
    found = db.session.scalars(
        sa.select(Meeting).where(Meeting.id.in_(ahead)).options(*loaded).order_by(Meeting.starts_at)
    )
    missing = [
        (meeting, speaks_for(actor, meeting) - {each.organisation_id for each in meeting.delegates})
        for meeting in found
    ]
    wanted = frozenset[int]().union(*(ids for _meeting, ids in missing))
    named = db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(wanted)))
    codes = {each.id: each.code for each in named}
    return [(meeting, codes[number]) for meeting, ids in missing for number in sorted(ids)]


def senders() -> list[Organisation]:
    """Every organisation that may send somebody, for who runs the meeting to choose from."""
    query = sa.select(Organisation).where(Organisation.valid_to.is_(None)).order_by(Organisation.search_en)
    return list(db.session.scalars(query))


def sender(actor: Actor, meeting: Meeting, code: str) -> Organisation:
    """The organisation whose delegation is written; raises Missing, or Forbidden when it is for somebody else to write."""
    found = db.session.scalar(sa.select(Organisation).where(Organisation.code == code))
    if found is None:
        raise Missing
    if not may_register(actor, meeting, found):
        raise Forbidden(_l("Delegates are registered by their own contact point, or by who runs the meeting."))
    return found


def delegation_values(delegates: Iterable[Delegate]) -> Values:
    """A delegation as its form shows it."""
    rows = [
        {"function": each.function, "role": each.role, "language": each.language, "present": each.present}
        for each in delegates
    ]
    return {"delegates": rows}


@writes
def register_delegation(
    actor: Actor, number: int, code: str, rows: Sequence[Mapping[str, Any]], version: str | None = None
) -> list[Delegate]:
    """Puts these rows in the place of the organisation's delegation. Raises Stale when it is no longer `version`."""
    meeting = find(actor, number)
    return _register(actor, meeting, sender(actor, meeting, code), rows, version)


@writes
def register_delegations(actor: Actor, number: int, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """The delegations of many organisations by code, as who runs the meeting has them on a list."""
    meeting = find(actor, number)
    if not runs(actor, meeting):
        raise Forbidden(_l("Delegates are registered by their own contact point, or by who runs the meeting."))
    known = db.session.scalars(sa.select(Organisation).where(Organisation.code.in_(rows)))
    for organisation in sorted(known, key=lambda each: each.code):
        _replace(meeting, organisation, rows[organisation.code])
    db.session.flush()
    told = {code: len(sent) for code, sent in rows.items()}
    _record(actor, meeting, after=told)


def _register(
    actor: Actor, meeting: Meeting, organisation: Organisation, rows: Sequence[Mapping[str, Any]], version: str | None
) -> list[Delegate]:
    stored = delegation_values(delegation(meeting, organisation))
    unchanged(stored, version)
    sent = _replace(meeting, organisation, rows)
    db.session.flush()
    _record(actor, meeting, organisation.code, before=stored, after=delegation_values(sent))
    return sent


def _replace(meeting: Meeting, organisation: Organisation, rows: Sequence[Mapping[str, Any]]) -> list[Delegate]:
    """Row by row: who stays keeps the place, and the attendance where the form did not ask for it."""
    if sum(row["role"] == DelegateRole.HEAD for row in rows) > 1:
        raise Refusal(_l("A delegation has one head."))
    days = {each.isoformat() for each in days_of(meeting)}
    there = {each.id: each for each in delegation(meeting, organisation)}
    kept = list(there.values())
    for place, row in enumerate(rows):
        if place == len(kept):
            kept.append(Delegate(meeting_id=meeting.id, organisation_id=organisation.id, present=[]))
            db.session.add(kept[place])
        one = kept[place]
        one.function, one.role, one.language = row["function"], row["role"], row["language"]
        if "present" in row:
            one.present = sorted(days & set(row["present"] or ()))
    for gone in kept[len(rows) :]:
        db.session.delete(gone)
    return kept[: len(rows)]


def _registered(meeting: Meeting) -> sa.Select[Delegate]:
    query = sa.select(Delegate).join(Delegate.organisation).where(Delegate.meeting_id == meeting.id)
    return query.options(joinedload(Delegate.organisation))


def _record(actor: Actor, meeting: Meeting, code: str = "", **said: Any) -> None:
    name = meeting.name.to("en")
    told = f"{name}: {code}" if code else name
    scope = meeting.operation.code if meeting.operation else None
    audit.record(actor, "meeting:delegates", told[:300], scope=scope, **said)
