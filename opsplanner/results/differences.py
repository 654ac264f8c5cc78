"""The difference between two versions of a Member's results, in words: case by case, what was and what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor
from opsplanner.core.chunks import chunks
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.documents.lists import Cell, Column, workbook
from opsplanner.operations.models import Operation
from opsplanner.results.about import about_results
from opsplanner.results.cases import changes
from opsplanner.results.models import Submission
from opsplanner.results.scope import standing, submissions
from opsplanner.results.services import find_submission, joined_template
from opsplanner.results.tellings import Telling, fetch
from opsplanner.results.versions import Compared, Sum, compare, count

BATCH = 500
KINDS = {"changed": _l("Changed"), "added": _l("Added"), "gone": _l("Taken back")}


@dataclass(frozen=True, slots=True)
class Difference:
    """One case: what became of it, and what it says differently (label, line, old, new)."""

    case_id: int
    reference: str
    office: str
    kind: str
    told: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Comparison:
    """Two versions of one Member side by side; `versions` are those the reader may choose from."""

    before: Submission
    after: Submission
    versions: Sequence[Submission]
    sum: Sum
    page: Page[Difference]


def between(actor: Actor, operation: Operation, after_id: int, asked: Mapping[str, str], lang: str) -> Comparison:
    """A submission's version against another (`from`, a number; usually the one before)."""
    before, after, versions = _chosen(actor, operation, after_id, asked.get("from", ""))
    compared = compare(actor, operation, before, after)
    page = _listing(compared).page(_query(compared, asked.get("kind", "")), asked)
    told = _told(actor, operation, after, page.items, lang)
    shown = Page(told, page.total, page.number, page.pages, page.size, page.sort, page.q, page.filters)
    return Comparison(before, after, versions, count(compared), shown)


def export(actor: Actor, operation: Operation, after_id: int, asked: Mapping[str, str], lang: str) -> bytes:
    """The same as a workbook, one changed answer a row."""
    before, after, _versions = _chosen(actor, operation, after_id, asked.get("from", ""))
    compared = compare(actor, operation, before, after)
    columns = [*map(Column, (_("Reference"), _("Office"), _("What"), _("Line"), _("Field"), _("Before"), _("After")))]
    about = about_results(
        operation,
        (),
        compared.markings(),
        lang,
        _("%(old)s compared with %(new)s, as far as you may see them.", old=before.reference, new=after.reference),
    )
    return workbook(columns, _rows(actor, operation, after, compared, lang), _("Differences"), about, lang)


def _chosen(
    actor: Actor, operation: Operation, after_id: int, number: str
) -> tuple[Submission, Submission, Sequence[Submission]]:
    after = find_submission(actor, operation, after_id)
    versions = db.session.scalars(
        submissions(actor, operation)
        .where(Submission.participation_id == after.participation_id, Submission.rehearsal == after.rehearsal)
        .order_by(Submission.number)
    ).all()
    if number:
        before = next((each for each in versions if str(each.number) == number), None)
    else:
        earlier = [each for each in versions if each.number < after.number]
        before = earlier[-1] if earlier else after
    if before is None:
        raise Missing
    return before, after, versions


def _listing(compared: Compared) -> Listing:
    rows = compared.rows.c
    return Listing(
        sorts={"reference": rows.national_ref, "cells": rows.cells},
        search=(rows.national_ref,),
        start="reference",
        tiebreak=rows.case_id,
    )


def _query(compared: Compared, kind: str) -> sa.Select[Any]:
    rows = compared.rows
    query = sa.select(rows).select_from(rows)
    only = {"changed": compared.is_change, "added": rows.c.before.is_(None), "gone": rows.c.after.is_(None)}
    return query.where(only[kind]) if kind in only else query


def _told(actor: Actor, operation: Operation, after: Submission, rows: Sequence[Any], lang: str) -> list[Difference]:
    """The rows of a page in words, with two questions to the database for all of them."""
    both = [row for row in rows if row.before and row.after]
    found = fetch(place for row in both for place in ((row.case_id, row.before), (row.case_id, row.after)))
    template = joined_template(operation)
    stands = standing(actor, operation)
    masked = not stands.is_close(after)

    def said(row: Any) -> Sequence[Mapping[str, Any]]:
        old: Telling | None = found.get((row.case_id, row.before))
        new: Telling | None = found.get((row.case_id, row.after))
        return changes(template, old, new, lang, masked) if old and new else ()

    return [Difference(row.case_id, row.national_ref, row.office, _kind(row), said(row)) for row in rows]


def _kind(row: Any) -> str:
    return "added" if row.before is None else "gone" if row.after is None else "changed"


def _rows(
    actor: Actor, operation: Operation, after: Submission, compared: Compared, lang: str
) -> Iterator[Sequence[Cell]]:
    rows = compared.rows
    found = db.session.execute(sa.select(rows).select_from(rows).order_by(rows.c.case_id)).all()
    for batch in chunks(found, BATCH):
        for each in _told(actor, operation, after, batch, lang):
            head = (each.reference, each.office, str(KINDS[each.kind]))
            if not each.told:
                yield (*head, None, None, None, None)
            for cell in each.told:
                yield (*head, cell.get("line"), cell["label"].to(lang), cell["old"], cell["new"])
