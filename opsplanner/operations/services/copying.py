"""An operation copied as a new one: its plan with all days moved to the new first day, its template, and if wanted who took part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission, Role, Seat
from opsplanner.core.db import writes
from opsplanner.core.errors import Forbidden
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.operations.periods import Window
from opsplanner.operations.sections import SECTIONS
from opsplanner.operations.services.finding import NOT_ALLOWED, find
from opsplanner.operations.services.opening import Opening, open_operation
from opsplanner.operations.services.planning import edit_section
from opsplanner.operations.services.reporting import replace_periods

# What is moved, in a section or in the rows of its lists.
DAYS = ("starts_on", "ends_on", "day", "starts_at", "ends_at", "retained_until")
# Said of the one operation alone, or by its opening.
NOT_COPIED = frozenset({"identity", "dates"})
Copy = Callable[[Actor, Operation, Operation], object]


@dataclass(frozen=True, slots=True)
class Copying:
    """Which operation is copied under which code and name to begin when; `continues`: it is the same undertaking again, of one family."""

    source: str
    code: str
    name: Text
    starts_on: date
    continues: bool = True
    with_participants: bool = False


@writes
def copy_operation(actor: Actor, copying: Copying, copy_template: Copy, ask_again: Copy) -> Operation:
    """The new operation; neither papers, results, rates of that time nor the note about the old one come along."""
    source = find(actor, copying.source)
    if not actor.may(Permission.PLAN_SEE, source.code):
        raise Forbidden(NOT_ALLOWED)
    if copying.with_participants and not actor.may(Permission.PARTICIPANTS_SEE, source.code):
        raise Forbidden(NOT_ALLOWED)
    moved = copying.starts_on - source.starts_on
    made = open_operation(actor, _opening(copying, source, moved), _nothing_yet)
    planner = _seated(actor, made)
    for key in SECTIONS.keys() - NOT_COPIED:
        edit_section(planner, made.code, key, _values(key, source, moved), _nothing_yet)
    made.follows_id = source.id if copying.continues else None
    replace_periods(
        planner,
        made.code,
        [_window(each, moved, source.time_zone) for each in source.periods if each.kind != PeriodKind.REHEARSAL],
    )
    copy_template(planner, source, made)
    audit.record(
        actor, "operation:copy", made.code, scope=made.code, after={"of": source.code, "follows": copying.continues}
    )
    if copying.with_participants:
        ask_again(planner, source, made)
    return made


def _opening(copying: Copying, source: Operation, moved: timedelta) -> Opening:
    return Opening(
        code=copying.code,
        name=copying.name,
        preset=source.preset,
        starts_on=copying.starts_on,
        ends_on=source.ends_on + moved,
        time_zone=source.time_zone,
        programme_id=source.programme_id,
        network_id=source.network_id,
        lead_id=source.lead_id,
    )


def _nothing_yet(_actor: Actor, _operation: Operation) -> None:
    """The template is copied whole, once, when the plan stands."""


def _seated(actor: Actor, made: Operation) -> Actor:
    """The actor with the seat that opening gave."""
    if actor.organisation_id is None:
        return actor
    return replace(actor, seats=(*actor.seats, Seat(Role.PLANNER, actor.organisation_id, made.id, made.code)))


def _values(key: str, source: Operation, moved: timedelta) -> dict[str, Any]:
    values = SECTIONS[key].read(source)
    if key == "money":
        return {**values, "rates": []}
    return _moved(values, moved)


def _moved(values: Mapping[str, Any], moved: timedelta) -> dict[str, Any]:
    """The values of a section or of a row, its days as many days later."""
    return {name: _later(name, value, moved) for name, value in values.items()}


def _later(name: str, value: Any, moved: timedelta) -> Any:
    if name in DAYS:
        return value and value + moved
    if isinstance(value, list):
        return [_moved(row, moved) if isinstance(row, Mapping) else row for row in value]
    return value


def _window(period: Period, moved: timedelta, zone: str) -> Window:
    """Due at the same hour by the operation's clocks, also where they are put forward or back in between."""
    by_clock = period.due_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + moved
    due = by_clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return Window(0, period.kind, period.starts_on + moved, period.ends_on + moved, due)
