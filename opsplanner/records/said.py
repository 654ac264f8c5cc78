"""What a person says of one file before it is checked: it holds for this file alone, whatever is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from opsplanner.records.sheet import Sheet

# What is said of a column that is not to be imported.
SKIP = ""


@dataclass(frozen=True)
class Said:
    """`columns` are fields by the name of a column, or SKIP; `rows` says by sheet in which row, as the person sees it, the
    headings stand; `constants` by field the one answer of all rows where the sheet has no column.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def away(self) -> frozenset[str]:
        """The columns that are not to be imported, whatever their headings."""
        return frozenset(name for name, key in self.columns.items() if key == SKIP)

    def row(self, sheet: Sheet) -> int | None:
        """The row of the headings, counted from 0; None where nothing was said of this sheet."""
        return sheet.row_at(self.rows.get(sheet.name, 0))


NOTHING_SAID = Said()
