"""Choices that several forms offer: organisations, countries, languages, time zones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from opsplanner.core.i18n import SCREEN_LANGUAGES, language
from opsplanner.core.text import in_alphabet
from opsplanner.directory.models import OrganisationKind
from opsplanner.directory.services import lists
from opsplanner.reference.codes import code_list

Choices = Sequence[tuple[str, Any]]


def picks(choices: Choices) -> list[SelectChoice]:
    """Choices as a field takes them."""
    return [SelectChoice(value=code, label=str(words)) for code, words in choices]


def nothing() -> tuple[str, str]:
    """The choice of none."""
    return "", _("(none)")


def languages() -> Choices:
    """Those of the screen, each in its own words."""
    return list(SCREEN_LANGUAGES.items())


def time_zones(kept: str = "UTC") -> Choices:
    """UTC, then every zone that is named after a place, by its name of today; a retired name only for who `kept` it."""
    places = sorted(_places() | ({kept} - {"UTC"}))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in places)]


@cache
def _places() -> frozenset[str]:
    """The zones of the table of places that comes with the time zone data: country, coordinates, zone, remarks."""
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[2] for line in lines if not line.startswith("#"))


def codes(name: str) -> Choices:
    """A code list, sorted by its words in the reader's language."""
    lang = language()
    named = [(code, entry.label.to(lang)) for code, entry in code_list(name).codes.items()]
    return sorted(named, key=lambda choice: in_alphabet(choice[1]))


def organisations(kinds: Iterable[OrganisationKind] = (), ids: Collection[int] | None = None) -> Choices:
    """Organisations that are not retired, by id: of some kinds, or of some ids; all when neither is given."""
    return [(str(number), f"{name} ({code})") for number, code, name in lists.named(kinds, ids)]
