"""From a file as read to tables: the right sheets, their headings matched to fields, leftovers named, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from opsplanner.core.text import clean
from opsplanner.records.choose import NO_ROWS, NONE_KNOWN, Found, Group, choose
from opsplanner.records.headings import Headings
from opsplanner.records.likely import mostly_values
from opsplanner.records.problem import Problem
from opsplanner.records.said import NOTHING_SAID, Said
from opsplanner.records.sheet import Book
from opsplanner.records.stamp import FOREIGN, NO_STAMP, Stamp, check_stamp, read_stamp
from opsplanner.records.table import ANSWERS, EFFORT, RESULTS, Table, data_rows
from opsplanner.records.taken import FileColumn, Taken
from opsplanner.records.template import Template


@dataclass(frozen=True)
class Matched:
    """The tables of a file by what they hold, with the problems of the tiers "file" and "columns".

    `matched` counts the columns that name a field; `leftovers` are the columns with data that are not stored; `headings` are the
    words taken for headings; `language` is the sheet's. `origin` are the tables as they stand in the file when cells of them were
    put right: how the file writes numbers and dates is told by these alone.
    """

    template: Template
    format: str
    tables: Mapping[Group, Table]
    problems: tuple[Problem, ...] = ()
    matched: int = 0
    leftovers: tuple[FileColumn, ...] = ()
    headings: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"
    stamp: Stamp = NO_STAMP
    origin: Mapping[Group, Table] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether the cells cannot be looked at: a file that cannot be taken, or headings of which none is known."""
        return any(
            problem.is_error and (problem.tier == "file" or problem.code == NONE_KNOWN) for problem in self.problems
        )

    @property
    def headless(self) -> bool:
        """Whether what was taken for headings is rather a row of data: no words to be remembered."""
        return any(mostly_values(words, self.template.at(*group)) for group, words in self.headings.items())


def match(
    book: Book,
    template: Template,
    memory: Mapping[str, str] | None = None,
    most_rows: int = 200_000,
    earlier: Template | None = None,
    said: Said = NOTHING_SAID,
) -> Matched:
    """Match a file to a template. `memory`: what headings of this Member's own sheets mean, "" for "do not import";
    `earlier`: the version that the file was made with, when that is no longer the one in force; `said`: of this very file.
    """
    stamp = read_stamp(book)
    chosen, told = _choose(book, template, memory, said)
    later = template.demanded_since(earlier) if earlier else frozenset()
    taken = [_taken(one, template, later) for one in chosen]
    tables = {each.found.group: each.table() for each in taken}
    problems = [*book.problems, *check_stamp(stamp, template), *told]
    for each in taken:
        problems += each.left_out()
        if each.kept.rows.size or each is taken[0]:
            problems += each.columns(template)
    length = sum(table.length for table in tables.values())
    if tables and not length:
        problems.append(Problem.of(NO_ROWS))
    if length > most_rows:
        # Nothing else matters yet: a file that has to be cut is looked at again piece by piece.
        problems = [*book.problems, Problem.of("R-111", params={"most": most_rows})]
    return Matched(
        template,
        book.format,
        tables,
        _pointing(problems),
        sum(one.header.known for one in chosen),
        tuple(leftover for each in taken for leftover in each.leftovers),
        {one.group: one.header.words for one in chosen},
        stamp.language or _language(chosen),
        stamp,
    )


def _pointing(problems: list[Problem]) -> tuple[Problem, ...]:
    """Of a sheet that is not to be sent nobody is told that it is empty: rows in it, or nil, would help nobody."""
    foreign = any(each.code in FOREIGN for each in problems)
    return tuple(each for each in problems if not (foreign and each.code == NO_ROWS))


def every_column(
    book: Book, template: Template, memory: Mapping[str, str] | None = None, said: Said = NOTHING_SAID
) -> tuple[FileColumn, ...]:
    """All columns with data, also those that are recognised, each with its first values: for asking what they hold."""
    chosen, _told = _choose(book, template, memory, said)
    return tuple(column for one in chosen for column in _taken(one, template, frozenset()).every)


def _choose(
    book: Book, template: Template, memory: Mapping[str, str] | None, said: Said
) -> tuple[list[Found], list[Problem]]:
    groups = [group for group in (RESULTS, EFFORT, ANSWERS) if template.at(*group)]
    ours = clean(read_stamp(book).operation) == template.operation
    return choose(book, {group: Headings(template.at(*group), memory or {}, said, ours) for group in groups})


def _taken(found: Found, template: Template, later: frozenset[str]) -> Taken:
    rows = data_rows(found.sheet, found.header, template, _identity(template, found.group))
    return Taken(found, rows, later & {field.key for field in template.at(*found.group)})


def _identity(template: Template, group: Group) -> str:
    """The field that names a row: the first that is always asked."""
    fields = template.at(*group)
    return next((field.key for field in fields if field.required.is_always), fields[0].key)


def _language(chosen: list[Found]) -> str:
    """The language of the headings of the first sheet."""
    return chosen[0].headings.language(chosen[0].header.words) if chosen else "en"


def match_form(template: Template, tables: Mapping[Group, Table], language: str = "en") -> Matched:
    """Posted forms need no matching: their answers come named."""
    return Matched(template, "form", tables, language=language)
