"""What a person says about a draft: what its columns hold, how its dates are written, what its values mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.text import fold
from opsplanner.operations.models import Operation
from opsplanner.records.dates import Order
from opsplanner.records.field import Field
from opsplanner.records.headings import SKIP, normal
from opsplanner.records.sheet import Book
from opsplanner.results.models import Draft
from opsplanner.results.services.columns import check_book, column_errors
from opsplanner.results.services.drafting import look, note_left
from opsplanner.results.services.entering import entry_for
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.remembering import DATES, remember_heading, remember_value
from opsplanner.results.services.templates import template_of

Said = tuple[str, str, str]


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
    draft = _keep_columns(actor, operation, draft_id, columns, orders, remember)
    note_left(draft_id, look(actor, operation, draft_id).checked)
    return draft


@writes
def _keep_columns(
    actor: Actor,
    operation: Operation,
    draft_id: int,
    columns: Mapping[str, str],
    orders: Mapping[str, str],
    remember: bool,
) -> Draft:
    draft = find_draft(actor, operation, draft_id)
    known = template_of(operation).by_key
    said = {normal(name): key for name, key in columns.items() if key == SKIP or key in known}
    dates = {key: order for key, order in orders.items() if key in known and order in set(Order)}
    draft.choices = {
        **draft.choices,
        "columns": {**draft.choices.get("columns", {}), **said},
        "values": _with_values(draft, [(key, DATES, order) for key, order in dates.items()]),
    }
    if remember:
        entry = entry_for(actor, draft.participation)
        checked = check_book(entry, Book.from_bytes(draft.table), draft.choices) if draft.table else None
        unsure = checked is None or column_errors(checked)
        headless = checked is not None and checked.matched.headless
        for name, key in said.items():
            if not headless and (key != SKIP or not unsure):
                remember_heading(draft.participation.organisation_id, name, key)
        for key, order in dates.items():
            remember_value(draft.participation.organisation_id, key, DATES, order)
    told = {"columns": len(said), "orders": len(dates), "remembered": remember}
    audit.record(actor, "results:columns", draft.audited, scope=operation.code, after=told)
    return draft


def answer_values(
    actor: Actor, operation: Operation, draft_id: int, said: Sequence[Said], remember: bool
) -> list[tuple[Field, str]]:
    """Keeps what values mean that are in no list: (field, value, code or label). Gives back the answers that are in none either."""
    unknown = _keep_values(actor, operation, draft_id, said, remember)
    note_left(draft_id, look(actor, operation, draft_id).checked)
    return unknown


@writes
def _keep_values(
    actor: Actor, operation: Operation, draft_id: int, said: Sequence[Said], remember: bool
) -> list[tuple[Field, str]]:
    draft = find_draft(actor, operation, draft_id)
    known = template_of(operation).by_key
    asked = [(known[key], value, answer) for key, value, answer in said if key in known and known[key].options]
    found = [(field.key, value, code) for field, value, answer in asked if (code := _code(field, answer))]
    draft.choices = {**draft.choices, "values": _with_values(draft, found)}
    if remember:
        for key, value, code in found:
            remember_value(draft.participation.organisation_id, key, value, code)
    told = {"values": len(found), "remembered": remember}
    audit.record(actor, "results:values", draft.audited, scope=operation.code, after=told)
    return [(field, answer) for field, _, answer in asked if not _code(field, answer)]


def _code(field: Field, answer: str) -> str | None:
    return field.options.find(answer) if field.options else None


def _with_values(draft: Draft, said: Sequence[Said]) -> dict[str, dict[str, str]]:
    """What was said of values before, by field, and over it what is said now."""
    values = {key: dict(meanings) for key, meanings in draft.choices.get("values", {}).items()}
    for key, value, meaning in said:
        values.setdefault(key, {})[fold(value)] = meaning
    return values
