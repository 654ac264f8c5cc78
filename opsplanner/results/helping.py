"""Help with the one cell a person stands in: what was found, how to put it right, and what to put in its place with one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opsplanner.core.asking import wholes
from opsplanner.records.field import Field
from opsplanner.records.patches import holding
from opsplanner.records.sentences import phrase
from opsplanner.records.table import Table
from opsplanner.records.taken import FOR_ALL
from opsplanner.results.grid import Grid, Message, Row
from opsplanner.results.models import ReviewNote


@dataclass(frozen=True)
class Help:
    """A cell with its messages; `offers` are texts that probably were meant, `same` the number of rows that hold the same text,
    `for_all` that the file has no column for it and one answer was given for all rows.
    """

    address: str
    row: int
    field: Field
    text: str
    messages: Sequence[Message]
    offers: Sequence[str]
    same: int
    options: Sequence[str]
    notes: Sequence[ReviewNote] = ()
    for_all: bool = False

    @property
    def rules(self) -> list[str]:
        """The warnings that may be kept for a reason."""
        return list(dict.fromkeys(each.code for each in self.messages if each.severity == "warning"))


def help_with(grid: Grid, cell: str) -> Help | None:
    """Help with a cell named as the page names it ("14.commodity_class"); None when there is no such cell."""
    row, _, key = cell.partition(".")
    field = grid.looked.checked.matched.template.by_key.get(key)
    table = grid.table
    rows = grid.rows(wholes([row]))
    if table is None or field is None or not rows:
        return None
    text, messages = _cell(rows[0], field)
    language = grid.looked.checked.matched.language
    options = field.options
    offers = [
        options.label(each.problem.suggestion, language)
        for each in messages
        if options and each.problem.suggestion in options.codes
    ]
    return Help(
        address=_address(table, rows[0].number, field, grid.lang),
        row=rows[0].number,
        field=field,
        text=text,
        messages=messages,
        offers=list(dict.fromkeys(offers)),
        same=len(holding(table, field.key, text)),
        options=[options.label(code, language) for code in options.codes] if options else [],
        notes=[each for each in rows[0].notes if each.field in ("", field.key)],
        for_all=any(each.code == FOR_ALL and each.field == key for each in grid.looked.checked.problems),
    )


def _cell(row: Row, field: Field) -> tuple[str, Sequence[Message]]:
    found = next((each for each in row.cells if each.field is field), None)
    if found is None:
        return "", ()
    return found.text, (*found.messages, *row.messages)


def _address(table: Table, row: int, field: Field, lang: str) -> str:
    """Where the person finds it in the file: the cell, or the row where the file has no such column."""
    letter = table.letters.get(field.key)
    place = f"{letter}{row}" if letter else phrase("row", lang, row=row)
    return f"{table.sheet}!{place}" if table.sheet else place
