"""For whom an actor delivers: its own Member, or, marked so, a Member that mailed its sheet."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.scope import Standing, participations, reports, standing


@dataclass(frozen=True)
class Entry:
    """Who delivers for whom: `sender` is the Member or an office beneath it; `on_behalf` when somebody else enters it."""

    operation: Operation
    participation: Participation
    sender: Organisation
    on_behalf: bool

    @property
    def office(self) -> str:
        """The sending office where the rows name none; "" for the Member itself."""
        return self.sender.code if self.sender.id != self.participation.organisation_id else ""


def entry(actor: Actor, operation: Operation, member: str = "") -> Entry:
    """The entry for a Member by its code, or for the actor's own Member when none is named.

    Raises Missing for a Member that is not there or not the actor's to enter for, Refusal when it does not report (yet).
    """
    if not actor.may(Permission.RESULTS_SUBMIT, operation.code):
        raise Forbidden(_l("Your role in this operation does not send results."))
    stands = standing(actor, operation)
    found = participations([operation.id])
    if member:
        participation = next((each for each in found if each.organisation.code == member), None)
    else:
        participation = next((each for each in found if each.id in stands.senders), None)
    if participation is None or not _may_enter(stands, participation):
        raise Missing
    if not reports(participation):
        raise Refusal(
            _l("Results are taken from Members that have accepted to take part. Accept the invitation first.")
        )
    return _made(operation, participation, stands)


def enterable(actor: Actor, operation: Operation) -> list[Participation]:
    """The participations an actor may deliver for, its own first."""
    if not actor.may(Permission.RESULTS_SUBMIT, operation.code):
        return []
    stands = standing(actor, operation)
    theirs = [each for each in participations([operation.id]) if reports(each) and _may_enter(stands, each)]
    return sorted(theirs, key=lambda each: each.id not in stands.senders)


def entry_for(actor: Actor, participation: Participation) -> Entry:
    """The entry for a participation known by a draft or submission; raises Missing when it is not the actor's to enter for."""
    return entry(actor, participation.operation, participation.organisation.code)


def _may_enter(stands: Standing, participation: Participation) -> bool:
    return participation.id in stands.senders or stands.enters_for(participation.id)


def _made(operation: Operation, participation: Participation, stands: Standing) -> Entry:
    sender = stands.senders.get(participation.id)
    if sender is None or sender == participation.organisation_id:
        return Entry(operation, participation, participation.organisation, sender is None)
    office = db.session.scalars(sa.select(Organisation).where(Organisation.id == sender)).one()
    return Entry(operation, participation, office, False)
