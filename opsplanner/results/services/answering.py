"""What a person is asked and says about a draft: what its columns hold, how its dates are written, what its values mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.text import clean, fold
from opsplanner.operations.models import Operation
from opsplanner.records.check import Checked
from opsplanner.records.constant import may_be_constant, read_constant
from opsplanner.records.dates import Order
from opsplanner.records.field import Field
from opsplanner.records.headings import normal
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Flaw, Problem
from opsplanner.records.said import SKIP
from opsplanner.records.sheet import Book
from opsplanner.records.taken import DOUBLED, FileColumn
from opsplanner.records.template import Template
from opsplanner.results.models import Draft
from opsplanner.results.services.columns import column_errors, constants_of, every_column_of
from opsplanner.results.services.drafting import Looked, look, note_left
from opsplanner.results.services.entering import entry_for
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.layouts import remember_row
from opsplanner.results.services.remembering import (
    DATES,
    drop_heading,
    remember_constant,
    remember_heading,
    remember_value,
    remembered_headings,
)
from opsplanner.results.services.templates import template_of

# A field, a value of it, and what that means.
Meant = tuple[str, str, str]


class AskedColumns(NamedTuple):
    """A draft with all columns of its file, and by field the one answer for all rows that was given."""

    looked: Looked
    columns: Sequence[FileColumn]
    constants: Mapping[str, str]


class ColumnReply(NamedTuple):
    """What is said of columns (by name, SKIP is "do not import"), of the order in dates and of all rows (by field), and whether
    it is to be remembered for the Member.
    """

    columns: Mapping[str, str]
    orders: Mapping[str, str]
    constants: Mapping[str, str]
    remember: bool


class Left(NamedTuple):
    """What a reply about columns leaves: answers that no field can hold, and what is still wrong with the columns themselves."""

    unfit: Sequence[Problem]
    unmet: Sequence[Problem]


class Answers(NamedTuple):
    """What is kept with a draft, with the act and what of it goes into the trail."""

    act: str
    columns: Mapping[str, str]
    values: Sequence[Meant]
    constants: Mapping[str, str]
    told: Mapping[str, Any]


def ask_columns(actor: Actor, operation: Operation, draft_id: int) -> AskedColumns:
    """What the step "Columns" shows of a draft; raises Missing for one that has no file."""
    looked = look(actor, operation, draft_id)
    return AskedColumns(looked, _columns(actor, looked.draft), constants_of(looked.entry, looked.draft.choices))


def answer_columns(actor: Actor, operation: Operation, draft_id: int, reply: ColumnReply) -> Left:
    """Keeps what is said of a draft; for the Member when wanted. Gives back what is left to be said.

    Only what differs from what is known is kept. "Do not import" is not remembered while a column is missing: it may be the
    one that was turned away. Of a sheet without headings nothing is remembered: its first row is data; nor of headings while two
    columns answer to one field: the reply that settles it holds them all.
    """
    template = template_of(operation)
    known = template.by_key
    asked = _columns(actor, find_draft(actor, operation, draft_id))
    given = {normal(name): key for name, key in reply.columns.items() if key == SKIP or key in known}
    said = [(each, given[each.name]) for each in asked if each.name in given]
    news = {each.name: key for each, key in said if each.doubled or key != each.held}
    dates = [(key, DATES, order) for key, order in reply.orders.items() if key in known and order in set(Order)]
    constants, unfit = _constants(reply.constants, template, actor.language)
    told = {"columns": len(news), "orders": len(dates), "constants": len(constants), "remembered": reply.remember}
    answers = Answers("results:columns", news, dates, constants, told)
    draft, checked = _said(actor, operation, draft_id, answers)
    unmet = column_errors(checked)
    if reply.remember:
        unsettled = checked.matched.headless or any(each.code == DOUBLED for each in checked.problems)
        headings = [] if unsettled else [(each, key) for each, key in said if key != SKIP or not unmet]
        _remember(draft, headings, dates, constants)
    return Left(unfit, unmet)


def answer_header_row(actor: Actor, operation: Operation, draft_id: int, sheet: str, number: int) -> None:
    """Takes a row of a sheet for its headings, of later sheets of this layout too; Refusal for one that is not there or holds nothing."""
    draft = find_draft(actor, operation, draft_id)
    if draft.table is None:
        raise Missing
    found = next((each for each in Book.from_bytes(draft.table).sheets if each.name == sheet), None)
    if found is None:
        raise Missing
    row = found.row_at(number)
    if row is None or not any(written(column.cell(row)) for column in found.columns):
        raise Refusal(_l("Row %(row)s holds nothing. Give the number of the row with the headings.", row=number))
    _keep_row(actor, operation, draft_id, sheet, number)
    checked = look(actor, operation, draft_id).checked
    note_left(draft_id, checked)
    remember_row(actor, entry_for(actor, draft.participation), found, row, checked.matched.headless)


def answer_values(
    actor: Actor, operation: Operation, draft_id: int, said: Sequence[Meant], remember: bool
) -> list[tuple[Field, str]]:
    """Keeps what values mean that are in no list: (field, value, code or label). Gives back the answers that are in none either."""
    known = template_of(operation).by_key
    asked = [(known[key], value, answer) for key, value, answer in said if key in known and known[key].options]
    found = [(field.key, value, code) for field, value, answer in asked if (code := _code(field, answer))]
    told = {"values": len(found), "remembered": remember}
    draft, _checked = _said(actor, operation, draft_id, Answers("results:values", {}, found, {}, told))
    if remember:
        _remember(draft, [], found, {})
    return [(field, answer) for field, _, answer in asked if not _code(field, answer)]


def _columns(actor: Actor, draft: Draft) -> tuple[FileColumn, ...]:
    if draft.table is None:
        raise Missing
    return every_column_of(entry_for(actor, draft.participation), Book.from_bytes(draft.table), draft.choices)


def _constants(given: Mapping[str, str], template: Template, lang: str) -> tuple[dict[str, str], list[Problem]]:
    """What is given for all rows, as it is kept ("" takes it back), and what no field can hold."""
    kept: dict[str, str] = {}
    unfit: list[Problem] = []
    for key, text in given.items():
        field = template.by_key.get(key)
        if field is None or not may_be_constant(field):
            continue
        found = read_constant(field, text, template, lang) if clean(text) else ""
        if isinstance(found, Flaw):
            params = {"label": field.label, **found.params}
            unfit.append(Problem.of(found.code, field=key, value=text, params=params))
        else:
            kept[key] = found
    return kept, unfit


def _said(actor: Actor, operation: Operation, draft_id: int, answers: Answers) -> tuple[Draft, Checked]:
    """Keeps answers with the draft, then counts anew what is left of it: outside the transaction, for a check takes its time."""
    draft = _keep(actor, operation, draft_id, answers)
    checked = look(actor, operation, draft_id).checked
    note_left(draft_id, checked)
    return draft, checked


@writes
def _keep(actor: Actor, operation: Operation, draft_id: int, answers: Answers) -> Draft:
    draft = find_draft(actor, operation, draft_id)
    values = {key: dict(meanings) for key, meanings in draft.choices.get("values", {}).items()}
    for key, value, meaning in answers.values:
        values.setdefault(key, {})[fold(value)] = meaning
    columns = {**draft.choices.get("columns", {}), **answers.columns}
    constants = {**draft.choices.get("constants", {}), **answers.constants}
    draft.choices = {**draft.choices, "columns": columns, "constants": constants, "values": values}
    audit.record(actor, answers.act, draft.audited, scope=operation.code, after=answers.told)
    return draft


@writes
def _keep_row(actor: Actor, operation: Operation, draft_id: int, sheet: str, number: int) -> None:
    draft = find_draft(actor, operation, draft_id)
    draft.choices = {**draft.choices, "header_rows": {**draft.choices.get("header_rows", {}), sheet: number}}
    audit.record(actor, "results:columns", draft.audited, scope=operation.code, after={"header_row": number})


@writes
def _remember(
    draft: Draft,
    headings: Sequence[tuple[FileColumn, str]],
    values: Sequence[Meant],
    constants: Mapping[str, str],
) -> None:
    """For the Member, whatever it sends next. A heading that means what the template says needs no memory."""
    member = draft.participation.organisation_id
    known = remembered_headings(member)
    for column, key in headings:
        if key == column.own and column.name in known:
            drop_heading(member, column.name)
        elif key not in (column.own, known.get(column.name)):
            remember_heading(member, column.name, key)
    for key, value, meaning in values:
        remember_value(member, key, value, meaning)
    for key, text in constants.items():
        remember_constant(member, key, text)


def _code(field: Field, answer: str) -> str | None:
    return field.options.find(answer) if field.options else None
