"""Whole and decimal numbers, written in any style, within their limits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from math import isfinite
from typing import Any

from opsplanner.records.field import Field, Limits
from opsplanner.records.kinds.base import Kind, Reading
from opsplanner.records.numbers import Number, Why, exact, read_number
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sentences import Phrase
from opsplanner.records.sheet import Cell
from opsplanner.reference import code_list

BLANK = (None, "")


class DecimalKind(Kind):
    """A decimal number; a unit behind it is understood when the field has one."""

    name = "decimal"
    format = "General"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """A Decimal, exactly as it is shown."""
        if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
            return Flaw("R-020")
        # A workbook may hold 1e999.
        if isinstance(cell, float) and not isfinite(cell):
            return Flaw("R-020")
        number = read_number(cell, reading.style) if isinstance(cell, str) else Number(exact(float(cell)))
        if isinstance(number, Why):
            return Flaw("R-023" if number is Why.APPROXIMATE else "R-020")
        if number.rest and not fits(number.rest, reading.field):
            return Flaw("R-020")
        found = self.finish(number.value, reading.field.limits)
        if isinstance(found, Flaw) or not number.doubtful:
            return found
        return Noted(found, (Flaw("R-024", {"read": found}),))

    def finish(self, value: Decimal, limits: Limits) -> Any:
        """The number within its limits, or the flaw."""
        return beyond(value, limits) or too_fine(value, limits) or value

    def read_at_once(self, values: Sequence[Cell], reading: Reading) -> list[Any] | None:
        """Plain numbers, when the smallest and the largest are within the limits and none is too fine: so are all between."""
        numbers = [value for value in values if type(value) is float]
        if not numbers or not all(type(value) is float or value in BLANK for value in values):
            return None
        limits = reading.field.limits
        bounds = [min(numbers), max(numbers)]
        if not all(map(isfinite, numbers)) or any(beyond(exact(bound), limits) for bound in bounds):
            return None
        read = [exact(value) if type(value) is float else None for value in values]
        fine = limits.places is not None and any(value is not None and too_fine(value, limits) for value in read)
        return None if fine else read

    def show(self, value: Any, lang: str, field: Field) -> str:
        """With the decimal sign of the language and no thousands sign, so that it can only be read one way."""
        return f"{value:f}".replace(".", "." if lang == "en" else ",")

    def sample(self, field: Field, lang: str) -> Cell:
        """A number within the limits."""
        return float(within(field.limits, Decimal("12.5")))


class IntegerKind(DecimalKind):
    """A whole number."""

    name = "integer"
    format = "0"
    read_at_once = Kind.read_at_once

    def finish(self, value: Decimal, limits: Limits) -> Any:
        """The number as an int, or the flaw."""
        if value != value.to_integral_value():
            return Flaw("R-022")
        return beyond(value, limits) or int(value)

    def sample(self, field: Field, lang: str) -> Cell:
        """A number within the limits."""
        return int(within(field.limits, Decimal(12)))


def unit_of(text: str) -> str | None:
    """The code of a unit as written behind a number."""
    return code_list("unit").find(text)


def fits(rest: str, field: Field) -> bool:
    """Whether the words behind a number are a unit that the field allows; another field may hold the unit."""
    unit = unit_of(rest)
    return unit is not None and bool(field.unit) and field.unit in (unit, field.unit.lower())


def within(limits: Limits, wish: Decimal) -> Decimal:
    """A number near the one wished for that is within the limits."""
    step = Decimal(1).scaleb(-min(limits.places if limits.places is not None else 1, 1))
    wish = wish.quantize(step, ROUND_DOWN)
    if limits.least is not None:
        wish = max(wish, limits.least)
    if limits.above is not None and wish <= limits.above:
        wish = limits.above + step
    return wish if limits.most is None else min(wish, limits.most)


def beyond(value: Decimal, limits: Limits) -> Flaw | None:
    """The flaw of a number outside its limits."""
    if limits.above is not None and value <= limits.above:
        return Flaw("R-021", {"bound": Phrase("above", {"limit": limits.above}), "value": value})
    if limits.least is not None and value < limits.least:
        return Flaw("R-021", {"bound": Phrase("least", {"limit": limits.least}), "value": value})
    if limits.most is not None and value > limits.most:
        return Flaw("R-021", {"bound": Phrase("most", {"limit": limits.most}), "value": value})
    return None


def too_fine(value: Decimal, limits: Limits) -> Flaw | None:
    """The flaw of a number with more decimals than are kept."""
    exponent = value.normalize().as_tuple().exponent
    if limits.places is None or not isinstance(exponent, int) or -exponent <= limits.places:
        return None
    return Flaw("R-029", {"places": limits.places, "value": value})
