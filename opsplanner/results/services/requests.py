"""A Member asks for more time; whoever reviews it, or the planner, grants or refuses with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import RequestState, TimeRequest
from opsplanner.results.scope import standing
from opsplanner.results.services.demanding import demand_open
from opsplanner.results.services.entering import entry
from opsplanner.results.services.notifying import tell_request
from opsplanner.results.services.settling import delivered
from opsplanner.results.services.terms import Place, decides, give, terms_of

KEPT = ("state", "until", "answer")


@writes
def ask_for_time(
    actor: Actor, operation: Operation, member: str, numbers: Sequence[int], until: datetime, reason: str
) -> list[TimeRequest]:
    """More time for some returns of the actor's own Member; asked again before an answer, the later request holds."""
    giver = entry(actor, operation, member)
    if giver.on_behalf:
        raise Forbidden(_l("A Member asks for itself. You can give it more time unasked."))
    if not reason.strip():
        raise Refusal(_l("Say in one sentence why you need more time."))
    periods = [_period(giver.participation, operation, number, until) for number in sorted(set(numbers))]
    if not periods:
        raise Refusal(_l("Choose at least one return."))
    asked = [_ask(actor, giver.participation, period, until, reason) for period in periods]
    db.session.flush()
    _trace(actor, operation, asked, "ask")
    return asked


@writes
def withdraw_request(actor: Actor, operation: Operation, request_id: int) -> TimeRequest:
    """Needs it no more."""
    request = _waiting(operation, request_id)
    if request.participation_id not in standing(actor, operation).senders:
        raise Missing
    _settle(actor, request, RequestState.WITHDRAWN, "")
    _trace(actor, operation, [request], "unask")
    return request


@writes
def decide_request(
    actor: Actor, operation: Operation, request_id: int, *, grant: bool, answer: str, until: datetime | None = None
) -> TimeRequest:
    """Grants the time asked for (or until another moment), or refuses it; the Member is told."""
    request = _waiting(operation, request_id)
    if not standing(actor, operation).enters_for(request.participation_id):
        raise Missing
    if not decides(actor, operation, request.participation):
        raise Forbidden(_l("The reviewer that the Member chose decides this, or the planner."))
    if not grant and not answer.strip():
        raise Refusal(_l("Say in one sentence why not."))
    if grant:
        request.until = until or request.until
        if request.until <= clock.now():
            raise Refusal(_l("The time asked for is past. Grant a later one."))
        place = Place(request.participation, request.period)
        give(actor, operation, place, "extend", due_at=request.until, excused=False, reason=request.reason)
    _settle(actor, request, RequestState.GRANTED if grant else RequestState.REFUSED, answer)
    _trace(actor, operation, [request], "grant" if grant else "refuse")
    tell_request(operation, request)
    return request


def find_request(actor: Actor, operation: Operation, request_id: int) -> TimeRequest:
    """A request that waits for the answer of the actor; raises Missing."""
    request = _waiting(operation, request_id)
    if not decides(actor, operation, request.participation):
        raise Missing
    return request


def _period(participation: Participation, operation: Operation, number: int, until: datetime) -> Period:
    period = next((each for each in operation.periods if each.number == number), None)
    if period is None:
        raise Missing
    demand_open(period)
    if delivered(participation.id, period.id):
        raise Refusal(
            _l(
                "You have delivered for period %(number)s already, so you need no more time: a correction has no due time, and what came on time stays on time.",
                number=number,
            )
        )
    held = terms_of(Place(participation, period))
    due = (held and held.due_at) or period.due_at
    if until <= due or until <= clock.now():
        raise Refusal(_l("Ask for a time that is later than the due time, and not past."))
    return period


def _ask(actor: Actor, participation: Participation, period: Period, until: datetime, reason: str) -> TimeRequest:
    request = db.session.scalar(
        sa.select(TimeRequest).where(
            TimeRequest.participation_id == participation.id,
            TimeRequest.period_id == period.id,
            TimeRequest.state == RequestState.ASKED,
        )
    )
    if request is None:
        request = TimeRequest(participation_id=participation.id, period_id=period.id, state=RequestState.ASKED)
        db.session.add(request)
    request.until, request.reason = until, reason.strip()
    request.asked_at, request.asked_by = clock.now(), actor.label[:120]
    return request


def _waiting(operation: Operation, request_id: int) -> TimeRequest:
    request = db.session.scalar(
        sa.select(TimeRequest)
        .join(TimeRequest.participation)
        .where(TimeRequest.id == request_id, Participation.operation_id == operation.id)
    )
    if request is None:
        raise Missing
    if request.state != RequestState.ASKED:
        raise Refusal(_l("This request has been answered meanwhile. Reload the page to see how it stands."))
    return request


def _settle(actor: Actor, request: TimeRequest, state: RequestState, answer: str) -> None:
    request.state, request.answer = state, answer.strip()
    request.decided_at, request.decided_by = clock.now(), actor.label[:120]
    db.session.flush()


def _trace(actor: Actor, operation: Operation, requests: Sequence[TimeRequest], verb: str) -> None:
    for request in requests:
        subject = f"{request.participation.organisation.code} {request.period.number}"
        audit.record(
            actor, f"returns:{verb}", subject, scope=operation.code, after=audit.snapshot(request, *KEPT, "reason")
        )
