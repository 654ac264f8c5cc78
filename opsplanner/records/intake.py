"""The whole way of a stranger's file, from bytes to what is to be said about it; page, command and job all take it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.match import Matched, match
from opsplanner.records.problem import Problem
from opsplanner.records.template import Template


def examine(
    upload: Upload | Problem,
    template: Template,
    setting: Setting,
    memory: Mapping[str, str] | None = None,
    most_rows: int = 200_000,
) -> Checked:
    """Read, match and check a file; a file that cannot be read is told like any other problem."""
    if isinstance(upload, Problem):
        return refused(upload, template, "")
    book = read_sheet(upload, most_rows)
    if isinstance(book, Problem):
        return refused(book, template, upload.name)
    return check(match(book, template, memory, most_rows), setting)


def refused(problem: Problem, template: Template, name: str) -> Checked:
    """The answer to a file that cannot be read."""
    form = PurePath(name).suffix.lower().lstrip(".")
    return Checked(Matched(template, form, {}, (problem,)), (problem,))
