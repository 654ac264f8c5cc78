"""A questionnaire as a sheet: questions stand below one another, the answer beside each; read into a table of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from opsplanner.core.text import clean
from opsplanner.records.field import Field
from opsplanner.records.headings import Headings
from opsplanner.records.kinds.base import written
from opsplanner.records.match import Matched
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book, Cell, Column, Sheet
from opsplanner.records.stamp import Stamp, check_stamp, read_stamp
from opsplanner.records.table import ANSWERS, Table
from opsplanner.records.template import STAMP_SHEET, Template

NO_QUESTION = "R-137"
# Where our own sheet has the answers: behind the code and the question.
ANSWER_COLUMN = 2
MOST_ROWS = 2000
BLANK = (None, "")
ONE_ROW = np.zeros(1, np.int32)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: its cell as the person sees it, and what is in it."""

    address: str
    cell: Cell


def in_sheets(template: Template) -> tuple[Field, ...]:
    """The questions that a sheet can answer: all but files."""
    return tuple(field for field in template.fields if field.kind != "attachment")


def match_upright(book: Book, template: Template) -> Matched:
    """The answers of the sheet that has most questions; the stamp says whose it is. A question that is not there is not asked."""
    stamp = read_stamp(book)
    problems = [*book.problems, *check_stamp(stamp, template)]
    ours = clean(stamp.operation) == template.operation
    headings = Headings(in_sheets(template), {}, ours=ours)
    sheets = [sheet for sheet in book.sheets if sheet.columns and sheet.name != STAMP_SHEET]
    found = [(sheet, _answers(sheet, headings, ours)) for sheet in sheets]
    best = max(found, key=lambda pair: len(pair[1]), default=None)
    if best is None or not best[1]:
        return Matched(template, book.format, {}, (*problems, Problem.of(NO_QUESTION)), stamp=stamp)
    table = _table(*best)
    return Matched(
        template,
        book.format,
        {ANSWERS: table},
        tuple(replace(problem, sheet=problem.sheet or table.sheet) for problem in problems),
        len(table.columns),
        language=_language(stamp, headings, best[0]),
        stamp=stamp,
    )


def _answers(sheet: Sheet, headings: Headings, ours: bool) -> dict[str, Place]:
    """By question where its answer stands; of a question that stands twice the first that is answered."""
    found: dict[str, Place] = {}
    for row in range(min(sheet.length, MOST_ROWS)):
        at = _answer_at(sheet, headings, row, ours)
        if at is None:
            continue
        key, number = at
        cell = sheet.columns[number].cell(row) if number < len(sheet.columns) else None
        if key not in found or (found[key].cell in BLANK and cell not in BLANK):
            found[key] = Place(f"{sheet.letter(number)}{sheet.row_number(row)}", cell)
    return found


def _answer_at(sheet: Sheet, headings: Headings, row: int, ours: bool) -> tuple[str, int] | None:
    """The question of a row and the column of its answer: behind the last of the cells that name the question."""
    named = list(_named(sheet, headings, row))
    if not named:
        return None
    first, key = named[0]
    if ours:
        return key, max(ANSWER_COLUMN - sheet.left, first + 1)
    last = first
    for number, other in named:
        if other == key and number == last + 1:
            last = number
    return key, last + 1


def _named(sheet: Sheet, headings: Headings, row: int) -> Iterator[tuple[int, str]]:
    for number, column in enumerate(sheet.columns):
        cell = column.cell(row)
        key = headings.find(written(cell)) if isinstance(cell, str) and cell.strip() else None
        if key:
            yield number, key


def _table(sheet: Sheet, answers: Mapping[str, Place]) -> Table:
    columns = {key: Column([place.cell], ONE_ROW) for key, place in answers.items()}
    places = {key: place.address for key, place in answers.items()}
    return Table(sheet.name, columns, places, np.ones(1, np.intp), places=places)


def _language(stamp: Stamp, headings: Headings, sheet: Sheet) -> str:
    """As stamped, else that of the questions as they are worded."""
    if stamp.language:
        return stamp.language
    words = [written(column.cell(row)) for row in range(min(sheet.length, MOST_ROWS)) for column in sheet.columns[:2]]
    return headings.language(words)
