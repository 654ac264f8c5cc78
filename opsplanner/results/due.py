"""What is due across a reader's operations: of its own Members return by return, of others that it follows period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission
from opsplanner.operations.models import Operation, Period, PeriodKind, PhaseKind
from opsplanner.participants.models import Participation
from opsplanner.participants.services import own_in
from opsplanner.results.board import read_boards
from opsplanner.results.returns import Return, ReturnState
from opsplanner.results.scope import reports
from opsplanner.results.services import changed_at


@dataclass(frozen=True, slots=True)
class Due:
    """One due time: of a Member's own return, or of a period that the reader follows for others (without a Member)."""

    operation: Operation
    period: Period
    due_at: datetime
    participation: Participation | None = None
    found: Return | None = None
    changed_at: datetime | None = None

    @property
    def state(self) -> str:
        """How it stands; a period followed for others is due or not yet."""
        if self.found is not None:
            return self.found.state
        return ReturnState.NOT_DUE if clock.now() < self.due_at else ReturnState.OVERDUE

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something: nothing has come for an own return; a period followed for others is ahead."""
        if self.period.state != "open" or self.operation.phase == PhaseKind.CLOSED:
            return False
        return self.due_at > clock.now() if self.found is None else not self.found.received

    @property
    def rehearsal(self) -> bool:
        """Whether it is only practised."""
        return self.period.kind == PeriodKind.REHEARSAL

    @property
    def key(self) -> str:
        """What it is called for ever, for calendars."""
        member = f"-{self.participation.organisation.code}" if self.participation else ""
        return f"due-{self.operation.code}-{self.period.id}{member}"

    def month(self, zone: str) -> tuple[int, int]:
        """Year and month of the due time where the reader is."""
        there = self.due_at.astimezone(ZoneInfo(zone))
        return there.year, there.month


def due_for(actor: Actor, operations: Sequence[Operation]) -> list[Due]:
    """Everything open that has not come, the earliest first; periods followed for others only while they are ahead."""
    running = [each for each in operations if each.phase != PhaseKind.CLOSED]
    return [each for each in all_due(actor, running) if each.is_open]


def all_due(actor: Actor, operations: Sequence[Operation]) -> list[Due]:
    """Every due time that concerns the reader, past or ahead, the earliest first: of its own Members where it speaks for one, else the
    periods'."""
    mine = {each.id: each for each in own_in(actor) if reports(each)}
    boards, changed = read_boards(operations, only=set(mine)), changed_at(list(mine))
    found = [due for each in operations for due in _own(each, boards[each.id].returns, mine, changed)]
    speaking = {each.operation_id for each in mine.values()}
    found += [due for each in operations if each.id not in speaking for due in _followed(actor, each)]
    return sorted(found, key=lambda due: (due.due_at, due.operation.code, due.period.number))


def _own(
    operation: Operation,
    returns: dict[tuple[int, int], Return],
    mine: dict[int, Participation],
    changed: dict[tuple[int, int], datetime],
) -> Iterator[Due]:
    periods = {period.id: period for period in operation.periods}
    for place, each in returns.items():
        if each.owed.asked and not each.owed.excused:
            yield Due(operation, periods[place[1]], each.owed.due_at, mine[place[0]], each, changed.get(place))


def _followed(actor: Actor, operation: Operation) -> Iterator[Due]:
    if actor.may(Permission.RESULTS_SEE, operation.code):
        for period in operation.periods:
            yield Due(operation, period, period.due_at)
