"""What the approval of a plan asks of participation: that Members were invited and have answered, name contact points, and are reviewed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Check
from opsplanner.participants import services


def checks(_actor: Actor, operation: Operation) -> Sequence[Check]:
    """Four points, each with the list on which it is put right."""
    return [_invited(operation), _answered(operation), _contacts(operation), _reviewers(operation)]


def _invited(operation: Operation) -> Check:
    asked = services.tally(operation).total
    said, where = "" if asked else _("Nobody is invited yet."), {"code": operation.code}
    title = _("Participants invited")
    return Check("participants_invited", title, bool(asked), said, "participants.add", where, _("Invite"))


def _answered(operation: Operation) -> Check:
    waiting = services.tally(operation).invited
    said = ngettext("%(num)s invitation is not answered.", "%(num)s invitations are not answered.", waiting)
    return _check("participants_answered", _("Invitations answered"), waiting, said, operation, state="invited")


def _contacts(operation: Operation) -> Check:
    missing = services.without_contacts(operation)
    said = ngettext(
        "%(num)s participant has named no contact point.", "%(num)s participants have named no contact point.", missing
    )
    return _check("participants_contacts", _("Contact points named"), missing, said, operation, state="accepted")


def _reviewers(operation: Operation) -> Check:
    missing = services.without_reviewer(operation)
    said = ngettext(
        "%(num)s Member has to choose a reviewer anew: the office it had chosen has left.",
        "%(num)s Members have to choose a reviewer anew: the office they had chosen has left.",
        missing,
    )
    return _check(
        "participants_reviewers", _("Reviewers chosen"), missing, said, operation, state="accepted", role="member"
    )


def _check(key: str, title: str, missing: int, said: str, operation: Operation, **narrowed: str) -> Check:
    where = {"code": operation.code, **narrowed}
    return Check(key, title, not missing, said if missing else "", "participants.browse", where, _("See them"))
