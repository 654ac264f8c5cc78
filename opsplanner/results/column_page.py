"""What the step "Columns" of an upload asks: what each column holds, what stands for those that are missing, how dates are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import digits

from flask_babel import gettext as _

from opsplanner.records.choose import NONE_KNOWN
from opsplanner.records.constant import NO, YES, constant_cell, may_be_constant
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.said import SKIP
from opsplanner.records.sentences import phrase, sentence
from opsplanner.records.taken import DOUBLED, FOR_ALL, FileColumn
from opsplanner.records.template import Template
from opsplanner.results.date_orders import DateOrder, asked_orders, known_orders
from opsplanner.results.questions import MOST_CHOICES, choices_of
from opsplanner.results.services import AskedColumns, Left, column_errors
from opsplanner.results.telling import Told, tell

NOT_SAID = "?"
MISSING = ("R-201", "R-206")
NOT_ASKED = ("R-032",)
MOST_FOUND = 10
NOTHING_LEFT = Left((), ())


@dataclass(frozen=True, slots=True)
class Question:
    """One column asked about: what is chosen to begin with, why, and what may be chosen, the likeliest first."""

    column: FileColumn
    chosen: str
    because: str
    groups: Sequence[tuple[str, Sequence[Field]]]

    @property
    def place(self) -> str:
        """What tells the question from all others on the page."""
        return f"{self.column.group[0]}-{self.column.column}"


@dataclass(frozen=True, slots=True)
class Need:
    """A field that has no column: the heading that is proposed for it, if any; what all rows may hold of it, as it was given
    or `typed`, and what is wrong with that. `choices` is empty where the list is long, `listed` where there is none.
    """

    field: Field
    proposed: str
    may_be_constant: bool
    given: str
    choices: Sequence[tuple[str, str]]
    listed: Sequence[str]
    wrong: str


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """Everything the step shows; `known` are the columns that need no question, `open` that they are to be looked at; `found` are
    problems of theirs that are known already, `strange` that no heading is, `clashes` where several columns answer to one field;
    `dates` ask how the dates of a column are written, `dates_known` tell how they were read.
    """

    questions: Sequence[Question]
    known: Sequence[Question]
    open: bool
    needed: Sequence[Need]
    found: Sequence[Told]
    more: int
    notices: Sequence[Told]
    clashes: Sequence[Told]
    strange: bool
    dates: Sequence[DateOrder]
    dates_known: Sequence[DateOrder]

    @property
    def columns(self) -> int:
        """How many columns with data the file has."""
        return len(self.questions) + len(self.known)

    @property
    def proposed(self) -> Sequence[Need]:
        """Those for which a column is proposed."""
        return [each for each in self.needed if each.proposed and not each.given and not each.wrong]

    @property
    def doubled(self) -> Sequence[tuple[str, str]]:
        """What is said of each clash, with the place of the first column that it is about."""
        places = {each.column.column: each.place for each in reversed(self.questions)}
        return [(each.sentence, places.get(each.cells[0].rstrip(digits), "")) for each in self.clashes]

    @property
    def wrong(self) -> Sequence[Need]:
        """Those whose answer for all rows cannot be kept, and those that a reply left without one."""
        return [each for each in self.needed if each.wrong]


def column_page(
    asked: AskedColumns,
    lang: str,
    every: bool = False,
    typed: Mapping[str, str] | None = None,
    left: Left = NOTHING_LEFT,
) -> ColumnPage:
    """The questions with what is still needed; `every`: also those answered before. What was typed and could not be kept stands
    in its place, with what is wrong with it, and so does what a reply left unsaid.
    """
    checked = asked.looked.checked
    problems, template = checked.problems, checked.matched.template
    missing = {_key(each): each for each in problems if each.code in MISSING}
    again = every or bool(column_errors(checked))
    chosen = _chosen(asked.columns)
    questions: list[Question] = []
    known: list[Question] = []
    for column in asked.columns:
        groups = _groups(column, template.at(*column.group), missing)
        question = Question(column, chosen[column.name], _why(column, chosen[column.name]), groups)
        (questions if _is_asked(column, again) else known).append(question)
    clashes = [tell(each, lang) for each in problems if each.code == DOUBLED]
    cells = [each for each in problems if _is_of_cells(each)]
    keys = [*missing, *(each.field for each in problems if each.code == FOR_ALL and each.field)]
    headings = {each.chosen: each.column.heading or each.column.column for each in questions}
    needs = _Needs(asked, lang, typed or {}, _wrong(left, template, lang))
    return ColumnPage(
        questions,
        known,
        every or bool(clashes) or any(key not in headings for key in missing),
        [needs.of(template.by_key[key], headings.get(key, "")) for key in keys],
        [tell(each, lang) for each in cells[:MOST_FOUND]],
        max(len(cells) - MOST_FOUND, 0),
        [tell(each, lang) for each in problems if each.tier == "file"],
        clashes,
        any(each.code == NONE_KNOWN for each in problems),
        asked_orders(asked.looked, lang),
        known_orders(asked.looked, lang),
    )


def _wrong(left: Left, template: Template, lang: str) -> dict[str, str]:
    """By field what is wrong: the answer that cannot be kept, or that there is none."""
    unmet = [_key(each) for each in left.unmet if each.code in MISSING]
    unsaid = {key: _unsaid(template.by_key[key], lang) for key in unmet}
    return unsaid | {each.field or "": sentence(each, lang) for each in left.unfit}


def _unsaid(field: Field, lang: str) -> str:
    label = field.label.to(lang)
    if may_be_constant(field):
        return _("Choose the column that holds “%(field)s”, or say what holds for all rows.", field=label)
    return _("Choose the column that holds “%(field)s”.", field=label)


def _key(problem: Problem) -> str:
    return str(problem.params.get("key", problem.field))


class _Needs:
    """Makes the controls for what all rows hold."""

    def __init__(self, asked: AskedColumns, lang: str, typed: Mapping[str, str], wrong: Mapping[str, str]) -> None:
        self.asked, self.lang, self.typed, self.wrong = asked, lang, typed, wrong

    def of(self, field: Field, proposed: str) -> Need:
        choices = self._yes_or_no() if field.kind == "boolean" else choices_of(field, self.lang)
        short = len(choices) <= MOST_CHOICES and field.kind not in ("choice_list", "country_list")
        kept = self.asked.constants.get(field.key, "")
        given = kept if short and choices else written(constant_cell(field, kept, self.lang)) if kept else ""
        return Need(
            field,
            proposed,
            may_be_constant(field),
            self.typed.get(field.key, given),
            choices if short else (),
            () if short else [label for _code, label in choices],
            self.wrong.get(field.key, ""),
        )

    def _yes_or_no(self) -> list[tuple[str, str]]:
        return [(YES, phrase("yes", self.lang)), (NO, phrase("no", self.lang))]


def _is_asked(column: FileColumn, again: bool) -> bool:
    return column.held is None or column.doubled or (again and column.answered)


def _is_of_cells(problem: Problem) -> bool:
    return problem.tier in ("cells", "cross") and problem.severity != "notice" and problem.code not in NOT_ASKED


def _chosen(columns: Sequence[FileColumn]) -> dict[str, str]:
    """By column name the field chosen to begin with: what it is taken for, else what is proposed and no other column holds."""
    held = {each.held for each in columns if each.held}
    chosen = {}
    for each in columns:
        if each.held is None:
            proposed = each.proposal.field
            chosen[each.name] = proposed if proposed and proposed not in held else SKIP
        else:
            chosen[each.name] = NOT_SAID if each.doubled and not each.answered else each.held
    return chosen


def _why(column: FileColumn, chosen: str) -> str:
    if column.answered:
        return _("as answered before")
    if column.doubled:
        return _("another column answers to the same; choose one")
    if column.held:
        return _("recognised by its heading")
    if not chosen:
        return ""
    return _("proposed by the heading") if column.proposal.by == "heading" else _("proposed by the values")


def _groups(
    column: FileColumn, fields: Sequence[Field], missing: Mapping[str, Problem]
) -> list[tuple[str, Sequence[Field]]]:
    by_key = {field.key: field for field in fields}
    likely = [by_key[key] for key in column.proposal.likely if key in by_key]
    needed = [field for field in fields if field.key in missing and field not in likely]
    others = [field for field in fields if field not in likely and field not in needed]
    groups = [(_("Likely"), likely), (_("Still needed"), needed), (_("Others"), others)]
    return [(label, found) for label, found in groups if found]
