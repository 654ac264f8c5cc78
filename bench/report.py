"""docs/benchmarks.md: one section a benchmark, replaced whole when that benchmark runs again."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.table import Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made by `make bench`. Times are ratios or server times taken in one run on one machine; what counts is the ratio and the slope
(1: in step with the size). Nothing timed is a test.
"""


@dataclass
class Section:
    """One benchmark: its name, the promise it looks at, its tables, and what a reader should know of how they were taken."""

    name: str
    promise: str
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """As Markdown, dated, with the machine it ran on."""
        machine = f"*{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores*"
        notes = "\n".join(f"- {note}" for note in self.notes)
        parts = [f"## {self.name}", self.promise, *(table.text() for table in self.tables), notes, machine]
        return "\n\n".join(part for part in parts if part) + "\n"


def write(section: Section, page: Path = PAGE) -> None:
    """Replaces the section of that name, or adds it at the end."""
    old = page.read_text(encoding="utf-8") if page.exists() else HEAD
    sections = re.split(r"(?m)^(?=## )", old)
    kept = [part.rstrip("\n") + "\n" for part in sections]
    place = next((n for n, part in enumerate(kept) if part.startswith(f"## {section.name}\n")), None)
    if place is None:
        kept.append(section.text())
    else:
        kept[place] = section.text()
    page.write_text("\n".join(kept), encoding="utf-8")
