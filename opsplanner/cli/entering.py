"""For whom a command reads or sends results."""

from __future__ import annotations

from flask_babel import gettext as _

from opsplanner.cli import acting
from opsplanner.core.access import Actor
from opsplanner.core.errors import Missing
from opsplanner.results import services
from opsplanner.results.services import Entry


def entry_of(actor: Actor, code: str, member: str) -> Entry:
    """The entry of a Member in an operation, both by code; what is not there is said by its name."""
    operation = acting.operation(actor, code)
    try:
        return services.entry(actor, operation, member.upper())
    except Missing:
        sentence = _(
            "%(member)s is not a participant of %(code)s for which you may enter results.", member=member, code=code
        )
        raise Missing(sentence) from None
