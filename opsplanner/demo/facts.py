"""What the demo is made of, read from its data files: public facts, assumptions marked as such, and words to invent with."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from opsplanner.reference.codes import code_list
from opsplanner.reference.countries import is_wco_member

DATA = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """A JSON file of the demo."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """A CSV file of the demo."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def wco_members() -> tuple[str, ...]:
    """Members that are countries, by code: those from which assumed rosters are drawn."""
    return tuple(code for code in sorted(code_list("country").codes) if is_wco_member(code) and code != "EU")
