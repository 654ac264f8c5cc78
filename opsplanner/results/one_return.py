"""One return as its page shows it: how it stands, what was delivered for it, more time asked and given, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.board import read_board
from opsplanner.results.chasing.recipients import Recipient, recipients
from opsplanner.results.chasing.requests import history
from opsplanner.results.chasing.waiting import waits
from opsplanner.results.models import PeriodServed, Reminder, RequestState, ReturnTerms, Submission, TimeRequest
from opsplanner.results.returns import Return
from opsplanner.results.scope import participations, reports, standing, submissions
from opsplanner.results.services import Place, decides, terms_of


@dataclass(frozen=True)
class OneReturn:
    """Everything about it, as far as the reader may see it; `own`, `chased`, `decided` say what the reader may do."""

    participation: Participation
    period: Period
    found: Return
    terms: ReturnTerms | None
    submissions: Sequence[Submission]
    requests: Sequence[TimeRequest]
    reminders: Sequence[Reminder]
    people: Sequence[Recipient]
    own: bool
    chased: bool
    decided: bool

    @property
    def place(self) -> str:
        """As forms name it."""
        return Place(self.participation, self.period).name

    @property
    def waits(self) -> bool:
        """Whether it may be reminded of, or more time asked for."""
        return waits(self.found, self.period)

    @property
    def asked(self) -> TimeRequest | None:
        """The request that waits for an answer."""
        return next((each for each in self.requests if each.state == RequestState.ASKED), None)

    def asked_until(self, zone: str) -> datetime | None:
        """Until when more time is asked for, as clocks in a zone show it."""
        return self.asked.until.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if self.asked else None


def read_return(actor: Actor, operation: Operation, member: str, number: int) -> OneReturn:
    """For the Member's own people and for those who follow it; Missing for everybody else."""
    stands = standing(actor, operation)
    participation = next((each for each in participations([operation.id]) if each.organisation.code == member), None)
    period = next((each for each in operation.periods if each.number == number), None)
    if participation is None or period is None or not reports(participation):
        raise Missing
    own = participation.id in stands.senders
    chased = actor.may(Permission.RESULTS_REVIEW, operation.code) and stands.enters_for(participation.id)
    if not (own or chased):
        raise Missing
    return OneReturn(
        participation=participation,
        period=period,
        found=read_board(operation, only=[participation.id]).returns[participation.id, period.id],
        terms=terms_of(Place(participation, period)),
        submissions=_submissions(actor, operation, participation, period),
        requests=history(participation.id, period.id),
        reminders=_reminders(participation, period),
        people=recipients([operation]).get(participation.id, []) if chased else [],
        own=own,
        chased=chased,
        decided=chased and decides(actor, operation, participation),
    )


def _submissions(actor: Actor, operation: Operation, participation: Participation, period: Period) -> list[Submission]:
    query = (
        submissions(actor, operation)
        .join(PeriodServed, PeriodServed.submission_id == Submission.id)
        .where(PeriodServed.period_id == period.id, Submission.participation_id == participation.id)
    )
    return list(db.session.scalars(query.order_by(Submission.id.desc())))


def _reminders(participation: Participation, period: Period) -> list[Reminder]:
    query = sa.select(Reminder).where(Reminder.participation_id == participation.id, Reminder.period_id == period.id)
    return list(db.session.scalars(query.order_by(Reminder.id.desc())))
