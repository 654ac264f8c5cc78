"""Any list of the screen to keep, as a workbook or as text for a spreadsheet program; none goes without its notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Literal, cast

from opsplanner.documents.about import About
from opsplanner.documents.csvfile import safe

Cell = str | int | float | Decimal | bool | date | datetime | None
Kind = Literal["text", "number", "day", "moment"]
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head in the reader's language and what stands in it; a moment is shown in UTC."""

    label: str
    kind: Kind = "text"
    width: int = 0


def workbook(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], sheet: str, about: About, lang: str) -> bytes:
    """The rows under their heads as .xlsx, written by a library that is loaded only then; its notes stand on a sheet behind."""
    write = cast(Callable[..., bytes], import_module("opsplanner.documents.tables").table_xlsx)
    return write(columns, rows, sheet, about.notes(lang))


def text(heads: Iterable[str], rows: Iterable[Sequence[Cell]], about: About, lang: str) -> bytes:
    """The same as CSV for a double click: the separators of the language; its notes stand under the rows, after an empty one."""
    out = io.StringIO(newline="")
    separator, point = (",", ".") if lang == "en" else (";", ",")
    write = csv.writer(out, delimiter=separator)
    write.writerow(map(safe, heads))
    write.writerows([_written(value, point) for value in row] for row in rows)
    write.writerow([])
    write.writerows([safe(note)] for note in about.notes(lang))
    return out.getvalue().encode("utf-8-sig")


def _written(value: Cell, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", point)
    return value.isoformat() if isinstance(value, date) else safe(str(value)) if isinstance(value, str) else str(value)
