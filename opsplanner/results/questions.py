"""What the pages of an upload ask: what each column holds, which are still needed, how dates are written, what values mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from opsplanner.core.text import Text, fold
from opsplanner.records.check import Checked
from opsplanner.records.choose import NONE_KNOWN
from opsplanner.records.field import Field
from opsplanner.records.headings import SKIP
from opsplanner.records.problem import Problem
from opsplanner.records.taken import DOUBLED, Leftover
from opsplanner.results.services import Looked, column_errors
from opsplanner.results.telling import Told, tell

NOT_SAID = "?"
MISSING = ("R-201", "R-206")
NOT_LISTED = "R-012"
MOST_FOUND, MOST_VALUES = 10, 50
# Longer lists are typed into with suggestions: a page with fifty menus of all countries is too heavy.
MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Question:
    """One column asked about: what is chosen to begin with, why, and what may be chosen, the likeliest first."""

    column: Leftover
    chosen: str
    because: str
    doubled: bool
    groups: Sequence[tuple[str, Sequence[Field]]]

    @property
    def place(self) -> str:
        """What tells the question from all others on the page."""
        return f"{self.column.group[0]}-{self.column.column}"


@dataclass(frozen=True, slots=True)
class Need:
    """A field that has no column yet, and the heading that is proposed for it, if any."""

    label: Text
    proposed: str


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """Everything the step "Columns" shows; `found` are problems of the columns that are known already, `strange` that none is,
    `clashes` where several columns answer to one field.
    """

    questions: Sequence[Question]
    needed: Sequence[Need]
    found: Sequence[Told]
    more: int
    notices: Sequence[Told]
    clashes: Sequence[Told]
    strange: bool


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """A value that is in no list, where, and what it may mean; `choices` is empty where the list is long."""

    field: Field
    value: str
    count: int
    cells: Sequence[str]
    suggestion: str
    choices: Sequence[tuple[str, str]]


def column_questions(looked: Looked, lang: str) -> ColumnPage:
    """The questions with what is still needed; answers given before are chosen, then what is proposed, never one field twice."""
    problems = looked.checked.problems
    missing = {str(each.params.get("key", each.field)): each for each in problems if each.code in MISSING}
    chosen = _chosen(looked)
    template = looked.checked.matched.template
    questions = [
        Question(
            each,
            chosen[each.name],
            _why(each, chosen[each.name], looked.answers),
            _is_doubled(each),
            _groups(each, template.at(*each.group), missing),
        )
        for each in looked.questions
    ]
    headings = {chosen[each.name]: each.heading or each.column for each in looked.questions}
    cells = [
        each
        for each in problems
        if each.tier in ("cells", "cross") and each.severity != "notice" and each.code != "R-032"
    ]
    notices = [tell(each, lang) for each in problems if each.tier == "file"]
    return ColumnPage(
        questions,
        [Need(each.params["label"], headings.get(key, "")) for key, each in missing.items()],
        [tell(each, lang) for each in cells[:MOST_FOUND]],
        max(len(cells) - MOST_FOUND, 0),
        notices,
        [tell(each, lang) for each in problems if each.code == DOUBLED],
        any(each.code == NONE_KNOWN for each in problems),
    )


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
    return {key: [label for _code, label in _choices(field, lang)] for key, field in fields.items()}


def _chosen(looked: Looked) -> dict[str, str]:
    """By column name the field chosen to begin with: as answered before; as proposed where no answer holds that field."""
    said = {each.name: looked.answers[each.name] for each in looked.questions if each.name in looked.answers}
    held = set(said.values())
    return {
        each.name: said.get(each.name, NOT_SAID if _is_doubled(each) else _free(each.proposal.field, held))
        for each in looked.questions
    }


def _free(field: str | None, held: set[str]) -> str:
    return field if field and field not in held else SKIP


def _is_doubled(column: Leftover) -> bool:
    return column.proposal.by == "heading" and column.proposal.field is None


def _why(column: Leftover, chosen: str, answers: Mapping[str, str]) -> str:
    if column.name in answers:
        return _("as answered before")
    if _is_doubled(column):
        return _("another column answers to the same; choose one")
    if not chosen:
        return ""
    return _("proposed by the heading") if column.proposal.by == "heading" else _("proposed by the values")


def _groups(
    column: Leftover, fields: Sequence[Field], missing: Mapping[str, Problem]
) -> list[tuple[str, Sequence[Field]]]:
    by_key = {field.key: field for field in fields}
    likely = [by_key[key] for key in column.proposal.likely if key in by_key]
    needed = [field for field in fields if field.key in missing and field not in likely]
    others = [field for field in fields if field not in likely and field not in needed]
    groups = [(_("Likely"), likely), (_("Still needed"), needed), (_("Others"), others)]
    return [(label, found) for label, found in groups if found]


def _value(field: Field, problems: Sequence[Problem], lang: str) -> ValueQuestion:
    suggestion = next((each.suggestion for each in problems if each.suggestion), None) or ""
    choices = _choices(field, lang)
    short = len(choices) <= MOST_CHOICES
    return ValueQuestion(
        field,
        str(problems[0].params["value"]),
        sum(each.count for each in problems),
        [cell for each in problems for cell in each.cells][:3],
        suggestion if short or not suggestion else dict(choices)[suggestion],
        choices if short else (),
    )


def _choices(field: Field, lang: str) -> list[tuple[str, str]]:
    options = field.options
    return [(code, options.label(code, lang)) for code in options.codes] if options else []
