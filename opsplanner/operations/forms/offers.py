"""What the selects of a plan offer: programmes, networks, operations, organisations, time zones, currencies."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from opsplanner.core.forms import chooser, options
from opsplanner.core.i18n import label, language
from opsplanner.directory.forms import choices
from opsplanner.operations.models import Network, Operation, Programme
from opsplanner.reference import code_list


def zone_options(kept: str = "UTC") -> list[SelectChoice]:
    """Time zones by name, with the one that was `kept` whatever it is called today."""
    return options(choices.time_zones(kept))


def programme_options(programmes: Iterable[Programme]) -> list[SelectChoice]:
    """Programmes by code and name, after none."""
    return options([("", _l("None")), *((one.id, f"{one.code} – {label(one.name)}") for one in programmes)])


def network_options(networks: Iterable[Network]) -> list[SelectChoice]:
    """Networks by code and name, after none."""
    return options([("", _l("None")), *((one.id, f"{one.code} – {label(one.name)}") for one in networks)])


def operation_options(operations: Iterable[Operation]) -> list[SelectChoice]:
    """Operations by code and name, after none."""
    return options([("", _l("None")), *((one.id, f"{one.code} – {label(one.name)}") for one in operations)])


def organisation_options() -> list[SelectChoice]:
    """Organisations by name in the reader's language, after an empty choice."""
    return [*chooser({}), *options(choices.organisations())]


def currency_options() -> list[SelectChoice]:
    """Currencies by code."""
    codes = code_list("currency").codes.values()
    return options((one.code, f"{one.code} – {one.label.to(language())}") for one in codes)
