"""How many of a column's values a field would understand, told from a sample of its distinct values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from opsplanner.records.dates import NUMERIC, Order, Unread, read_date
from opsplanner.records.field import NO_TEXT, Field
from opsplanner.records.kinds.base import Reading, written
from opsplanner.records.kinds.choice import pieces
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.numbers import Style, Why, read_number
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sheet import Cell
from opsplanner.reference import CodeList

SAMPLE = 40
LISTED = ("choice", "choice_list", "country", "country_list", "currency")
SHORTEST_HS = 4
# One value alone says something only when it is a word.
TELLING_LENGTH = 4


class Fitting:
    """The distinct values of one column, for asking field after field; each list is looked through once."""

    def __init__(self, values: Sequence[Cell]) -> None:
        self.values = [value for value in values if written(value)][:SAMPLE]
        self.shares: dict[tuple[str, str], float] = {}

    @property
    def telling(self) -> bool:
        """Whether there is enough to go by: two values, or one that is no mere sign."""
        return len(self.values) > 1 or any(len(written(value)) >= TELLING_LENGTH for value in self.values)

    def share(self, field: Field) -> float | None:
        """The part of the values that the field understands, 0 to 1; None when any text would do, or nothing is there."""
        if not self.values:
            return None
        options = field.options
        if options is not None:
            return self._cached((field.kind, options.name), lambda value: _listed(value, options, field.kind))
        test = TESTS.get(field.kind)
        return self._cached((field.kind, ""), test) if test else None

    def _cached(self, name: tuple[str, str], test: Callable[[Cell], bool]) -> float:
        if name not in self.shares:
            self.shares[name] = sum(map(test, self.values)) / len(self.values)
        return self.shares[name]


def shows_its_kind(field: Field) -> bool:
    """Whether values alone tell the kind of a field; any number may be any quantity, any text any description."""
    return field.kind in LISTED or field.kind in ("date", "hs", "container_list")


def _listed(value: Cell, options: CodeList, kind: str) -> bool:
    """Whether a cell names an entry of a list in words; a bare number names entries of too many lists."""
    text = written(value)
    if not any(letter.isalpha() for letter in text):
        return False
    parts = pieces(text, options) if kind.endswith("_list") else [text]
    return bool(parts) and all(map(options.find, parts))


def _dated(value: Cell) -> bool:
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or not any(sign in value for sign in " -/."):
        return False
    if NUMERIC.fullmatch(value.strip()):
        return True
    return read_date(value, Order.DAY_FIRST) is not Unread.NOT_A_DATE


def _numbered(value: Cell) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, (int, float)) or (isinstance(value, str) and not isinstance(_number(value), Why))


def _number(text: str) -> object:
    return read_number(text, Style())


def _container(value: Cell) -> bool:
    return not isinstance(kind_of("container_list").read(value, CONTAINERS), Flaw)


def _tariff(value: Cell) -> bool:
    """Of four digits at least, and a code that the current edition has."""
    if sum(map(str.isdigit, written(value))) < SHORTEST_HS or any(map(str.isalpha, written(value))):
        return False
    read = kind_of("hs").read(value, TARIFF)
    return not isinstance(read, Flaw) and not (
        isinstance(read, Noted) and any(flaw.code == "R-052" for flaw in read.flaws)
    )


CONTAINERS = Reading(Field("container", "case", "container_list", NO_TEXT))
TARIFF = Reading(Field("tariff", "case", "hs", NO_TEXT))
TESTS: dict[str, Callable[[Cell], bool]] = {
    "date": _dated,
    "integer": _numbered,
    "decimal": _numbered,
    "hs": _tariff,
    "container_list": _container,
}
