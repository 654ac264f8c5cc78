"""What the columns and values of a Member's own sheets mean: as remembered, as answered for one draft, and the check made with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import current_app

from opsplanner.core import clock
from opsplanner.core.text import clean
from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.dates import Order
from opsplanner.records.match import Matched, every_column, match
from opsplanner.records.patches import Patches, mend
from opsplanner.records.problem import Problem
from opsplanner.records.said import Said
from opsplanner.records.sheet import Book
from opsplanner.records.stamp import read_stamp
from opsplanner.records.taken import FileColumn
from opsplanner.records.template import Template
from opsplanner.results.services.effort import against_stored
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.history import against_history
from opsplanner.results.services.layouts import remembered_rows
from opsplanner.results.services.remembering import (
    DATES,
    remembered_constants,
    remembered_headings,
    remembered_values,
)
from opsplanner.results.services.templates import read_version, template_of, versions_of

AS_IN_FILE = Patches()


def match_book(entry: Entry, book: Book, choices: Mapping[str, Any], patches: Patches = AS_IN_FILE) -> Matched:
    """A book matched with what its headings were said to mean, and with the cells that were put right."""
    template, memory, said = _told(entry, book, choices)
    earlier = _earlier(entry, book, choices, template)
    matched = match(book, template, memory, current_app.config["MAX_ROWS"], earlier, said)
    if matched.stamp.practice and not choices.get("rehearsal"):
        # Its invented cases would stand among the real ones.
        matched = replace(matched, problems=(*matched.problems, Problem.of("R-136")))
    return mend(matched, patches)


def every_column_of(entry: Entry, book: Book, choices: Mapping[str, Any]) -> tuple[FileColumn, ...]:
    """All columns of a file with data, with what each is taken for now."""
    return every_column(book, *_told(entry, book, choices))


def check_book(entry: Entry, book: Book, choices: Mapping[str, Any], patches: Patches = AS_IN_FILE) -> Checked:
    """The same, checked with what its values were said to mean."""
    checked = check(match_book(entry, book, choices, patches), _setting(entry, choices))
    rehearsal = bool(choices.get("rehearsal"))
    return against_history(entry, against_stored(entry, checked, rehearsal), rehearsal)


def column_errors(checked: Checked) -> list[Problem]:
    """Columns that are missing or doubled, or of which none is known; those of effort count only where there is nothing else."""
    effort = {table.sheet for group, table in checked.matched.tables.items() if "effort" in group}
    aside = effort if checked.results is not None else set()
    return [each for each in checked.problems if each.tier == "columns" and each.is_error and each.sheet not in aside]


def constants_of(entry: Entry, choices: Mapping[str, Any]) -> dict[str, str]:
    """By field the one answer for all rows: what is remembered, and over it what was said about this draft."""
    found = {**remembered_constants(entry.participation.organisation_id), **choices.get("constants", {})}
    return {key: text for key, text in found.items() if text}


def _told(entry: Entry, book: Book, choices: Mapping[str, Any]) -> tuple[Template, dict[str, str], Said]:
    """The template, what headings are remembered to mean, and what was said about this draft or such a layout."""
    member = entry.participation.organisation
    template = template_of(entry.operation).of(member.code)
    rows = {**remembered_rows(member.id, book), **choices.get("header_rows", {})}
    said = Said(choices.get("columns", {}), rows, constants_of(entry, choices))
    return template, remembered_headings(member.id), said


def _earlier(entry: Entry, book: Book, choices: Mapping[str, Any], template: Template) -> Template | None:
    """The version on the stamp of a file, or, where it has none, in force when its draft was begun; None when still in force.

    What was asked since then is asked row by row: nobody could have answered it in a column of the file.
    """
    stamp = read_stamp(book)
    number = stamp.version if clean(stamp.operation) == template.operation else choices.get("version", 0)
    if not 0 < number < template.version:
        return None
    return next((read_version(each) for each in versions_of(entry.operation) if each.number == number), None)


def _setting(entry: Entry, choices: Mapping[str, Any]) -> Setting:
    """What is remembered of values and dates, and over it what was said about this draft."""
    values = remembered_values(entry.participation.organisation_id)
    orders, habits = _orders(choices.get("values", {})), _orders(values)
    for key, said in choices.get("values", {}).items():
        values[key] = {**values.get(key, {}), **said}
    return Setting(clock.now(), orders, habits, values)


def _orders(values: Mapping[str, Mapping[str, str]]) -> dict[str, Order]:
    return {key: Order(said[DATES]) for key, said in values.items() if said.get(DATES) in set(Order)}
