"""Reads and writes the csv tables of the build scripts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "opsplanner" / "reference" / "data"


def read(name: str) -> list[dict[str, str]]:
    """The rows of a hand-kept table beside this script."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Replace data/<name>.csv of the reference package."""
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
