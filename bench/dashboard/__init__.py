"""The dashboard: one chart and a whole page under filters never asked before, after one more submission, and at first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import count, product
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.dashboard.datasette import serving
from bench.dashboard.platform import Platform
from bench.dashboard.rows import LINES_OF_A_SUBMISSION, SMALL, WORDS, batch
from bench.report import Section
from bench.table import Table
from bench.timing import take
from opsplanner.figures import cache

OURS = "OpsPlanner"
SQL = """
SELECT case_row.transport_mode, count(*) FROM result_case
JOIN case_row ON case_row.case_id = result_case.id AND case_row.submission_id = result_case.current_id
WHERE result_case.operation_id = 1 AND case_row.direction = ? GROUP BY 1
"""
PROMISE = (
    "Goals: one chart under a new filter at most 10 ms at a million goods lines, at least 50 times faster than the peer; "
    "a whole page of eight charts and key figures 60 ms at a million lines and 300 ms at five; one more submission of "
    "5,000 lines at most 50 ms more; the first page of a fresh process 0.1 s at ten thousand lines, 2 s at a million."
)


def run(quick: bool) -> Section:
    """At sizes of ten times each; above a million lines without the peers, who ask stored rows."""
    chart = Table("One chart under a new filter, over HTTP (plain SQL: without)", against=OURS)
    page = Table("The whole page", against="new filter")
    sizes = (1_000, 10_000) if quick else (1_000, 10_000, 100_000, 1_000_000, 5_000_000)
    with TemporaryDirectory() as folder:
        for lines in sizes:
            peers = lines <= 1_000_000
            with Platform(Path(folder), lines, SMALL, with_rows=peers) as platform:
                platform.get("dashboard")
                platform.get("dashboard/chart/by_mode.json")
                _pages(platform, lines, page)
                _charts(platform, lines, chart, peers)
    notes = [
        "Three goods lines a case, submissions of 5,000 lines, fifty Members, four periods; SQLite.",
        "The whole page is its HTML with the tables of all charts; every request signs in, checks access and asks the "
        "database whether anything changed. No answer is kept: each run has a filter that was not asked before.",
        "The peer counts the rows of cases by mode of transport where the direction is one of six, by its facets and by "
        "the same statement as plain SQL.",
    ]
    return Section("Dashboard", PROMISE, [chart, page], notes)


def _pages(platform: Platform, lines: int, table: Table) -> None:
    """First page, pages under new filters, and the page after one more submission."""
    fresh = _fresh()
    table.add("first in a fresh process", lines, take(lambda: platform.get("dashboard"), before=cache.clear))
    table.add("new filter", lines, take(lambda: platform.get(f"dashboard?{next(fresh)}")))
    numbers = count(platform.number + 1)

    def send() -> None:
        with platform.app.app_context():
            platform.add(batch(next(numbers), LINES_OF_A_SUBMISSION, SMALL))

    after = take(lambda: platform.get(f"dashboard?{next(fresh)}"), before=send)
    table.add("new filter, one more submission", lines, after)


def _charts(platform: Platform, lines: int, table: Table, peers: bool) -> None:
    """The same chart by each contestant; each run filters by another direction."""
    table.add(OURS, lines, take(_turning(lambda word: platform.get(f"dashboard/chart/by_mode.json?direction={word}"))))
    if not peers:
        return
    database = sqlite3.connect(platform.path)
    table.add("plain SQL", lines, take(_turning(lambda word: database.execute(SQL, [word]).fetchall())))
    database.close()
    with serving(platform.path) as datasette:
        table.add("Datasette, facet", lines, take(_turning(datasette.facet)))
        table.add("Datasette, SQL", lines, take(_turning(lambda word: datasette.query(SQL, word))))


def _turning(ask: Callable[[str], object]) -> Callable[[], object]:
    """Asks for another direction each time."""
    words = iter(WORDS["direction"])
    return lambda: ask(next(words))


def _fresh() -> Iterator[str]:
    """Pairs of filters, each once."""
    pairs = product(WORDS["record_kind"], WORDS["country_departure"])
    return (f"record_kind={kind}&country_departure={country}" for kind, country in pairs)
