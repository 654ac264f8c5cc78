"""Quantities and their units: a unit written behind the number, and the same amount in the whole base unit of its family."""

from __future__ import annotations

import numpy as np

from opsplanner.records.answers import Answers, Rows, Typed, by_value
from opsplanner.records.kinds.numeric import unit_of
from opsplanner.records.numbers import Number, Style, read_number
from opsplanner.records.problem import Flaw
from opsplanner.reference import code_list
from opsplanner.reference.amounts import unit_after
from opsplanner.reference.units import UNITS, Family, QuantityError, TooFine, base_units

QUANTITY, UNIT = "quantity", "unit"
FAMILY, BASE = "family", "base"
PIECE = UNITS["H87"].factor


def units_from_quantities(answers: Answers) -> None:
    """ "12 kg" gives its unit to a blank unit cell; beside another unit it is an error."""
    if not answers.has(QUANTITY):
        return
    raw = answers.table.columns[QUANTITY]
    behind = [_unit_behind(value) if isinstance(value, str) else None for value in raw.values]
    if not any(behind):
        return
    column = answers.column(UNIT)
    units = {unit: code for code, unit in enumerate(dict.fromkeys(filter(None, behind)), len(column.values))}
    codes = column.codes.copy()
    for number, rows in by_value(raw.codes, np.fromiter(map(bool, behind), np.bool_, len(behind))):
        text, said = str(raw.values[number]), str(behind[number])
        beside = _by_unit(column, rows[~column.unread[rows]])
        blank = beside.pop("", [])
        for unit, places in beside.items():
            if unit != said:
                answers.report(Flaw("R-025", {"unit": code_list("unit").codes[unit].label}), QUANTITY, places, text)
        codes[blank] = units[said]
        answers.report(Flaw("R-026"), UNIT, blank, text, at=QUANTITY)
    answers.columns[UNIT] = Typed([*column.values, *units], codes, column.unread)


def to_base_units(answers: Answers) -> None:
    """The columns `family` and `base`, exact; a quantity that cannot be held exactly is an error."""
    if not answers.has(QUANTITY, UNIT):
        return
    quantities, units = answers.columns[QUANTITY], answers.columns[UNIT]
    wide = quantities.codes.astype(np.intp) * len(units.values) + units.codes
    pairs, numbers = np.unique(wide, return_inverse=True)
    amounts, named = (part.tolist() for part in np.divmod(pairs, len(units.values)))
    told = zip(map(quantities.values.__getitem__, amounts), map(units.values.__getitem__, named), strict=True)
    bases: list[int | None] = []
    refused: dict[int, tuple[Flaw, str]] = {}
    for quantity, unit in told:
        base = None
        if quantity is not None and unit is not None:
            try:
                base = base_units(quantity, unit)
            except QuantityError as error:
                params = {"value": quantity, "unit": unit_after(unit, quantity)}
                code = "R-027" if isinstance(error, TooFine) else "R-028"
                refused[len(bases)] = Flaw(code, params), f"{quantity:f}"
        bases.append(base)
    for number, rows in by_value(numbers, np.isin(np.arange(len(bases)), list(refused))):
        flaw, value = refused[number]
        answers.report(flaw, QUANTITY, rows, value)
    unread = np.zeros(answers.length, np.bool_)
    held = np.fromiter((base is not None for base in bases), np.bool_, len(bases))
    families = [unit and UNITS[unit].family for unit in units.values]
    of_row = np.where(held[numbers], units.codes, np.int32(len(families)))
    answers.columns[FAMILY] = Typed([*families, None], of_row, unread)
    answers.columns[BASE] = Typed(list(bases), numbers.astype(np.int32), unread)


def whole_pieces(answers: Answers) -> None:
    """What is counted in pieces and is not whole."""
    if not answers.has(QUANTITY, UNIT):
        return
    quantities, bases = answers.columns[QUANTITY], answers.columns[BASE]
    broken = np.fromiter((bool(base and base % PIECE) for base in bases.values), np.bool_, len(bases.values))
    rows = np.flatnonzero(broken[bases.codes] & answers.columns[FAMILY].among(frozenset([Family.COUNT])))
    for number, places in by_value(quantities.codes[rows], np.ones(len(quantities.values), np.bool_)):
        value = quantities.values[number]
        answers.report(Flaw("R-039", {"value": value}), QUANTITY, rows[places], f"{value:f}")


def _by_unit(column: Typed, rows: Rows) -> dict[str, list[int]]:
    """Those of the rows that state each unit; those that state none under an empty one."""
    found: dict[str, list[int]] = {}
    for row, unit in zip(rows.tolist(), column.at(rows), strict=True):
        found.setdefault(unit or "", []).append(row)
    return found


def _unit_behind(text: str) -> str | None:
    number = read_number(text, Style()) if not text[-1:].isdigit() else None
    return unit_of(number.rest) if isinstance(number, Number) and number.rest else None
