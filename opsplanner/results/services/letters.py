"""Mails about a delivery: to its Member when somebody else did something with it, to its sender as a receipt; links, no detail of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import mail
from opsplanner.core.access import Actor
from opsplanner.core.i18n import screen_language
from opsplanner.results.chasing.recipients import recipients
from opsplanner.results.models import Submission
from opsplanner.results.receipt import in_mail, receipt_of
from opsplanner.results.services.withdrawing import may_withdraw

Letter = tuple[str, str]
Names = Mapping[str, str]


def tell_member(submission: Submission, what: str) -> None:
    """Mails the contact points of a Member, each in its language (without an address among them: who signs in for it)."""
    for person in recipients([submission.operation]).get(submission.participation_id, ()):
        with force_locale(person.language):
            subject, body = LETTERS[what](_names(submission))
            mail.queue(person.email, subject, f"{body}\n\n{address(submission)}\n")


def send_receipt(actor: Actor, submission: Submission) -> None:
    """Mails the receipt to the person who sent it; the command line and the worker have no address."""
    if not actor.email:
        return
    lang = screen_language(actor.language)
    with force_locale(lang):
        subject = _("%(operation)s: receipt %(reference)s", **_names(submission))
        told = [*in_mail(receipt_of(actor, submission), lang, actor.time_zone), ""]
        if may_withdraw(actor, submission):
            told += [_("Until its review begins you may withdraw it on its page."), ""]
        told += [_("The whole receipt, also as PDF, is here:"), address(submission), ""]
        mail.queue(actor.email, subject, "\n".join(told))


def address(submission: Submission) -> str:
    """The whole address of a submission's page."""
    return mail.address(f"/operations/{submission.operation.code}/results/submissions/{submission.id}")


def _names(submission: Submission) -> Names:
    return {
        "operation": submission.operation.code,
        "reference": submission.reference,
        "who": submission.entered_by,
        "member": submission.participation.organisation.code,
    }


def _entered(names: Names) -> Letter:
    return (
        _("%(operation)s: results entered for %(member)s", **names),
        _("%(who)s entered results for you (%(reference)s). You may look at them and withdraw them.", **names),
    )


def _returned(names: Names) -> Letter:
    return (
        _("%(operation)s: %(reference)s was returned", **names),
        _(
            "Your results %(reference)s were returned with notes. Please read them and send the next number when it is ready: there is no new due time, and what came on time stays on time.",
            **names,
        ),
    )


def _reopened(names: Names) -> Letter:
    return (
        _("%(operation)s: %(reference)s is reviewed again", **names),
        _("Your accepted results %(reference)s are being reviewed again. The reason stands on their page.", **names),
    )


def _released(names: Names) -> Letter:
    return (
        _("%(operation)s: %(reference)s waits for review again", **names),
        _("The review of your results %(reference)s was put back. The reason stands on their page.", **names),
    )


def _asked(names: Names) -> Letter:
    return (
        _("%(operation)s: a question about %(reference)s", **names),
        _("Your reviewer has a question about your results %(reference)s. Please answer it on their page.", **names),
    )


LETTERS: Mapping[str, Callable[[Names], Letter]] = {
    "entered": _entered,
    "returned": _returned,
    "reopened": _reopened,
    "released": _released,
    "asked": _asked,
}
