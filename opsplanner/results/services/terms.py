"""More time for a return, or an excuse from it: given by its reviewer, planner or secretariat, asked or not, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import RequestState, ReturnTerms, TimeRequest
from opsplanner.results.scope import participations, reports, reviews, standing
from opsplanner.results.services.demanding import demand_open, demand_reason
from opsplanner.results.services.notifying import tell_terms
from opsplanner.results.services.registering import bump
from opsplanner.results.services.settling import delivered

KEPT = ("due_at", "excused", "reason")


@dataclass(frozen=True, slots=True)
class Place:
    """One return: whose, and for which period."""

    participation: Participation
    period: Period

    @property
    def name(self) -> str:
        """As checkboxes and audit name it."""
        return f"{self.participation.id}-{self.period.id}"


def places(actor: Actor, operation: Operation, names: Sequence[str]) -> list[Place]:
    """The returns of these names ("participation-period"), each once; Missing for one that the actor does not chase."""
    if not actor.may(Permission.RESULTS_REVIEW, operation.code):
        raise Forbidden(_l("Your role in this operation does not follow up what Members owe."))
    stands = standing(actor, operation)
    members = {str(each.id): each for each in participations([operation.id]) if reports(each)}
    periods = {str(each.id): each for each in operation.periods}
    found = []
    for name in dict.fromkeys(names):
        member, _dash, period = name.partition("-")
        if member not in members or period not in periods or not stands.enters_for(members[member].id):
            raise Missing
        found.append(Place(members[member], periods[period]))
    return found


def decides(actor: Actor, operation: Operation, participation: Participation) -> bool:
    """Whether the actor gives more time to this Member: the reviewer it chose; planner and secretariat in its place."""
    leads = actor.may(Permission.PERIODS_CLOSE, operation.code)
    may = actor.may(Permission.RESULTS_REVIEW, operation.code)
    return leads or (may and reviews(actor, operation.code, participation))


@writes
def extend(actor: Actor, operation: Operation, names: Sequence[str], until: datetime, reason: str) -> list[Place]:
    """Moves the due time of these returns; requests that wait for it are answered by this."""
    chosen = _decidable(actor, operation, names, reason)
    for place in chosen:
        if until <= place.period.due_at or until <= clock.now():
            raise Refusal(_l("The new due time must be later than the usual one, and not past."))
        give(actor, operation, place, "extend", due_at=until, excused=False, reason=reason.strip())
        _answer_waiting(actor, place, reason)
    tell_terms(operation, chosen, "extend", until, reason)
    return chosen


@writes
def excuse(actor: Actor, operation: Operation, names: Sequence[str], reason: str) -> list[Place]:
    """Expects these returns no more; refused where something was delivered."""
    chosen = _decidable(actor, operation, names, reason)
    for place in chosen:
        if delivered(place.participation.id, place.period.id):
            raise Refusal(
                _l(
                    "%(member)s has delivered for period %(number)s: there is nothing to excuse.",
                    member=place.participation.organisation.code,
                    number=place.period.number,
                )
            )
        give(actor, operation, place, "excuse", due_at=None, excused=True, reason=reason.strip())
        _answer_waiting(actor, place, reason)
    tell_terms(operation, chosen, "excuse", None, reason)
    return chosen


@writes
def take_back(actor: Actor, operation: Operation, names: Sequence[str], reason: str) -> list[Place]:
    """The usual due time holds again, and the return is expected; those without other terms are left as they are."""
    chosen = _decidable(actor, operation, names, reason)
    changed = []
    for place in chosen:
        held = terms_of(place)
        if held is None:
            continue
        _trace(actor, operation, place, "take_back", audit.snapshot(held, *KEPT), {"reason": reason.strip()})
        db.session.delete(held)
        changed.append(place)
    if not changed:
        raise Refusal(_l("None of these returns has more time or an excuse."))
    db.session.flush()
    bump(operation)
    tell_terms(operation, changed, "take_back", None, reason)
    return changed


def terms_of(place: Place) -> ReturnTerms | None:
    """More time or an excuse for one return, when it has any."""
    return db.session.scalar(
        sa.select(ReturnTerms).where(
            ReturnTerms.participation_id == place.participation.id, ReturnTerms.period_id == place.period.id
        )
    )


def give(actor: Actor, operation: Operation, place: Place, verb: str, **said: Any) -> None:
    """In the transaction under way: stores what holds for one return now, and who said so."""
    held = terms_of(place)
    before = audit.snapshot(held, *KEPT) if held else None
    if held is None:
        held = ReturnTerms(participation_id=place.participation.id, period_id=place.period.id)
        db.session.add(held)
    for key, value in said.items():
        setattr(held, key, value)
    held.by, held.at = actor.label[:120], clock.now()
    db.session.flush()
    bump(operation)
    _trace(actor, operation, place, verb, before, audit.snapshot(held, *KEPT))


def _trace(actor: Actor, operation: Operation, place: Place, verb: str, before: Any, after: Any) -> None:
    subject = f"{place.participation.organisation.code} {place.period.number}"
    audit.record(actor, f"returns:{verb}", subject, scope=operation.code, before=before, after=after)


def _decidable(actor: Actor, operation: Operation, names: Sequence[str], reason: str) -> list[Place]:
    demand_reason(reason)
    chosen = places(actor, operation, names)
    if not chosen:
        raise Refusal(_l("Choose at least one return."))
    for place in chosen:
        if not decides(actor, operation, place.participation):
            raise Forbidden(_l("The reviewer that the Member chose decides this, or the planner."))
        demand_open(place.period)
    return chosen


def _answer_waiting(actor: Actor, place: Place, answer: str) -> None:
    waiting = sa.update(TimeRequest).where(
        TimeRequest.participation_id == place.participation.id,
        TimeRequest.period_id == place.period.id,
        TimeRequest.state == RequestState.ASKED,
    )
    db.session.execute(
        waiting.values(
            state=RequestState.GRANTED, answer=answer.strip(), decided_at=clock.now(), decided_by=actor.label[:120]
        )
    )


def changed_at(members: Sequence[int]) -> dict[tuple[int, int], datetime]:
    """When terms were last given, by return, for some participations."""
    query = sa.select(ReturnTerms).where(ReturnTerms.participation_id.in_(members))
    return {(each.participation_id, each.period_id): each.at for each in db.session.scalars(query)}
