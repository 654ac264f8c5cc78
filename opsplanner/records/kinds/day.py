"""A day: real dates of a sheet, texts that can be read one way, serial numbers with a warning."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from opsplanner.records.dates import Unread, from_serial, read_date
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Kind, Reading
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sheet import Cell

# What a text file is left with when a column of dates was saved without its format.
SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
SAMPLE = date(2018, 4, 12)
YEARS = range(1900, 2101)
FLAWS = {Unread.NOT_A_DATE: "R-030", Unread.NO_SUCH_DAY: "R-031", Unread.TWO_WAYS: "R-032"}


class DateKind(Kind):
    """A day, without a time."""

    name = "date"
    format = "d mmm yyyy"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """A date of our times; TWO_WAYS flaws are gathered into one question by the check."""
        found = self._day(cell, reading)
        day = found.value if isinstance(found, Noted) else found
        return Flaw("R-037") if isinstance(day, date) and day.year not in YEARS else found

    def _day(self, cell: Cell, reading: Reading) -> Any:
        match cell:
            case datetime():
                return cell.date()
            case date():
                return cell
            case str() if not SERIAL.fullmatch(cell):
                found = read_date(cell, reading.order)
                return Flaw(FLAWS[found]) if isinstance(found, Unread) else found
            case str() | float() | int() if not isinstance(cell, bool):
                day = from_serial(float(cell))
                return Noted(day, (Flaw("R-033", {"read": day}),)) if day else Flaw("R-030")
        return Flaw("R-030")

    def show(self, value: Any, lang: str, field: Field) -> str:
        """ISO, which is read one way in every language."""
        return str(value.isoformat())

    def sample(self, field: Field, lang: str) -> Cell:
        """A day, as a date."""
        return SAMPLE
