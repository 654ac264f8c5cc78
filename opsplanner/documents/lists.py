"""Any list of the screen as a workbook to keep: its columns and rows, written by a library that is loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Literal, cast

Cell = str | int | float | Decimal | bool | date | datetime | None
Kind = Literal["text", "number", "day", "moment"]
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head in the reader's language and what stands in it; a moment is shown in UTC."""

    label: str
    kind: Kind = "text"
    width: int = 0


def workbook(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], sheet: str, notes: Sequence[str] = ()) -> bytes:
    """The rows under their heads as .xlsx; `notes` (as of when, who may see it) stand on a sheet of their own."""
    write = cast(Callable[..., bytes], import_module("opsplanner.documents.tables").table_xlsx)
    return write(columns, rows, sheet, notes)
