"""Contact points in words: what has changed of them, and duty hours on two clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.web import told
from opsplanner.participants.duty import city, hours_there
from opsplanner.participants.models import ContactPoint

PARTS = {
    "function": _l("Function"),
    "office": _l("Office"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "languages": _l("Languages"),
    "duty_hours": _l("Duty hours"),
    "time_zone": _l("Time zone"),
}
Contacts = Sequence[Mapping[str, str]]
# Who, which part, what it was, what it is.
Line = tuple[str, str, str, str]


def changed_lines(before: Contacts, after: Contacts) -> list[Line]:
    """Each part that is not what it was; the first is the contact point, the others its deputies."""
    longest = max(len(before), len(after))
    pairs = [(each, _at(before, each), _at(after, each)) for each in range(longest)]
    return [
        (_("Contact point") if at == 0 else _("Deputy"), str(words), told(old.get(part, "")), told(new.get(part, "")))
        for at, old, new in pairs
        for part, words in PARTS.items()
        if old.get(part, "") != new.get(part, "")
    ]


def own_hours(contact: ContactPoint) -> str:
    """As it says them, with the city of its clocks."""
    known = contact.duty_hours and contact.time_zone
    return f"{contact.duty_hours} ({city(contact.time_zone)})" if known else contact.duty_hours


def hours_here(contact: ContactPoint) -> str:
    """The same on the clocks of the operation, where those differ on its first day."""
    operation = contact.participation.operation
    there = hours_there(contact.duty_hours, contact.time_zone, operation.time_zone, operation.starts_on)
    return f"{there} ({city(operation.time_zone)})" if there else ""


def _at(contacts: Contacts, place: int) -> Mapping[str, str]:
    return contacts[place] if place < len(contacts) else {}
