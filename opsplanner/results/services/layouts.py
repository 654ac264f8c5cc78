"""The row that a Member chose for its headings, remembered by what stands in it: later sheets of the same layout are read alike."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.records.headings import normal
from opsplanner.records.kinds.base import written
from opsplanner.records.sheet import Book, Sheet
from opsplanner.results.models import ValueMemory
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.remembering import values_of

# Stands where the other memories name a field; no field is called so.
HEADER_ROW = "HEADER ROW"
# So far down a sheet a row of headings that was chosen once is looked for.
WITHIN = 100
MOST_CHARACTERS = 300


def remembered_rows(organisation_id: int, book: Book) -> dict[str, int]:
    """By sheet the row, as the person sees it, that holds what a row chosen before held."""
    memory = ValueMemory.__table__.c
    asked = sa.select(memory.value).where(memory.organisation_id == organisation_id, memory.field == HEADER_ROW)
    known = set(db.session.scalars(asked))
    found = {}
    for sheet in book.sheets if known else ():
        rows = range(min(sheet.length, WITHIN))
        row = next((row for row in rows if _layout(sheet, row) in known), None)
        if row is not None:
            found[sheet.name] = sheet.row_number(row)
    return found


@writes
def remember_row(actor: Actor, entry: Entry, sheet: Sheet, row: int, headless: bool) -> None:
    """Keeps a row chosen by hand in place of any other of the sheet; one that is rather a row of data is not kept."""
    member = entry.participation.organisation
    layouts = {_layout(sheet, each) for each in range(min(sheet.length, WITHIN))}
    for each in db.session.scalars(values_of(member.id).where(ValueMemory.field == HEADER_ROW)):
        if each.value in layouts:
            db.session.delete(each)
    db.session.flush()
    layout = "" if headless else _layout(sheet, row)
    if layout:
        told = ValueMemory(organisation_id=member.id, field=HEADER_ROW, value=layout, written=layout, meaning="")
        db.session.add(told)
    audit.record(
        actor, "results:remember_row", member.code, scope=entry.operation.code, after={"headings": layout or None}
    )


def _layout(sheet: Sheet, row: int) -> str:
    """What stands in a row, as headings are compared."""
    words = (normal(written(column.cell(row))) for column in sheet.columns)
    return " · ".join(filter(None, words))[:MOST_CHARACTERS]
