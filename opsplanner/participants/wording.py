"""What letters to participants say, in the language that is spoken where they are composed: subject and text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.i18n import days
from opsplanner.operations.models import Operation
from opsplanner.participants.models import LetterKind


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter is about: who writes, to which organisation, of which operation; what it misses, each in words."""

    who: str
    organisation: str
    operation: Operation
    lang: str
    missing: Sequence[str] = ()

    @property
    def names(self) -> dict[str, str]:
        """What its sentences name."""
        return {
            "who": self.who,
            "organisation": self.organisation,
            "code": self.operation.code,
            "name": self.operation.name.to(self.lang),
            "days": days(self.operation.starts_on, self.operation.ends_on, self.lang),
        }


def letter(kind: LetterKind, told: Told, url: str, until: str = "") -> tuple[str, str]:
    """Subject and text. `until` is when a one-time link ends; empty for who signs in already."""
    subject, says = WORDS[kind](told)
    way = _("Here, in three minutes:\n%(url)s", url=url)
    if until:
        way = _(
            "This link opens your account; it takes three minutes. It can be used once, until %(until)s.\n%(url)s\n\n"
            "Opening the page changes nothing; the account begins when you have chosen a pass phrase.",
            until=until,
            url=url,
        )
    return subject, f"{says}\n\n{way}\n"


def _invites(told: Told) -> tuple[str, str]:
    return (
        _("Invitation to operation %(code)s: %(organisation)s", **told.names),
        _(
            "%(who)s invites %(organisation)s to take part in operation %(code)s – %(name)s, %(days)s.\n\n"
            "Please accept or decline, and name your contact point and its deputy by function and office address.",
            **told.names,
        ),
    )


def _reminds(told: Told) -> tuple[str, str]:
    return (
        _("Reminder: invitation to operation %(code)s: %(organisation)s", **told.names),
        _(
            "%(organisation)s is invited to operation %(code)s – %(name)s, %(days)s, and has not answered yet.\n\n"
            "Please accept, or decline with a word on why: it helps to plan without you.",
            **told.names,
        ),
    )


def _misses(told: Told) -> tuple[str, str]:
    says = ngettext(
        "%(organisation)s takes part in operation %(code)s – %(name)s, %(days)s. One thing is still missing:",
        "%(organisation)s takes part in operation %(code)s – %(name)s, %(days)s. These things are still missing:",
        len(told.missing),
        **told.names,
    )
    return (
        _("Operation %(code)s: what is still missing of %(organisation)s", **told.names),
        says + "\n" + "\n".join(f"– {each}" for each in told.missing),
    )


WORDS: Mapping[LetterKind, Callable[[Told], tuple[str, str]]] = {
    LetterKind.INVITATION: _invites,
    LetterKind.REMINDER: _reminds,
    LetterKind.MISSING: _misses,
}
