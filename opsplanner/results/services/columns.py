"""What the columns of a Member's own sheets mean: as remembered, as answered for one draft, and the check made with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import current_app

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.dates import Order
from opsplanner.records.headings import normal
from opsplanner.records.match import match
from opsplanner.records.sheet import Book
from opsplanner.results.models import ColumnMemory
from opsplanner.results.services.effort import against_stored
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.templates import template_of

SKIP = ""
# Columns that are missing or doubled: the answers about columns, remembered ones too, are then asked again.
UNSETTLED = frozenset({"R-201", "R-202", "R-206"})


def check_book(entry: Entry, book: Book, choices: Mapping[str, Any]) -> Checked:
    """A book checked with what its headings were said to mean."""
    # A column that is not imported stays a leftover, so that the confirm page can name it.
    memory = {heading: key for heading, key in meanings(entry, choices).items() if key != SKIP}
    template = template_of(entry.operation).of(entry.participation.organisation.code)
    order = Order(choices["order"]) if choices.get("order") else None
    checked = check(match(book, template, memory, current_app.config["MAX_ROWS"]), Setting(clock.now(), order))
    return against_stored(entry, checked)


def unsettled(checked: Checked) -> bool:
    """Whether a column is missing or doubled."""
    return any(problem.code in UNSETTLED for problem in checked.problems)


def meanings(entry: Entry, choices: Mapping[str, Any]) -> dict[str, str]:
    """What is remembered of headings, and over it what was said about this draft."""
    return {**remembered(entry), **{normal(heading): key for heading, key in choices.get("columns", {}).items()}}


def remembered(entry: Entry) -> dict[str, str]:
    """What the Member said of headings of its own sheets, by heading."""
    found = db.session.execute(
        sa.select(ColumnMemory.header, ColumnMemory.field).where(
            ColumnMemory.organisation_id == entry.participation.organisation_id
        )
    )
    return {header: key for header, key in found.all()}  # noqa: C416 - a row is no pair to the checker
