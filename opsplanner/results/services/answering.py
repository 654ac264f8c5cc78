"""What a person says about a draft: what its columns hold, how its dates are written, what its values mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.text import fold
from opsplanner.operations.models import Operation
from opsplanner.records.check import Checked
from opsplanner.records.dates import Order
from opsplanner.records.field import Field
from opsplanner.records.headings import SKIP, normal
from opsplanner.results.models import Draft
from opsplanner.results.services.columns import column_errors
from opsplanner.results.services.drafting import look, note_left
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.remembering import DATES, remember_heading, remember_value
from opsplanner.results.services.templates import template_of

# A field, a value of it, and what that means.
Said = tuple[str, str, str]


class Answers(NamedTuple):
    """What columns (by heading) and values are said to hold, with the act and what of it goes into the trail."""

    act: str
    columns: Mapping[str, str]
    values: Sequence[Said]
    told: Mapping[str, Any]


def answer_columns(
    actor: Actor,
    operation: Operation,
    draft_id: int,
    columns: Mapping[str, str],
    orders: Mapping[str, str],
    remember: bool,
) -> Draft:
    """Keeps what columns mean (by name; "" is "do not import") and how dates are written; for the Member when wanted.

    "Do not import" is not remembered while a column is missing: it may be the one that was turned away. Of a sheet without
    headings nothing is remembered: its first row is data.
    """
    known = template_of(operation).by_key
    said = {normal(name): key for name, key in columns.items() if key == SKIP or key in known}
    dates = [(key, DATES, order) for key, order in orders.items() if key in known and order in set(Order)]
    told = {"columns": len(said), "orders": len(dates), "remembered": remember}
    draft, checked = _said(actor, operation, draft_id, Answers("results:columns", said, dates, told))
    if remember:
        unsure = bool(column_errors(checked))
        headings = {name: key for name, key in said.items() if key != SKIP or not unsure}
        _remember(draft, {} if checked.matched.headless else headings, dates)
    return draft


def answer_values(
    actor: Actor, operation: Operation, draft_id: int, said: Sequence[Said], remember: bool
) -> list[tuple[Field, str]]:
    """Keeps what values mean that are in no list: (field, value, code or label). Gives back the answers that are in none either."""
    known = template_of(operation).by_key
    asked = [(known[key], value, answer) for key, value, answer in said if key in known and known[key].options]
    found = [(field.key, value, code) for field, value, answer in asked if (code := _code(field, answer))]
    told = {"values": len(found), "remembered": remember}
    draft, _checked = _said(actor, operation, draft_id, Answers("results:values", {}, found, told))
    if remember:
        _remember(draft, {}, found)
    return [(field, answer) for field, _, answer in asked if not _code(field, answer)]


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
    draft.choices = {**draft.choices, "columns": columns, "values": values}
    audit.record(actor, answers.act, draft.audited, scope=operation.code, after=answers.told)
    return draft


@writes
def _remember(draft: Draft, headings: Mapping[str, str], values: Sequence[Said]) -> None:
    """For the Member, whatever it sends next."""
    member = draft.participation.organisation_id
    for name, key in headings.items():
        remember_heading(member, name, key)
    for key, value, meaning in values:
        remember_value(member, key, value, meaning)


def _code(field: Field, answer: str) -> str | None:
    return field.options.find(answer) if field.options else None
