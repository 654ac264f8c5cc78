"""What every kind of answer does, and how the distinct values of a column are read by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from opsplanner.core.text import clean, fold
from opsplanner.records.dates import Order
from opsplanner.records.field import Field
from opsplanner.records.numbers import Style
from opsplanner.records.problem import Flaw
from opsplanner.records.sheet import Cell, Special
from opsplanner.reference import CodeList
from opsplanner.reference.letters import latin, lookalike
from opsplanner.reference.nothing import nothing_said

# How spreadsheets show a value that could not be worked out, also in text files and OpenDocument sheets.
FAILED = re.compile(
    r"#(?:REF|N/A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA|BLOCKED|UNKNOWN|FIELD)[!?]?|Err:\d{3}"
)


@dataclass(frozen=True)
class Reading:
    """What a kind must know to read a column: the field, how numbers and dates are written, the HS edition.

    `meanings` are values in no list, folded, with the code that the Member said they mean.
    """

    field: Field
    style: Style = Style()  # noqa: RUF009 - never changed
    order: Order | None = None
    edition: str = "2022"
    lang: str = "en"
    meanings: Mapping[str, str] = dataclass_field(default_factory=dict)

    @cached_property
    def options(self) -> CodeList | None:
        """The list the answers come from."""
        return self.field.options

    def meant(self, text: str) -> str | None:
        """The code that the Member said this text means."""
        code = self.meanings.get(fold(text)) if self.meanings else None
        return code if code and self.options and code in self.options.codes else None


class Kind(Protocol):
    """One kind of answer. A kind holds nothing: everything it must know comes with the reading."""

    name: str
    # The number format of its workbook column, and whether the cell is to be kept as text.
    format: str

    def read(self, cell: Cell, reading: Reading) -> Any:
        """The typed value of a cell that is not blank, or a Flaw, or a Noted value with flaws."""

    def show(self, value: Any, lang: str, field: Field) -> str:
        """A typed value as text that `read` understands again, labels in the language."""

    def sample(self, field: Field, lang: str) -> Cell:
        """An answer as a person of that language would write it, for the worked example."""

    def read_at_once(self, values: Sequence[Cell], reading: Reading) -> list[Any] | None:
        """All values of a long column together, where that is faster; None when each must be looked at."""
        return None


def read_values(kind: Kind, values: Sequence[Cell], reading: Reading) -> list[Any]:
    """Read each distinct value of a column once: None for blank, else a typed value, a Flaw or a Noted."""
    found = kind.read_at_once(values, reading)
    return found if found is not None else [read_value(kind, value, reading) for value in values]


def read_value(kind: Kind, value: Cell, reading: Reading) -> Any:
    """One value; what no kind can read is told here."""
    if value is None or value == "":
        return None
    if value is Special.NEVER_CALCULATED:
        return Flaw("R-016")
    if isinstance(value, str):
        if value[0] in "#E" and FAILED.fullmatch(value.strip()):
            return Flaw("R-015")
        if not value.isprintable() or not value.isascii() or value.isspace():
            value = clean(value)
            if not value:
                return None
    found = kind.read(value, reading)
    # "N/A" among dates or numbers is how its writer left the cell blank; whoever needs an answer there asks for it as such.
    return None if isinstance(found, Flaw) and isinstance(value, str) and nothing_said(value) else found


def written(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, days in ISO form."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case datetime():
            return cell.isoformat(" ", "minutes") if cell.time() != datetime.min.time() else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case Special():
            return ""
    return clean(str(cell)) if cell is not None else ""


def not_in_list(text: str, options: CodeList) -> Flaw:
    """The flaw of a word that a list does not have; look-alike letters are named."""
    letters = lookalike(text)
    if letters and options.find(latin(text)):
        return Flaw("R-013", {"letters": ", ".join(letters), "value": text})
    return Flaw("R-012", {"value": text})


def with_suggestion(flaw: Flaw, options: CodeList) -> Flaw:
    """The same flaw with the entry of the list that was most likely meant; dear, so only asked for what will be read."""
    found = options.suggest(str(flaw.params["value"]))
    return Flaw(flaw.code, {**flaw.params, "suggested": options.codes[found].label}, found) if found else flaw
