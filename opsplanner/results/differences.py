"""The difference between two versions of a Member's results, in words: case by case, what was and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.core.listing import Cut, Page, sort_asked
from opsplanner.documents.lists import Cell, Column, workbook
from opsplanner.operations.models import Operation
from opsplanner.results.about import about_results
from opsplanner.results.cases import changes
from opsplanner.results.models import Submission
from opsplanner.results.scope import standing, submissions
from opsplanner.results.services import find_submission, joined_template
from opsplanner.results.tellings import Telling, fetch
from opsplanner.results.versions import Difference, Sum, compare

SORTS = ("reference", "cells")
# So many differing cases are written while a page waits.
AT_ONCE = 1_000
BATCH = 500
KINDS = {"changed": _l("Changed"), "added": _l("Added"), "gone": _l("Taken back")}


@dataclass(frozen=True, slots=True)
class Told:
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
    page: Page[Told]

    @property
    def large(self) -> bool:
        """Whether so much differs that nobody waits for the workbook on a page."""
        return self.sum.cases > AT_ONCE


def between(actor: Actor, operation: Operation, after_id: int, asked: Mapping[str, str], lang: str) -> Comparison:
    """A submission's version against another (`from`, a number; usually the one before)."""
    before, after, versions = _chosen(actor, operation, after_id, asked.get("from", ""))
    compared = compare(actor, operation, before, after)
    sort = sort_asked(asked, SORTS, SORTS[0])
    places = compared.places(asked.get("kind", ""), asked.get("q", ""), sort)
    cut = Cut.of(asked, len(places))
    rows = compared.rows(places[cut.start : cut.start + cut.size])
    page = cut.page(_told(actor, operation, after, rows, lang), asked, sort, ())
    return Comparison(before, after, versions, compared.sum, page)


def export(
    actor: Actor,
    operation: Operation,
    after_id: int,
    asked: Mapping[str, str],
    lang: str,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The same as a workbook, one changed answer a row; `progress` hears how many of how many cases are written."""
    before, after, _versions = _chosen(actor, operation, after_id, asked.get("from", ""))
    compared = compare(actor, operation, before, after)
    columns = [*map(Column, (_("Reference"), _("Office"), _("What"), _("Line"), _("Field"), _("Before"), _("After")))]
    said = _("%(old)s compared with %(new)s, as far as you may see them.", old=before.reference, new=after.reference)
    about = about_results(operation, (), compared.markings, lang, said)
    rows = compared.rows(compared.places())
    return workbook(columns, _rows(actor, operation, after, rows, lang, progress), _("Differences"), about, lang)


def is_large(actor: Actor, operation: Operation, after_id: int, asked: Mapping[str, str]) -> bool:
    """Whether so much differs that nobody waits for the workbook on a page."""
    before, after, _versions = _chosen(actor, operation, after_id, asked.get("from", ""))
    return compare(actor, operation, before, after).sum.cases > AT_ONCE


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


def _told(actor: Actor, operation: Operation, after: Submission, rows: Sequence[Difference], lang: str) -> list[Told]:
    """The rows of a page in words, with two questions to the database for all of them."""
    both = [row for row in rows if row.before and row.after]
    found = fetch((row.case_id, told) for row in both for told in (row.before, row.after) if told)
    template = joined_template(operation)
    stands = standing(actor, operation)
    masked = not stands.is_close(after)

    def said(row: Difference) -> Sequence[Mapping[str, Any]]:
        old: Telling | None = found.get((row.case_id, row.before or 0))
        new: Telling | None = found.get((row.case_id, row.after or 0))
        return changes(template, old, new, lang, masked) if old and new else ()

    return [Told(row.case_id, row.national_ref, row.office, row.kind, said(row)) for row in rows]


def _rows(
    actor: Actor,
    operation: Operation,
    after: Submission,
    rows: Sequence[Difference],
    lang: str,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Sequence[Cell]]:
    remaining, written = iter(rows), 0
    while batch := list(islice(remaining, BATCH)):
        for each in _told(actor, operation, after, batch, lang):
            head = (each.reference, each.office, str(KINDS[each.kind]))
            if not each.told:
                yield (*head, None, None, None, None)
            for cell in each.told:
                yield (*head, cell.get("line"), cell["label"].to(lang), cell["old"], cell["new"])
        written += len(batch)
        if progress:
            progress(written, len(rows))
