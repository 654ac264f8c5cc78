"""What is done about late returns in the demo: more time given, silent Members reminded and called, one that asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from opsplanner.core import clock
from opsplanner.demo import sayings
from opsplanner.demo.cast import Cast
from opsplanner.operations.models import Operation, Period
from opsplanner.results import services
from opsplanner.results.board import read_board

DAY = timedelta(days=1)


def chase_before(cast: Cast, operation: Operation, told: Mapping[str, Any]) -> None:
    """More time, given while the period was running."""
    for member, number in told.get("more_time", ()):
        period = operation.periods[number - 1]
        with clock.frozen(period.due_at - DAY):
            until, reason = period.due_at + 2 * DAY, str(sayings.HOLIDAYS)
            services.extend(cast.person("planner"), operation, [_name(operation, member, period)], until, reason)


def chase_after(cast: Cast, operation: Operation, told: Mapping[str, Any]) -> None:
    """After the last due time: who is silent and not spared is reminded, one of them is called, one Member asks."""
    last = operation.periods[-1]
    spared = set(told.get("spared", ()))
    with clock.frozen(last.due_at + 5 * DAY):  # the last of those that are late have come
        silent = [name for name, member in _silent(operation, last) if member not in spared]
        if told.get("reminded") and silent:
            services.remind(cast.person("planner"), operation, silent)
            services.note_contact(cast.person("planner"), operation, silent[:1], str(sayings.CALLED))
    for member, number in told.get("asks", ()):
        with clock.frozen(operation.periods[number - 1].due_at + DAY):
            until, reason = clock.now() + 5 * DAY, str(sayings.NEW_SYSTEM)
            services.ask_for_time(cast.speaker(operation, member), operation, member, [number], until, reason)


def _silent(operation: Operation, period: Period) -> list[tuple[str, str]]:
    """The returns of a period that have not come, by name and Member."""
    board = read_board(operation)
    return [
        (f"{each.id}-{period.id}", each.organisation.code)
        for each in board.participations
        if board.returns[each.id, period.id].silent
    ]


def _name(operation: Operation, member: str, period: Period) -> str:
    board = read_board(operation)
    found = next(each for each in board.participations if each.organisation.code == member)
    return f"{found.id}-{period.id}"
