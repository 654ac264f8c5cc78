"""What a person says of one file before it is checked: it holds for this file alone, whatever is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from opsplanner.records.sheet import Sheet

# What is said of a column that is not to be imported.
SKIP = ""


@dataclass(frozen=True)
class Said:
    """`away` are the names of the columns that are not to be imported, whatever their headings; `rows` says by sheet in which
    row, as the person sees it, the headings stand; `constants` by field the one answer of all rows where the sheet has no column.
    """

    away: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def row(self, sheet: Sheet) -> int | None:
        """The row of the headings, counted from 0; None where nothing was said of this sheet."""
        return sheet.row_at(self.rows.get(sheet.name, 0))


NOTHING_SAID = Said()
