"""Where every return of an operation stands, read with a fixed number of questions to the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import g, has_request_context

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.participants.models import Participation
from opsplanner.results.models import Draft, PeriodServed, ReturnTerms, Submission, SubmissionState
from opsplanner.results.returns import Delivery, Owed, Return, Tally, judge, tally
from opsplanner.results.scope import participations, reports

ON_USUAL_TERMS = None, False


@dataclass(frozen=True)
class Board:
    """The returns of an operation at a moment, by participation and period."""

    now: datetime
    periods: Sequence[Period]
    participations: Sequence[Participation]
    returns: dict[tuple[int, int], Return]

    @cached_property
    def _numbers(self) -> list[int]:
        return [period.id for period in self.periods]

    def of(self, participation: Participation) -> list[Return]:
        """What one participation owes, in the order of the periods."""
        member = participation.id
        return [self.returns[member, period] for period in self._numbers]

    def period(self, found: Return) -> Period:
        """The period a return is for."""
        return next(period for period in self.periods if period.id == found.owed.period)

    @cached_property
    def whole(self) -> Tally:
        """The figures of reporting over all of it."""
        return tally(self.returns.values())

    def tally(self, members: Collection[int]) -> Tally:
        """The figures of reporting over some participations."""
        return tally(each for (member, _period), each in self.returns.items() if member in members)


def ends_at(operation: Operation, period: Period) -> datetime:
    """The moment a period is over, in UTC: midnight after its last day, in the operation's zone."""
    after = period.ends_on + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(operation.time_zone)).astimezone(UTC)


def read_board(operation: Operation, now: datetime | None = None, only: Collection[int] | None = None) -> Board:
    """Every return of the operation (or of `only` these participations) as it stands at `now`, the present unless told otherwise."""
    return read_boards([operation], now, only)[operation.id]


def board_now(operation: Operation) -> Board:
    """The board as it stands now; the parts of one page that ask for it share it."""
    if not has_request_context():
        return read_board(operation)
    boards = g.setdefault("boards", {})
    if operation.id not in boards:
        boards[operation.id] = read_board(operation)
    board: Board = boards[operation.id]
    return board


def read_boards(
    operations: Sequence[Operation], now: datetime | None = None, only: Collection[int] | None = None
) -> dict[int, Board]:
    """The boards of several operations by id, with as many questions to the database as for one."""
    moment = now or clock.now()
    numbers = [operation.id for operation in operations]
    periods = _by_operation(
        db.session.scalars(sa.select(Period).where(Period.operation_id.in_(numbers)).order_by(Period.number))
    )
    everyone = _by_operation(each for each in participations(numbers) if only is None or each.id in only)
    came, terms, drafted = _deliveries(numbers, only), _terms(numbers), _drafted(numbers)
    boards = {}
    for operation in operations:
        # Many thousands of returns: what is a period's or a Member's own is asked of the mapper once.
        spans = [
            (period.id, ends_at(operation, period), period.due_at, period.kind == PeriodKind.REHEARSAL)
            for period in periods[operation.id]
        ]
        returns = {}
        for participation in everyone[operation.id]:
            asked = reports(participation) and participation.role == Role.MEMBER
            member = participation.id
            for number, over, due, rehearsal in spans:
                place = member, number
                extended, excused = terms.get(place, ON_USUAL_TERMS)
                until, answers = extended or due, came.get(place, ())
                owed = Owed(member, number, over, until, asked, excused, rehearsal, place in drafted, answers)
                returns[place] = judge(owed, moment)
        boards[operation.id] = Board(moment, periods[operation.id], everyone[operation.id], returns)
    return boards


def _by_operation(found: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for each in found:
        grouped[each.operation_id].append(each)
    return grouped


def _deliveries(operations: Sequence[int], only: Collection[int] | None) -> dict[tuple[int, int], list[Delivery]]:
    """What answers each return, the oldest first. A submission that speaks for many periods is read once."""
    sent, served = Submission.__table__.c, PeriodServed.__table__.c  # thousands of rows: without the mapper
    mine = sent.operation_id.in_(operations) & (sent.state != SubmissionState.WITHDRAWN)
    if only is not None:
        mine &= sent.participation_id.in_(only)
    told = sa.select(sent.id, sent.participation_id, sent.number, sent.state, sent.submitted_at).where(mine)
    spoken = {
        key: (participation, Delivery(number, state, False, at), Delivery(number, state, True, at))
        for key, participation, number, state, at in db.session.execute(told)
    }
    answers = (
        sa.select(served.submission_id, served.period_id, served.cases, served.replaced_at)
        .join(Submission.__table__, sent.id == served.submission_id)
        .where(mine)
        .order_by(served.submission_id)
    )
    came: dict[tuple[int, int], list[Delivery]] = defaultdict(list)
    for submission, period, cases, replaced_at in db.session.execute(answers).all():
        participation, with_cases, nil = spoken[submission]
        answer = with_cases if cases else nil if replaced_at is None else nil._replace(replaced_at=replaced_at)
        came[participation, period].append(answer)
    return came


def _terms(operations: Sequence[int]) -> dict[tuple[int, int], tuple[datetime | None, bool]]:
    """Until when a return may come, where that was extended, and whether it is excused."""
    found = db.session.execute(
        sa.select(ReturnTerms.participation_id, ReturnTerms.period_id, ReturnTerms.due_at, ReturnTerms.excused)
        .join(Period, Period.id == ReturnTerms.period_id)
        .where(Period.operation_id.in_(operations))
    )
    return {(participation, period): (due, excused) for participation, period, due, excused in found}


def _drafted(operations: Sequence[int]) -> set[tuple[int, int]]:
    found = db.session.execute(
        sa.select(Draft.participation_id, Draft.report)
        .join(Participation, Participation.id == Draft.participation_id)
        .where(Participation.operation_id.in_(operations))
    )
    return {(participation, period) for participation, report in found for period in report.get("periods", ())}
