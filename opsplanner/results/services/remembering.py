"""What a Member said once of its own sheets and is kept for the next ones: headings, values, how dates are written."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.text import clean, fold
from opsplanner.operations.models import Operation
from opsplanner.records.headings import normal
from opsplanner.results.models import ColumnMemory, ValueMemory
from opsplanner.results.services.entering import Entry, entry

# The value under which is kept which comes first in the dates of a field.
DATES = ""
# The one under which is kept what all rows hold of a field; no value is the same, for values are folded.
ALL_ROWS = "ALL ROWS"
# The field under which is kept in which code page its text files are.
LETTERS = "LETTERS"
MOST_CHARACTERS, MOST_MEANING = 300, 60


def remembered_headings(organisation_id: int) -> dict[str, str]:
    """By heading the key of the field that a Member said it means; empty is "do not import"."""
    memory = ColumnMemory.__table__.c
    found = db.session.execute(sa.select(memory.header, memory.field).where(memory.organisation_id == organisation_id))
    return {header: key for header, key in found.all()}  # noqa: C416 - a row is no pair to the checker


def remembered_values(organisation_id: int) -> dict[str, dict[str, str]]:
    """By field and folded value the code that a Member said it means."""
    memory = ValueMemory.__table__.c
    found = db.session.execute(
        sa.select(memory.field, memory.value, memory.meaning).where(
            memory.organisation_id == organisation_id, memory.field != LETTERS
        )
    )
    values: dict[str, dict[str, str]] = {}
    for key, value, meaning in found.all():
        values.setdefault(key, {})[value] = meaning
    return values


def remembered_constants(organisation_id: int) -> dict[str, str]:
    """By field the one answer that a Member said all rows hold where its sheets have no column."""
    return {key: values[ALL_ROWS] for key, values in remembered_values(organisation_id).items() if ALL_ROWS in values}


def remembered_letters(organisation_id: int) -> str:
    """The code page that a Member said its text files are in, else empty."""
    return db.session.scalar(_letters_of(organisation_id).with_only_columns(ValueMemory.meaning)) or ""


def _letters_of(organisation_id: int) -> sa.Select[ValueMemory]:
    return values_of(organisation_id).where(ValueMemory.field == LETTERS)


def remember_letters(organisation_id: int, page: str) -> None:
    """Adds to the transaction under way in which code page its text files are."""
    db.session.merge(
        ValueMemory(organisation_id=organisation_id, field=LETTERS, value=LETTERS, written="", meaning=page)
    )


def remember_heading(organisation_id: int, heading: str, key: str) -> None:
    """Adds to the transaction under way what a heading means."""
    header = normal(heading)[:MOST_CHARACTERS]
    db.session.merge(ColumnMemory(organisation_id=organisation_id, header=header, field=key))


def remember_value(organisation_id: int, key: str, value: str, meaning: str) -> None:
    """Adds to the transaction under way what a value of a field means; one too long to be a value met again is left out."""
    folded = fold(value)
    if len(folded) <= MOST_CHARACTERS:
        written = clean(value)[:MOST_CHARACTERS]
        db.session.merge(
            ValueMemory(organisation_id=organisation_id, field=key, value=folded, written=written, meaning=meaning)
        )


def remember_constant(organisation_id: int, key: str, text: str) -> None:
    """Adds to the transaction under way what all rows hold of a field, an empty text that nothing does; a long one is left out."""
    if not text:
        _drop(values_of(organisation_id).where(ValueMemory.field == key, ValueMemory.value == ALL_ROWS))
    elif len(text) <= MOST_MEANING:
        db.session.merge(
            ValueMemory(organisation_id=organisation_id, field=key, value=ALL_ROWS, written="", meaning=text)
        )


def drop_heading(organisation_id: int, heading: str) -> None:
    """Adds to the transaction under way that a heading means again what the template says."""
    _drop(headings_of(organisation_id).where(ColumnMemory.header == heading[:MOST_CHARACTERS]))


def _drop(memory: sa.Select[ColumnMemory] | sa.Select[ValueMemory]) -> None:
    for each in db.session.scalars(memory):
        db.session.delete(each)


def headings_of(organisation_id: int) -> sa.Select[ColumnMemory]:
    """The headings a Member explained."""
    return sa.select(ColumnMemory).where(ColumnMemory.organisation_id == organisation_id)


def values_of(organisation_id: int) -> sa.Select[ValueMemory]:
    """The values a Member explained, and how it writes dates."""
    return sa.select(ValueMemory).where(ValueMemory.organisation_id == organisation_id)


def own_entry(actor: Actor, operation: Operation, member: str) -> Entry:
    """The Member whose memory is looked at: by its own people and the secretariat; Missing for anybody else."""
    found = entry(actor, operation, member)
    if found.on_behalf and not actor.is_secretariat:
        raise Missing
    return found


@writes
def forget_heading(actor: Actor, operation: Operation, member: str, heading: str) -> None:
    """From now on the heading is asked about again."""
    found = own_entry(actor, operation, member)
    memory = db.session.scalar(headings_of(found.participation.organisation_id).where(ColumnMemory.header == heading))
    if memory is None:
        raise Missing
    _forgotten(actor, found, "heading", memory.field)
    db.session.delete(memory)


@writes
def forget_value(actor: Actor, operation: Operation, member: str, key: str, value: str) -> None:
    """From now on the value, or how the dates of the field are written, is asked about again."""
    found = own_entry(actor, operation, member)
    memory = db.session.scalar(
        values_of(found.participation.organisation_id).where(ValueMemory.field == key, ValueMemory.value == value)
    )
    if memory is None:
        raise Missing
    _forgotten(actor, found, key, memory.meaning)
    db.session.delete(memory)


def _forgotten(actor: Actor, found: Entry, told: str, meaning: str) -> None:
    code = found.participation.organisation.code
    audit.record(actor, "results:forget", code, scope=found.operation.code, before={told: meaning})
