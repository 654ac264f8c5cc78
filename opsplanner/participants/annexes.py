"""The annexes that participation gives to the printed plan: who takes part, and the contact points by function."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import label, language
from opsplanner.core.web import told
from opsplanner.operations.models import Operation
from opsplanner.operations.telling import Table
from opsplanner.participants import services
from opsplanner.participants.contact_words import own_hours
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.participants.words import ROLES, STATES


def annexes(actor: Actor, operation: Operation) -> Sequence[Table]:
    """What the reader may see on the pages, in the language of the paper."""
    found = []
    if actor.may(Permission.PARTICIPANTS_SEE, operation.code):
        found.append(_participants(services.chosen(actor, operation, {}, language())))
    if actor.may(Permission.CONTACTS_SEE, operation.code):
        found.append(_contacts(services.all_contacts(actor, operation, {}, language())))
    return found


def _participants(listed: Sequence[Participation]) -> Table:
    heads = (_("Code"), _("Name"), _("Role"), _("State"), _("Liaison office"))
    rows = tuple(
        (
            one.organisation.code,
            label(one.organisation.name),
            str(ROLES[one.role]),
            str(STATES[one.state]),
            label(one.organisation.rilo.name) if one.organisation.rilo else "",
        )
        for one in listed
    )
    return Table(_("Participants"), heads, rows)


def _contacts(points: Sequence[ContactPoint]) -> Table:
    heads = (_("Organisation"), _("Function and office"), _("E-mail and phone"), _("Languages and duty hours"))
    rows = tuple(
        (
            label(one.participation.organisation.name),
            _lines(told(one.function), told(one.office)),
            _lines(one.email, one.phone),
            _lines(one.languages, own_hours(one)),
        )
        for one in points
    )
    return Table(_("Contact points"), heads, rows)


def _lines(*words: str) -> str:
    return "\n".join(filter(None, words))
