"""A file that cannot be read at all, answered in the same form as one that can."""

from __future__ import annotations

from pathlib import PurePath

from opsplanner.records.check import Checked
from opsplanner.records.match import Matched
from opsplanner.records.problem import Problem
from opsplanner.records.template import Template


def refused(problem: Problem, template: Template, name: str) -> Checked:
    """The answer to a file of this name that cannot be read."""
    form = PurePath(name).suffix.lower().lstrip(".")
    return Checked(Matched(template, form, {}, (problem,)), (problem,))
