"""What the step "Check" asks first: what the values mean that are in no list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opsplanner.core.text import fold
from opsplanner.records.check import Checked
from opsplanner.records.field import Field
from opsplanner.records.problem import Problem
from opsplanner.results.services import column_errors

NOT_LISTED = "R-012"
MOST_VALUES = 50
# Longer lists are typed into with suggestions: a page with fifty menus of all countries is too heavy.
MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """A value that is in no list, where, and what it may mean; `choices` is empty where the list is long."""

    field: Field
    value: str
    count: int
    cells: Sequence[str]
    suggestion: str
    choices: Sequence[tuple[str, str]]


def value_questions(checked: Checked, lang: str) -> list[ValueQuestion]:
    """The distinct values in no list, most frequent first; one that stands among others in cells is asked once."""
    if column_errors(checked):
        return []
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in checked.problems:
        if problem.code == NOT_LISTED and problem.field:
            found.setdefault((problem.field, fold(str(problem.params["value"]))), []).append(problem)
    fields = checked.matched.template.by_key
    questions = [_value(fields[key], problems, lang) for (key, _folded), problems in found.items()]
    return sorted(questions, key=lambda each: -each.count)[:MOST_VALUES]


def long_lists(questions: Sequence[ValueQuestion], lang: str) -> Mapping[str, Sequence[str]]:
    """The labels of the lists that are typed into, by field."""
    fields = {each.field.key: each.field for each in questions if not each.choices}
    return {key: [label for _code, label in choices_of(field, lang)] for key, field in fields.items()}


def _value(field: Field, problems: Sequence[Problem], lang: str) -> ValueQuestion:
    suggestion = next((each.suggestion for each in problems if each.suggestion), None) or ""
    choices = choices_of(field, lang)
    short = len(choices) <= MOST_CHOICES
    return ValueQuestion(
        field,
        str(problems[0].params["value"]),
        sum(each.count for each in problems),
        [cell for each in problems for cell in each.cells][:3],
        suggestion if short or not suggestion else dict(choices)[suggestion],
        choices if short else (),
    )


def choices_of(field: Field, lang: str) -> list[tuple[str, str]]:
    """The codes of a field's list with their labels; empty where it has none."""
    options = field.options
    return [(code, options.label(code, lang)) for code in options.codes] if options else []
