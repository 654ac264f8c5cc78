"""Where every return of an operation stands, read with a fixed number of questions to the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.results.models import Draft, PeriodServed, ReturnTerms, Submission, SubmissionState
from opsplanner.results.returns import Delivery, Owed, Return, Tally, judge, tally
from opsplanner.results.scope import participations, reports


@dataclass(frozen=True)
class Board:
    """The returns of an operation at a moment, by participation and period."""

    now: datetime
    periods: Sequence[Period]
    participations: Sequence[Participation]
    returns: dict[tuple[int, int], Return]

    def of(self, participation: Participation) -> list[Return]:
        """What one participation owes, in the order of the periods."""
        return [self.returns[participation.id, period.id] for period in self.periods]

    def period(self, found: Return) -> Period:
        """The period a return is for."""
        return next(period for period in self.periods if period.id == found.owed.period)

    def spoken(self, participation: Participation) -> str:
        """One word for a participation: its answer to the invitation, and once accepted whether it reported, nil, or is silent."""
        if participation.state != ParticipationState.ACCEPTED:
            return participation.state
        count = tally(self.of(participation))
        if count.members_nil:
            return "nil"
        if count.members_reported:
            return "reported"
        return "silent" if count.members_silent else "accepted"

    def tally(self, periods: Sequence[int] | None = None, members: Sequence[int] | None = None) -> Tally:
        """The figures of reporting, over some periods and participations or all."""
        return tally(
            each
            for (participation, period), each in self.returns.items()
            if (periods is None or period in periods) and (members is None or participation in members)
        )


def ends_at(operation: Operation, period: Period) -> datetime:
    """The moment a period is over: midnight after its last day, in the operation's zone."""
    after = period.ends_on + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(operation.time_zone))


def read_board(operation: Operation, now: datetime | None = None, only: Collection[int] | None = None) -> Board:
    """Every return of the operation (or of `only` these participations) as it stands at `now`, the present unless told otherwise."""
    moment = now or clock.now()
    periods = db.session.scalars(
        sa.select(Period).where(Period.operation_id == operation.id).order_by(Period.number)
    ).all()
    everyone = [each for each in participations(operation) if only is None or each.id in only]
    came, terms, drafted = _deliveries(operation), _terms(operation), _drafted(operation)
    over = {period.id: ends_at(operation, period) for period in periods}
    returns = {}
    for participation in everyone:
        asked = reports(participation) and participation.role == Role.MEMBER
        for period in periods:
            place = participation.id, period.id
            term = terms.get(place)
            owed = Owed(
                participation=participation.id,
                period=period.id,
                ends_at=over[period.id],
                due_at=(term and term.due_at) or period.due_at,
                asked=asked,
                excused=bool(term and term.excused),
                rehearsal=period.kind == "rehearsal",
                drafted=place in drafted,
                deliveries=came.get(place, ()),
            )
            returns[place] = judge(owed, moment)
    return Board(moment, periods, everyone, returns)


def _deliveries(operation: Operation) -> dict[tuple[int, int], list[Delivery]]:
    found = db.session.execute(
        sa.select(
            Submission.participation_id,
            PeriodServed.period_id,
            Submission.number,
            Submission.state,
            PeriodServed.cases,
            Submission.submitted_at,
        )
        .join(PeriodServed, PeriodServed.submission_id == Submission.id)
        .where(Submission.operation_id == operation.id, Submission.state != SubmissionState.WITHDRAWN)
        .order_by(Submission.id)
    )
    came: dict[tuple[int, int], list[Delivery]] = defaultdict(list)
    for participation, period, number, state, cases, at in found:
        came[participation, period].append(Delivery(number, state, cases == 0, at))
    return came


def _terms(operation: Operation) -> dict[tuple[int, int], ReturnTerms]:
    found = db.session.scalars(
        sa.select(ReturnTerms)
        .join(Period, Period.id == ReturnTerms.period_id)
        .where(Period.operation_id == operation.id)
    )
    return {(each.participation_id, each.period_id): each for each in found}


def _drafted(operation: Operation) -> set[tuple[int, int]]:
    found = db.session.execute(
        sa.select(Draft.participation_id, Draft.report)
        .join(Participation, Participation.id == Draft.participation_id)
        .where(Participation.operation_id == operation.id)
    )
    return {(participation, period) for participation, report in found for period in report.get("periods", ())}
