"""Answers from a list: one or several codes, yes or no, countries and currencies; codes, labels and other words understood."""

from __future__ import annotations

import re
from typing import Any

from opsplanner.core.text import fold
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Kind, Reading, not_in_list, written
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sheet import Cell
from opsplanner.reference import CodeList
from opsplanner.reference.nothing import NONE, nothing_said

SEVERAL = re.compile(r"[;|\n]+")
MAYBE_SEVERAL = re.compile(r"[,/+&]+")
AS_SAID = "R-019"
YES = {"yes", "y", "true", "1", "oui", "o", "vrai", "да", "д", "x"}
NO = {"no", "n", "false", "0", "non", "faux", "нет", "н"}
WORDS = {"en": ("Yes", "No"), "fr": ("Oui", "Non"), "ru": ("Да", "Нет")}


class ChoiceKind(Kind):
    """One code of the field's list."""

    name = "choice"
    format = "@"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """The code; where nothing is said, the one for unknown if there is one."""
        text = written(cell)
        options = _options(reading.field)
        found = options.find(text)
        if found is None and (meant := reading.meant(text)):
            return Noted(meant, (_as_said(text, meant, options),))
        return found or not_in_list(text, options)

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The label."""
        return _options(field).label(value, lang)

    def sample(self, field: Field, lang: str) -> Cell:
        """The first label of the list."""
        return _options(field).label(next(iter(_options(field).codes)), lang)


class CountryKind(ChoiceKind):
    """A country: code of two or three letters, or a name; shown with its code."""

    name = "country"

    def sample(self, field: Field, lang: str) -> Cell:
        """A country whose name differs between the languages."""
        return _options(field).label("DE", lang)


class CurrencyKind(ChoiceKind):
    """A currency, by its code of three letters or its name."""

    name = "currency"

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The code, which everybody knows it by."""
        return str(value)

    def sample(self, field: Field, lang: str) -> Cell:
        """The euro."""
        return "EUR"


class ChoiceListKind(ChoiceKind):
    """Several codes, separated by a semicolon; each once, in the order given."""

    name = "choice_list"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """A tuple of codes; "none" is a blank cell where the list has no such answer."""
        text = str(cell) if isinstance(cell, str) else written(cell)
        options = _options(reading.field)
        if _is_blank(text, reading, options):
            return None
        parts = pieces(text, options)
        said = {part: meant for part in parts if not options.find(part) and (meant := reading.meant(part))}
        found = [said.get(part) or options.find(part) or not_in_list(part, options) for part in parts]
        flaw = next((each for each in found if isinstance(each, Flaw)), None)
        most = reading.field.limits.items
        if flaw or not found:
            return flaw
        codes = tuple(dict.fromkeys(found))
        if most and len(codes) > most:
            return Flaw("R-018", {"most": most, "found": len(codes)})
        return Noted(codes, tuple(_as_said(part, code, options) for part, code in said.items())) if said else codes

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The labels, separated as they are read."""
        return "; ".join(_options(field).label(code, lang) for code in value)

    def sample(self, field: Field, lang: str) -> Cell:
        """The first two labels, or as many as may be given."""
        codes = list(_options(field).codes)[: min(2, field.limits.items or 2)]
        return self.show(codes, lang, field)


class CountryListKind(ChoiceListKind):
    """Several countries, in order."""

    name = "country_list"

    def sample(self, field: Field, lang: str) -> Cell:
        """Two countries, or one."""
        return self.show(("DE", "TR")[: field.limits.items or 2], lang, field)


class BooleanKind(Kind):
    """Yes or no."""

    name = "boolean"
    format = "@"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """A bool."""
        word = fold(written(cell))
        return True if word in YES else False if word in NO else Flaw("R-017")

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The word of the language."""
        return WORDS.get(lang, WORDS["en"])[not value]

    def sample(self, field: Field, lang: str) -> Cell:
        """Yes."""
        return self.show(True, lang, field)


def _is_blank(text: str, reading: Reading, options: CodeList) -> bool:
    """Whether a cell of several answers says that there is none, or nothing that its list has a code for."""
    said = nothing_said(text)
    if not said or options.named(text) or reading.meant(text):
        return False
    return said == NONE or options.find(text) is None


def _as_said(text: str, code: str, options: CodeList) -> Flaw:
    """What is told where a value means what the Member said, and no list."""
    return Flaw(AS_SAID, {"value": text, "read": options.codes[code].label})


def pieces(text: str, options: CodeList) -> list[str]:
    """The separate answers of a cell: by semicolons, or by commas where the whole is no answer itself."""
    found = []
    for part in filter(str.strip, SEVERAL.split(text)):
        finer = [piece for piece in MAYBE_SEVERAL.split(part) if piece.strip()]
        whole = options.find(part) or not all(map(options.find, finer))
        found += [part] if whole else finer
    return [part.strip() for part in found]


def _options(field: Field) -> CodeList:
    options = field.options
    if options is None:
        raise LookupError(f"{field.key} has no list")
    return options
