"""Lists, details and the board, as the secretariat and as one Member see them: within the application, by goods lines stored."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.dashboard.platform import MEMBER, SECRETARIAT, Platform
from bench.dashboard.rows import LINES_OF_A_SUBMISSION, WHOLE
from bench.report import Section
from bench.table import Table
from bench.timing import take

RUNS = 40
CASES = "results/cases"
PAGES = {
    "cases": CASES,
    "cases by date": f"{CASES}?from=2026-03-03&to=2026-03-09",
    "cases by class": f"{CASES}?class=strategic",
    "cases, words found once": f"{CASES}?q=BNCU{LINES_OF_A_SUBMISSION + 1:07}",
    "cases, words found everywhere": f"{CASES}?q=border",
    "cases, words found nowhere": f"{CASES}?q=nowhere",
    "cases, a filter that nothing matches": f"{CASES}?handling=GREEN",
    "cases, last page": f"{CASES}?page=99999999",
    "cases by reference": f"{CASES}?sort=reference",
    "cases by Member": f"{CASES}?sort=member",
    "cases by kind": f"{CASES}?sort=kind",
    "cases by mode": f"{CASES}?sort=mode",
    "cases, oldest first": f"{CASES}?sort=date",
    "one case": f"{CASES}/{LINES_OF_A_SUBMISSION + 1}",
    "submissions": "results/submissions",
    "one submission": "results/submissions/1",
    "returns": "results/",
    "overview": "",
    "board": "board",
}
PROMISE = (
    "Goals at a million goods lines, 190 Members and 31 periods: 95 of 100 requests of any list or detail within 50 ms, "
    "of the board within 100 ms; the number of questions to the database does not grow (held by tests)."
)


def run(quick: bool) -> Section:
    """Every page at sizes of ten times each, for either person."""
    tables = {person: Table(f"As the {person}", tails=True) for person in (SECRETARIAT, MEMBER)}
    for lines in (10_000,) if quick else (10_000, 100_000, 1_000_000):
        with TemporaryDirectory() as folder:
            platform = Platform(Path(folder), lines, WHOLE, with_rows=True)
            gc.collect()
            gc.freeze()  # as the server's process does once it has started
            for person, table in tables.items():
                for name, address in PAGES.items():
                    ask = partial(platform.answer, address, person)
                    ask()
                    table.add(name, lines, take(ask, runs=5 if quick else RUNS))
    notes = [
        "Three goods lines a case, submissions of 5,000 lines, 190 Members, 31 periods; SQLite. The Member holds the rows of its "
        "own submissions only.",
        "Whole requests inside the application: sign-in, access, questions to the database, the page. The first request of each "
        "page, which reads columns or texts that nobody asked for before, is not counted.",
    ]
    return Section("Lists", PROMISE, list(tables.values()), notes)
