"""Upload: a Member's sheet from bytes to stored rows, against the least that reading and storing it can take, and against its peers."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

import python_calamine

from bench import peers
from bench.report import Section
from bench.table import Table
from bench.timing import Timing, take
from bench.upload.ours import Bench
from bench.upload.sheet import COLUMNS, rules, workbook
from opsplanner.records.guard import Upload

SIZES = (1_000, 10_000, 100_000)
BAD = 0.05
# Beyond so many rows a peer runs once, or not at all where that alone would take a quarter of an hour.
ONCE_FROM, FRICTIONLESS_TO = 100_000, 10_000
HERE = Path(__file__).parent
NOTES = [
    "The floor is calamine reading the workbook in the same process and `executemany` into one table without an index; "
    "ours is the whole service call: it starts a guarded child process, checks every cell and every cross rule, and stores cases, "
    "lines, packed columns, the file itself and an audit entry.",
    "pandas reads with openpyxl, checks the same columns in a loop over the rows (lists with all their words, dates, decimals, HS, "
    "containers, what is required when, cases that differ, lines that stand twice) and stores the same three tables with `add_all`, "
    "in memory and in an environment of its own; from 100,000 rows on it ran once.",
    "frictionless checks types, required cells and lists, no conditions and nothing across rows, and stores nothing; it ran once.",
    "With 5 % bad cells nothing is stored by us nor by pandas; the floor still stores all.",
    "The web process takes the file in and answers every page of it: the steps, the last page of the grid, the receipt. A file of "
    "100,000 rows is read and stored by the worker, and its pages are made by a process of their own that ends with each.",
]


def floor(content: bytes, path: Path) -> None:
    """The least: the sheet read by calamine, the same cells stored by the driver."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    cells = sheet.to_python()[1:]
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE plain ({', '.join(COLUMNS)})")
    plain = ([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in cells)
    connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(COLUMNS))})", plain)
    connection.commit()
    connection.close()


def peer(name: str, script: str, content: bytes, runs: int) -> tuple[Timing, float]:
    """A peer in its own environment: the times, and by how many megabytes its process grew."""
    with tempfile.TemporaryDirectory() as folder:
        sheet, asked = Path(folder) / "results.xlsx", Path(folder) / "rules.json"
        sheet.write_bytes(content)
        asked.write_text(json.dumps(rules()), encoding="utf-8")
        *seconds, grown = peers.run(name, HERE / script, str(sheet), str(asked), str(runs)).split()
    return Timing(tuple(map(float, seconds))), float(grown)


def grown(content: bytes, what: str) -> float:
    """By how many megabytes a fresh process of ours grows that takes a file in and shows it, or reads and stores it."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-m", "bench.upload.memory", file.name, what]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def run(quick: bool = False) -> Section:
    """Clean sheets and sheets with 5 % bad cells: time against the floor and the peers, and memory."""
    notes = list(NOTES)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bench = Bench(folder)
        tables = [_table(bench, folder, bad, quick, notes) for bad in (0.0, BAD)]
    promise = (
        "At most 2.5 times the floor, 1,000 rows under 0.5 s, at least 10 times faster than pandas with an ORM, "
        "and a web process that grows at most 60 MB."
    )
    return Section("Upload", promise, tables, notes)


def _table(bench: Bench, folder: Path, bad: float, quick: bool, notes: list[str]) -> Table:
    name = f"{BAD:.0%} bad cells" if bad else "Clean sheet"
    table = Table(f"{name}, {len(COLUMNS)} columns, rows", "floor")
    plain = folder / "plain.sqlite"
    for size in SIZES[:2] if quick else SIZES:
        content = workbook(size, bad)
        upload = Upload.of("results.xlsx", content)
        table.add("floor", size, take(partial(floor, content, plain), before=partial(plain.unlink, missing_ok=True)))
        table.add("OpsPlanner", size, take(partial(bench.deliver, upload), before=bench.reset))
        memory = [
            f"web process {grown(content, 'web'):.0f} MB",
            f"whole service call {grown(content, 'store'):.0f} MB",
        ]
        if not quick:
            timing, more = peer("pandas", "pandas_peer.py", content, 3 if size < ONCE_FROM else 1)
            table.add("pandas + ORM", size, timing)
            memory.append(f"pandas {more:.0f} MB")
        if not quick and size <= FRICTIONLESS_TO:
            timing, more = peer("frictionless", "frictionless_peer.py", content, 1)
            table.add("frictionless, checks only", size, timing)
            memory.append(f"frictionless {more:.0f} MB")
        notes.append(f"Memory, {name.lower()}, {size:,} rows: {', '.join(memory)} more than before.")
    return table
