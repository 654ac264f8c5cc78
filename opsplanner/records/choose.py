"""Which sheets of a file hold what is asked: those with most known headings; the others are named, never silently skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from opsplanner.records.field import Level
from opsplanner.records.headings import HEADER_WITHIN, Header, Headings
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book, Sheet
from opsplanner.records.template import MARKED, SHEETS, STAMP_SHEET

LEAST_KNOWN = 2
NONE_KNOWN = "R-204"
NO_ROWS = "R-129"
Group = tuple[Level, ...]


@dataclass(frozen=True)
class Found:
    """A sheet chosen for a group of fields, with its header."""

    group: Group
    headings: Headings
    sheet: Sheet
    header: Header


def choose(book: Book, headings: Mapping[Group, Headings]) -> tuple[list[Found], list[Problem]]:
    """One sheet for each group that has one, and what the person should know; hidden sheets only when nothing else matches, or when they are ours."""
    filled = [sheet for sheet in book.sheets if sheet.columns and sheet.name != STAMP_SHEET]
    sheets = [sheet for sheet in filled if not _ours(sheet)] or filled
    if not sheets:
        return [], [Problem.of(NO_ROWS)]
    found = list(chain.from_iterable(_candidates(sheet, headings) for sheet in sheets))
    seen = [one for one in found if not one.sheet.hidden or _left_hidden(one, found)] or found
    if not seen:
        return _first_sheet(sheets, headings), [Problem.of(NONE_KNOWN, params={"most": HEADER_WITHIN})]
    best: dict[Group, Found] = {}
    for one in sorted(seen, key=lambda one: (one.headings.said.row(one.sheet) is None, -one.header.known)):
        best.setdefault(one.group, one)
    chosen = [best[group] for group in headings if group in best]
    return chosen, list(_told(sheets, seen, chosen))


def _ours(sheet: Sheet) -> bool:
    """Whether a sheet was written by us to be read by people: instructions, lists, the errors of a marked workbook."""
    return lists_errors(sheet) or sheet.name in (SHEETS.read_me, SHEETS.lists)


def lists_errors(sheet: Sheet) -> bool:
    """Whether a sheet is the list of errors of a marked workbook, in whatever language."""
    first = sheet.columns[0].cell(0) if sheet.columns else ""
    return sheet.name.startswith(SHEETS.errors) and written(first).startswith(MARKED)


def _left_hidden(one: Found, found: list[Found]) -> bool:
    """Whether a hidden sheet is the one of our workbook and no other has its group: its cases are not to be lost."""
    others = any(other.group == one.group and not other.sheet.hidden for other in found)
    return one.sheet.name in (SHEETS.results, SHEETS.effort) and not others


def _candidates(sheet: Sheet, headings: Mapping[Group, Headings]) -> Iterator[Found]:
    """The group whose headings a sheet has most of, if it has enough of any."""
    headers = {group: known.header(sheet) for group, known in headings.items()}
    group, header = max(headers.items(), key=lambda each: each[1].known if each[1] else 0)
    said = headings[group].said.row(sheet) is not None
    if header and (said or header.known >= min(LEAST_KNOWN, sum(1 for words in header.words if words))):
        yield Found(group, headings[group], sheet, header)


def _told(sheets: list[Sheet], seen: list[Found], chosen: list[Found]) -> Iterator[Problem]:
    """What the person should know about the sheets that were and were not read."""
    read = {id(one.sheet) for one in chosen}
    hidden = tuple(sheet.name for sheet in sheets if sheet.hidden and id(sheet) not in read)
    if hidden:
        yield Problem.of("R-121", params={"sheets": hidden})
    for one in chosen:
        name = one.sheet.name
        if one.sheet.hidden:
            yield Problem.of("R-122", sheet=name, params={"name": name})
        twins = [other for other in seen if other.group == one.group and id(other.sheet) not in read]
        others = tuple(twin.sheet.name for twin in twins if twin.sheet.length > twin.header.last + 1)
        if others:
            yield Problem.of("R-124", sheet=name, params={"name": name, "sheets": others})


def _first_sheet(sheets: list[Sheet], headings: Mapping[Group, Headings]) -> list[Found]:
    """The sheet and group whose headings its own most resemble, else the first, so that its columns can be named by hand."""
    seen = [each for each in sheets if not each.hidden] or sheets
    likely = [(known.likely_header(sheet), sheet, group) for sheet in seen for group, known in headings.items()]
    (_, header), sheet, group = max(likely, key=lambda each: each[0][0])
    return [Found(group, headings[group], sheet, header)]
