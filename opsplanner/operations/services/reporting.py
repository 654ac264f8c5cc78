"""Reporting periods: laying them anew, closing and reopening them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.versions import unchanged
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.operations.periods import MOST_PERIODS, Window, numbered, overlapping, rehearsal
from opsplanner.operations.services.finding import editable
from opsplanner.operations.services.opening import stored
from opsplanner.reference.clocks import by_day

KEPT = ("number", "kind", "starts_on", "ends_on", "due_at")
REHEARSAL_LASTS = timedelta(days=13)


def period_values(operation: Operation) -> dict[str, Any]:
    """The periods as their form shows them, due times as the clocks of the operation's zone show them."""
    zone = ZoneInfo(operation.time_zone)
    return {
        "periods": [
            {
                "kind": p.kind,
                "starts_on": p.starts_on,
                "ends_on": p.ends_on,
                "due": p.due_at.astimezone(zone).replace(tzinfo=None),
            }
            for p in operation.periods
        ]
    }


@writes
def replace_periods(
    actor: Actor,
    code: str,
    windows: Sequence[Window],
    *,
    holds_results: bool = False,
    reason: str = "",
    version: str | None = None,
) -> Operation:
    """Puts these windows in place of the present ones, by their numbers. Raises Stale when they are not those of `version`.

    Once something was reported a reason is needed, and no period may go: returns hang on it.
    """
    operation = editable(actor, code)
    unchanged(period_values(operation), version)
    wanted = numbered(windows)
    _check(operation, wanted, holds_results, reason)
    before = [audit.snapshot(period, *KEPT) for period in operation.periods]
    present = {period.number: period for period in operation.periods}
    for window in wanted:
        if window.number in present:
            _move(present[window.number], window)
        else:
            operation.periods.append(stored(window))
    for number in present.keys() - {window.number for window in wanted}:
        operation.periods.remove(present[number])
    db.session.flush()
    after = {"periods": [asdict(window) for window in wanted], "reason": reason}
    audit.record(actor, "plan:edit_periods", code, scope=code, before={"periods": before}, after=after)
    return operation


@writes
def due_by_day(actor: Actor, code: str, *, holds_results: bool = False, reason: str = "") -> Operation:
    """Moves what is due in the night of the operation's zone, in periods that are open, to the noon that follows."""
    operation = editable(actor, code)
    windows = [Window(p.number, p.kind, p.starts_on, p.ends_on, _daylight(operation, p)) for p in operation.periods]
    return replace_periods(actor, code, windows, holds_results=holds_results, reason=reason)


def _daylight(operation: Operation, period: Period) -> datetime:
    return by_day(period.due_at, operation.time_zone) if period.state == "open" else period.due_at


@writes
def add_rehearsal(actor: Actor, code: str) -> Period:
    """Two weeks from today in which reporting is only practised; refused while a rehearsal is open."""
    operation = editable(actor, code)
    today = clock.today(operation.time_zone)
    if any(p.kind == PeriodKind.REHEARSAL and p.state == "open" and p.ends_on >= today for p in operation.periods):
        raise Refusal(_l("A rehearsal is open already."))
    window = rehearsal(today, today + REHEARSAL_LASTS, operation.time_zone)
    number = max((period.number for period in operation.periods), default=0) + 1
    period = stored(replace(window, number=number))
    operation.periods.append(period)
    db.session.flush()
    audit.record(actor, "plan:add_rehearsal", f"{code} {number}", scope=code, after=audit.snapshot(period, *KEPT))
    return period


@writes
def close_period(actor: Actor, code: str, number: int) -> Period:
    """Closes a period: from then on only legal outcome and disposition may change."""
    return _set_state(actor, code, number, "closed", "")


@writes
def reopen_period(actor: Actor, code: str, number: int, reason: str) -> Period:
    """Opens a closed period again, for a reason that stays with it."""
    if not reason.strip():
        raise Refusal(_l("Say in one sentence why the period is opened again."))
    return _set_state(actor, code, number, "open", reason.strip())


def _set_state(actor: Actor, code: str, number: int, state: str, reason: str) -> Period:
    operation = editable(actor, code, Permission.PERIODS_CLOSE)
    period = next((period for period in operation.periods if period.number == number), None)
    if period is None:
        raise Missing
    before = audit.snapshot(period, "state", "reason")
    period.state, period.reason = state, reason
    verb = "close" if state == "closed" else "reopen"
    audit.record(
        actor, f"period:{verb}", f"{code} {number}", scope=code, before=before, after=audit.snapshot(period, *before)
    )
    return period


def _check(operation: Operation, wanted: Sequence[Window], holds_results: bool, reason: str) -> None:
    if not wanted:
        raise Refusal(_l("An operation needs at least one reporting period."))
    if len(wanted) > MOST_PERIODS:
        raise Refusal(_l("An operation has at most %(most)d reporting periods.", most=MOST_PERIODS))
    if any(window.ends_on < window.starts_on for window in wanted):
        raise Refusal(_l("A period ends before it starts."))
    if overlapping(wanted):
        raise Refusal(_l("Two periods share a day. A day belongs to one period."))
    if holds_results and not reason.strip():
        raise Refusal(_l("Results have been reported: say in one sentence why the periods change."))
    if holds_results and len(wanted) < len(operation.periods):
        raise Refusal(_l("Results have been reported: periods can be moved and added, but none can be removed."))


def _move(period: Period, window: Window) -> None:
    period.kind, period.starts_on, period.ends_on, period.due_at = (
        window.kind,
        window.starts_on,
        window.ends_on,
        window.due_at,
    )
