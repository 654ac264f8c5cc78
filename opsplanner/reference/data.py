"""Reads the data files beside it: UTF-8 csv with a header, one dictionary a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Each row of data/<name>.csv by column name; a missing cell is an empty text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, restval="")


def several(cell: str) -> tuple[str, ...]:
    """The texts of a cell that holds several, separated by a bar."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
