"""The sentences of remarks, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core.i18n import day, label, language, number
from opsplanner.core.text import Text
from opsplanner.reference.amounts import unit_after
from opsplanner.reference.units import DISPLAY, Family
from opsplanner.results.remarks.remark import Remark

# What a group of remarks of one kind is called, and what each of them says.
TITLES = {
    "warning_kept": _l("Warnings kept, with the reason given"),
    "on_behalf": _l("Entered on behalf of the Member"),
    "shared": _l("Perhaps told by another Member too"),
    "accepted_before": _l("Changes what was accepted before"),
    "tenfold": _l("Quantity changed ten times or more"),
    "far": _l("Quantity far from what this Member usually reports"),
    "early": _l("Detected before the action phase"),
    "late": _l("Detected after the action phase"),
    "embargo": _l("Under embargo"),
    "red": _l("Marked RED"),
}
SENTENCES = {
    "warning_kept": _l("%(message)s (%(count)s places) The Member says: %(reason)s"),
    "on_behalf": _l("Entered by %(who)s, who may not accept it."),
    "shared": _l("The same %(number)s as %(member)s %(reference)s"),
    "accepted_before": _l("An earlier telling was accepted"),
    "tenfold": _l("%(old)s became %(new)s"),
    "far": _l("%(value)s; usually about %(median)s (%(count)s lines)"),
    "early": _l("Detected on %(day)s, before the action phase"),
    "late": _l("Detected on %(day)s, after the action phase"),
    "embargo": _l("Under embargo until %(day)s"),
    "red": _l("RED: seen by those named only"),
}


def remark_title(kind: str) -> str:
    """The heading over remarks of one kind."""
    return str(TITLES[kind])


def remark_sentence(remark: Remark) -> str:
    """What a remark says."""
    family = remark.params.get("family")
    return SENTENCES[remark.kind] % _written(remark.params, str(family) if family else "")


def _written(params: Mapping[str, Any], family: str) -> dict[str, str]:
    return {name: _one(value, family) for name, value in params.items()}


def _one(value: Any, family: str) -> str:
    match value:
        case Decimal():
            unit = unit_after(DISPLAY[Family(family)], value).to(language()) if family else ""
            return f"{number(value)} {unit}".strip()
        case Text():
            return label(value)
        case date():
            return day(value)
        case int():
            return number(value)
    return str(value)
