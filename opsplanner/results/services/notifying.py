"""The mails that tell a Member what was decided about its due times: one a person, in its language and zone, with a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import mail
from opsplanner.core.i18n import days, label, moment
from opsplanner.operations.models import Operation, Period
from opsplanner.results.chasing.recipients import Recipient, recipients
from opsplanner.results.models import RequestState, TimeRequest

if TYPE_CHECKING:
    from opsplanner.results.services.terms import Place


def tell_terms(operation: Operation, places: Sequence[Place], verb: str, until: datetime | None, reason: str) -> None:
    """Tells the contact points of each Member once, for all its returns of one decision."""
    known = recipients([operation])
    for member in {place.participation.id: place.participation for place in places}.values():
        periods = [place.period for place in places if place.participation.id == member.id]
        for person in known.get(member.id, ()):
            with force_locale(person.language):
                subject, said = _sentences(operation, verb, until, person)
                _send(
                    operation, person, subject, said, [f"{label(member.organisation.name)}, {_list(periods)}", reason]
                )


def tell_request(operation: Operation, request: TimeRequest) -> None:
    """Tells the contact points what was answered to their request."""
    for person in recipients([operation]).get(request.participation_id, ()):
        with force_locale(person.language):
            granted = request.state == RequestState.GRANTED
            subject = _("%(operation)s: more time is granted", operation=operation.code)
            said = _("The new due time is %(until)s.", until=moment(request.until, person.zone))
            if not granted:
                subject = _("%(operation)s: more time is refused", operation=operation.code)
                said = _("The due time stays as it is.")
            what = f"{label(request.participation.organisation.name)}, {_list([request.period])}"
            _send(operation, person, subject, said, [what, request.answer])


def _sentences(operation: Operation, verb: str, until: datetime | None, person: Recipient) -> tuple[str, str]:
    code = operation.code
    if verb == "extend" and until is not None:
        said = _("You have more time. The new due time is %(until)s.", until=moment(until, person.zone))
        return _("%(operation)s: you have more time", operation=code), said
    if verb == "excuse":
        said = _("No return is expected from you for these days. You may still send one.")
        return _("%(operation)s: you are excused", operation=code), said
    said = _("The usual due time holds again, and the return is expected.")
    return _("%(operation)s: the usual due time holds again", operation=code), said


def _send(operation: Operation, person: Recipient, subject: str, said: str, more: Sequence[str]) -> None:
    link = mail.address(f"/operations/{operation.code}/results/")
    mail.queue(person.email, subject, "\n\n".join([said, *(each for each in more if each), link]) + "\n")


def _list(periods: Sequence[Period]) -> str:
    return "; ".join(days(period.starts_on, period.ends_on) for period in periods)
