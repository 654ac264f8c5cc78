"""Nothing to report, by the link of a reminder: looking changes nothing; the button speaks for one return, while it waits."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core.access import Actor, Role, Seat
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.board import read_board
from opsplanner.results.chasing import links
from opsplanner.results.chasing.recipients import Recipient, recipients
from opsplanner.results.chasing.waiting import waits
from opsplanner.results.models import Submission
from opsplanner.results.returns import Return
from opsplanner.results.services.nil import report_nil


@dataclass(frozen=True, slots=True)
class NilLink:
    """What a link speaks for, whom it was mailed to, and how the return stands now."""

    operation: Operation
    participation: Participation
    period: Period
    person: Recipient
    found: Return

    @property
    def is_open(self) -> bool:
        """Whether the button would still do something: nothing has come, and the period is open."""
        return waits(self.found, self.period)


def look_at(code: str, token: str) -> NilLink:
    """Missing for a link not made here or too old, and once its holder is no contact point of the Member any more."""
    signed = links.read(token)
    participation = db.session.scalar(
        sa.select(Participation)
        .join(Participation.operation)
        .where(Participation.id == signed.participation, Operation.code == code)
    )
    if participation is None:
        raise Missing
    operation = participation.operation
    period = next((each for each in operation.periods if each.id == signed.period), None)
    people = recipients([operation]).get(participation.id, [])
    person = next((each for each in people if links.fingerprint(each.email) == signed.holder), None)
    if period is None or person is None:
        raise Missing
    board = read_board(operation, only=[participation.id])
    return NilLink(operation, participation, period, person, board.returns[participation.id, period.id])


@writes
def report_nil_by_link(code: str, token: str) -> tuple[NilLink, Submission | None]:
    """Presses the button; None when the return was answered meanwhile or its period is closed: then nothing is stored."""
    link = look_at(code, token)
    if not link.is_open:
        return link, None
    organisation = link.participation.organisation
    seat = Seat(Role(link.participation.role), organisation.id, link.operation.id, code)
    speaker = Actor(
        link.person.account_id,
        f"{link.person.function}, {organisation.code} (mail link)",
        email=link.person.email,
        organisation_id=organisation.id,
        language=link.person.language,
        seats=(seat,),
    )
    return link, report_nil(speaker, link.operation, [link.period.number], organisation.code, way="mail link")
