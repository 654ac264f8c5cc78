"""The mail to a Member whose plan came back: that it did and where the note stands, no word of what is in it."""

from __future__ import annotations

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import mail
from opsplanner.surveys.leftward import Leftward
from opsplanner.surveys.models import Reply


def tell_returned(reply: Reply) -> None:
    """In the transaction under way, to each contact point in its language."""
    code, member = reply.survey.operation.code, reply.participation.organisation.code
    page = mail.address(f"/operations/{code}/questionnaires/{reply.survey.kind}/replies/{member}")
    leftward: Leftward = current_app.extensions["surveys_leftward"]
    for person in leftward.addressees([reply.survey.operation]).get(reply.participation_id, ()):
        with force_locale(person.language):
            subject = _("%(operation)s: the national plan of %(member)s came back", operation=code, member=member)
            said = _(
                "Your national implementation plan was returned with a note. Please read it and send the next version."
            )
            mail.queue(person.email, subject, f"{said}\n\n{page}\n")
