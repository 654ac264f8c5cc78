"""The cases of a practice sheet and the mistakes planted in them; the same for a Member whenever the sheet is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.rules.classes import CLASS, TYPE, example_of_type
from opsplanner.records.template import REFERENCE, Template

Row = dict[str, Any]
CASES = 14
FIRST_ROW = 2
USUAL: Row = {
    "record_kind": "checked_released",
    "direction": "import",
    "transport_mode": "3",
    "country_departure": "AE",
    "detection_basis": ["risk_profile"],
    "commodity_class": "strategic",
    "strategic_class": "DUO",
    "unit": "H87",
}
GOODS = {
    "en": ("Vacuum pumps", "Lined valves", "Pressure transducers", "Balancing machines", "Aluminium tubes"),
    "fr": ("Pompes à vide", "Robinets à revêtement", "Capteurs de pression", "Machines à équilibrer", "Tubes en aluminium"),
    "ru": ("Вакуумные насосы", "Футерованные клапаны", "Датчики давления", "Балансировочные станки", "Алюминиевые трубы"),
}  # fmt: skip
PLACES = {"en": "Practice port", "fr": "Port d’exercice", "ru": "Учебный порт"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cell spoilt on purpose: in which case (from 1), under which field, and the rule that finds it. `written` by language."""

    case: int
    field: str
    rule: str
    written: Mapping[str, Any]

    def reference(self, member: str) -> str:
        """The case it stands in."""
        return reference_of(member, self.case)

    def text(self, lang: str) -> Any:
        """What stands in the cell."""
        return self.written.get(lang, self.written.get(""))


def _same(written: Any) -> dict[str, Any]:
    return {"": written}


MISTAKES = (
    Mistake(1, "commodity_class", "R-012", {"en": "Strategik gods", "fr": "Biens stratejiques", "ru": "Стратегичиские товары"}),
    Mistake(2, "detected_on", "R-031", _same("31/02/2026")),
    Mistake(3, "detected_on", "R-030", {"en": "last week", "fr": "la semaine dernière", "ru": "на прошлой неделе"}),
    Mistake(4, "detected_on", "R-034", _same(date(2099, 10, 25))),
    Mistake(5, "quantity", "R-011", _same(None)),
    Mistake(6, "quantity", "R-020", {"en": "a few", "fr": "quelques", "ru": "несколько"}),
    Mistake(7, "quantity", "R-021", _same(-4)),
    Mistake(8, "quantity", "R-025", _same("12 kg")),
    Mistake(9, "place_name", "R-010", _same(None)),
    Mistake(10, "country_departure", "R-013", _same("СН")),
    Mistake(11, "country_departure", "R-012", {"en": "Atlantis", "fr": "Atlantide", "ru": "Атлантида"}),
    Mistake(12, "detection_basis", "R-303", _same("alert")),
    Mistake(13, "hs_code", "R-050", _same("84.8")),
    Mistake(14, "container_no", "R-060", _same("MSC123")),
)  # fmt: skip


def reference_of(member: str, case: int) -> str:
    """References of practice are their own: KZ-P01."""
    return f"{member}-P{case:02d}"


def asked_fields(template: Template) -> tuple[Field, ...]:
    """The columns of the practice sheet."""
    return template.asked("case", "line")


def planted(template: Template) -> list[Mistake]:
    """The mistakes that this template has a column for: a dozen at least with the short block."""
    keys = {field.key for field in asked_fields(template)}
    return [each for each in MISTAKES if each.field in keys]


def rows(template: Template, lang: str, first: date, last: date) -> Iterator[Row]:
    """Good cases between two days, by field; whatever else the template requires is answered by its own example."""
    fields, member = asked_fields(template), template.member
    span = (last - first).days + 1
    for number in range(1, CASES + 1):
        row = {
            **USUAL,
            REFERENCE: reference_of(member, number),
            "detected_on": last - timedelta(days=number % span),
            "place_name": PLACES[lang],
            "country_destination": member if len(member) == 2 else "ZZ",
            "description": GOODS[lang][number % len(GOODS[lang])],
            "quantity": 1 + number * 3 % 17,
        }
        if TYPE in template.by_key and template.by_key[TYPE].required.is_always:
            row |= example_of_type(template)
            row["strategic_class"] = USUAL["strategic_class"] if row[CLASS] == "strategic" else None
        if number == 5:  # a seizure is what makes a quantity necessary
            row["record_kind"] = "seizure"
        yield {field.key: row.get(field.key, _sample(field, lang)) for field in fields}


def _sample(field: Field, lang: str) -> Any:
    """An answer to a field of the operation's own that must be answered; nothing to the others."""
    return kind_of(field.kind).sample(field, lang) if field.required.is_always else None


def spoilt(template: Template, lang: str, good: Sequence[Row]) -> list[Row]:
    """The same rows with the mistakes in them; the sheet shows labels, so codes become labels here."""
    shown = [{key: _shown(template, key, value, lang) for key, value in row.items()} for row in good]
    for each in planted(template):
        value = each.text(lang)
        if each.field == "detection_basis":
            value = kind_of("choice_list").show([value], lang, template.by_key[each.field])
        shown[each.case - 1][each.field] = value
    return shown


def _shown(template: Template, key: str, value: Any, lang: str) -> Any:
    if value in (None, "", []) or isinstance(value, date | int | float):
        return value or None
    field = template.by_key[key]
    coded = field.options is not None or field.kind in ("country", "choice_list", "country_list")
    return (
        kind_of(field.kind).show(value, lang, field) if coded and key in USUAL | {"country_destination": ""} else value
    )
