"""What every delivery has in common: its number, who entered it, the trace it leaves, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import audit, clock, mail
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.i18n import SCREEN_LANGUAGES
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.results.models import Channel, PeriodServed, ResultsVersion, Submission, SubmissionState
from opsplanner.results.services.entering import Entry


def register(actor: Actor, entry: Entry, channel: Channel, served: Mapping[int, int], **details: Any) -> Submission:
    """Adds the next submission of a participation to the transaction under way, with the periods it serves and their cases."""
    db.session.execute(sa.select(Participation.id).where(Participation.id == entry.participation.id).with_for_update())
    last = db.session.scalar(
        sa.select(sa.func.max(Submission.number)).where(Submission.participation_id == entry.participation.id)
    )
    usual = {"handling": "AMBER", "rehearsal": False, "file_name": "", "sha256": "", "counts": {}}
    submission = Submission(
        operation_id=entry.operation.id,
        participation_id=entry.participation.id,
        organisation_id=entry.sender.id,
        number=(last or 0) + 1,
        channel=channel,
        state=SubmissionState.SUBMITTED,
        template_id=entry.operation.template_id,
        submitted_at=clock.now(),
        entered_by=actor.label,
        entered_by_id=actor.user_id,
        on_behalf=entry.on_behalf,
        **{"language": actor.language, "reasons": [], "not_stored": [], **usual, **details},
    )
    db.session.add(submission)
    db.session.flush()
    db.session.add_all(
        PeriodServed(submission_id=submission.id, period_id=period, cases=cases) for period, cases in served.items()
    )
    bump(entry.operation)
    return submission


def trace(
    actor: Actor, verb: str, submission: Submission, before: Mapping[str, Any] | None = None, **after: Any
) -> None:
    """Writes the audit entry of something done with a submission."""
    member = submission.participation.organisation.code
    audit.record(
        actor,
        f"results:{verb}",
        f"{submission.reference} {member}",
        scope=submission.operation.code,
        before=before,
        after={"state": submission.state, **after},
    )


def bump(operation: Operation) -> None:
    """Tells every cache that the figures of the operation have changed."""
    table = ResultsVersion.__table__
    counted = db.session.scalar(
        sa.update(table)
        .where(table.c.operation_id == operation.id)
        .values(number=table.c.number + 1)
        .returning(table.c.number)
    )
    if counted is None:
        db.session.execute(sa.insert(table).values(operation_id=operation.id, number=1))


def tell_member(submission: Submission, what: str) -> None:
    """Mails the contact points of a Member for which somebody else entered something; a link, no detail."""
    found = db.session.execute(
        sa.select(ContactPoint.email, Account.language)
        .outerjoin(Account, Account.id == ContactPoint.account_id)
        .where(ContactPoint.participation_id == submission.participation_id, ContactPoint.email != "")
    )
    address = (
        f"{current_app.config['BASE_URL']}/operations/{submission.operation.code}/results/submissions/{submission.id}"
    )
    for email, language in found:
        with force_locale(language if language in SCREEN_LANGUAGES else "en"):
            subject, body = _letter(submission, what)
            mail.queue(email, subject, f"{body}\n\n{address}\n")


def _letter(submission: Submission, what: str) -> tuple[str, str]:
    names = {
        "operation": submission.operation.code,
        "reference": submission.reference,
        "who": submission.entered_by,
        "member": submission.participation.organisation.code,
    }
    if what == "entered":
        return (
            _("%(operation)s: results entered for %(member)s", **names),
            _("%(who)s entered results for you (%(reference)s). You may look at them and withdraw them.", **names),
        )
    return (
        _("%(operation)s: %(reference)s was returned", **names),
        _("Your results %(reference)s were returned with notes. Please read them and send the next number.", **names),
    )
