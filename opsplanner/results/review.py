"""What the page of a review shows: what is unusual first, what changed since an earlier version, the cases, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.listing import Cut, Listing, Page
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation
from opsplanner.records.template import Template
from opsplanner.reference.amounts import unit_after
from opsplanner.results import noted, remarks
from opsplanner.results.cases import changes
from opsplanner.results.comparing import Comparison, comparison
from opsplanner.results.duplicates import undecided_of
from opsplanner.results.models import Case, CaseRow, NoteState, ReviewNote, ReviewStep, Submission, SubmissionState
from opsplanner.results.queue import Way, way
from opsplanner.results.receipt import history
from opsplanner.results.remarks import Remark, Severity
from opsplanner.results.scope import standing, submissions
from opsplanner.results.services import find_reviewable, in_place_of, joined_template
from opsplanner.results.services.reviewing import entered
from opsplanner.results.showing import Answer, answers
from opsplanner.results.tellings import Telling, fetch, seen_cases, visible
from opsplanner.results.versions import Compared, Difference, Sum, compare

FIRST, CHANGES, NOTED, ALL = "first", "changes", "notes", "all"
# Of a case under review a line of the table shows these; its own page shows all.
HEAD = ("record_kind", "detected_on", "place_name", "transport_mode", "country_departure", "country_destination")
A_GROUP = 5
# So many cases that the version compared with told, and this one does not, are named.
MOST_GONE = 20


@dataclass(frozen=True)
class Shown:
    """One case under review: its main answers, what is remarked, what it says differently than before, the notes on it."""

    case_id: int
    reference: str
    office: str
    handling: str
    head: Sequence[Answer]
    goods: Sequence[str]
    remarks: Sequence[Remark]
    told: Sequence[Mapping[str, Any]]
    is_new: bool
    notes: Sequence[ReviewNote]


@dataclass(frozen=True)
class Review:
    """Everything of the page; `hidden` counts the cases this reviewer may not see, `before` the version compared with."""

    submission: Submission
    place: Text
    way: Way
    steps: Sequence[ReviewStep]
    view: str
    page: Page[Shown]
    remarks: Mapping[str, Sequence[Remark]]
    references: Mapping[int, str]
    hidden: int
    before: Submission | None
    versions: Sequence[Submission]
    sum: Sum
    gone: Sequence[Difference]
    notes: Sequence[ReviewNote]
    entered_by_reader: bool
    comparison: Comparison | None

    @property
    def most_remarks(self) -> int:
        """Of one kind no more are looked for."""
        return remarks.MOST

    @property
    def open_notes(self) -> int:
        """How many notes are not settled."""
        return sum(note.state != NoteState.SETTLED for note in self.notes)


def open_review(actor: Actor, operation: Operation, submission_id: int, asked: Mapping[str, str], lang: str) -> Review:
    """The page of one submission, with a fixed number of questions to the database."""
    submission = find_reviewable(actor, operation, submission_id)
    hidden = _hidden(actor, operation, submission)
    looked = [*remarks.look(remarks.gather(submission)), *_shared(actor, submission)]
    found = sorted((each for each in looked if each.case_id not in hidden), key=lambda remark: remark.severity)
    written = noted.of_submission(actor, operation, submission)
    before, versions = _before(actor, operation, submission, asked.get("from", ""))
    view = _view(asked, found, before)
    compared = compare(actor, operation, before, submission) if before else None
    ids = _places(actor, operation, submission, compared, view, found, written, asked)
    return Review(
        submission=submission,
        place=in_place_of(actor, submission),
        way=way(actor, submission),
        steps=history(submission),
        view=view,
        page=_shown(operation, submission, compared, ids, found, written, lang),
        remarks=_grouped(found),
        references=_references(found),
        hidden=len(hidden),
        before=before,
        versions=versions,
        sum=compared.sum if compared else Sum(),
        gone=compared.rows(compared.places("gone")[:MOST_GONE]) if compared else (),
        notes=written,
        entered_by_reader=entered(actor, submission),
        comparison=comparison(actor, submission),
    )


def _shared(actor: Actor, submission: Submission) -> Iterator[Remark]:
    """Cases that another Member may have told too, as far as the actor may compare them."""
    for pair in undecided_of(actor, submission):
        own, other = sorted((pair.first, pair.second), key=lambda side: side.case.current_id != submission.id)
        params = {"number": pair.number, "member": other.member.name, "reference": other.case.national_ref}
        yield Remark("shared", Severity.CARE, own.case.id, params=params, pair=pair.link.id)


def _hidden(actor: Actor, operation: Operation, submission: Submission) -> set[int]:
    row = aliased(CaseRow.__table__)
    seen = visible(actor, operation, standing(actor, operation), row.c.case_id, row.c.submission_id)
    return set(db.session.scalars(sa.select(row.c.case_id).where(row.c.submission_id == submission.id, ~seen)))


def _before(
    actor: Actor, operation: Operation, submission: Submission, number: str
) -> tuple[Submission | None, Sequence[Submission]]:
    """The version to compare with: the number asked for, else the one before; None for a first delivery."""
    versions = db.session.scalars(
        submissions(actor, operation)
        .where(Submission.participation_id == submission.participation_id, Submission.number < submission.number)
        .where(Submission.rehearsal == submission.rehearsal, Submission.state != SubmissionState.WITHDRAWN)
        .order_by(Submission.number)
    ).all()
    chosen = next((each for each in versions if str(each.number) == number), versions[-1] if versions else None)
    return chosen, versions


def _view(asked: Mapping[str, str], found: Sequence[Remark], before: Submission | None) -> str:
    view = asked.get("view", "")
    if view in (ALL, NOTED, FIRST) or (view == CHANGES and before):
        return view
    return FIRST if any(each.case_id for each in found) else ALL


def _places(
    actor: Actor,
    operation: Operation,
    submission: Submission,
    compared: Compared | None,
    view: str,
    found: Sequence[Remark],
    written: Sequence[ReviewNote],
    asked: Mapping[str, str],
) -> Page[Any]:
    """The cases of one page: case, reference and office; what is remarked first in the order of its gravity."""
    query = seen_cases(actor, operation, submission.id)
    if view == FIRST:
        gravest = list(dict.fromkeys(each.case_id for each in found if each.case_id is not None))
        return _in_order(query, gravest, asked)
    if view == NOTED:
        query = query.where(Case.id.in_({note.case_id for note in written if note.case_id}))
    if view == CHANGES and compared:
        return _in_order(
            query, [row.case_id for row in compared.rows(compared.places("changed", asked.get("q", "")))], asked
        )
    listing = Listing(
        sorts={"reference": Case.national_ref}, search=(Case.national_ref,), start="reference", tiebreak=Case.id
    )
    return listing.page(query, asked)


def _in_order(query: sa.Select[Any], ids: Sequence[int], asked: Mapping[str, str]) -> Page[Any]:
    """A page of cases in the order given, of those that the query leaves to be seen."""
    cut = Cut.of(asked, len(ids))
    some = ids[cut.start : cut.start + cut.size]
    rows = {row.id: row for row in db.session.execute(query.where(Case.id.in_(some)))}
    return cut.page([rows[each] for each in some if each in rows], asked, "", ())


def _shown(
    operation: Operation,
    submission: Submission,
    compared: Compared | None,
    page: Page[Any],
    found: Sequence[Remark],
    written: Sequence[ReviewNote],
    lang: str,
) -> Page[Shown]:
    """The page with everything about its cases."""
    template = joined_template(operation)
    ids = [row.id for row in page.items]
    earlier = {row.case_id: row.before for row in compared.of(ids)} if compared else {}
    now = fetch((case, submission.id) for case in ids)
    then = fetch((case, telling) for case, telling in earlier.items() if telling)
    remarked = {row.id: [each for each in found if each.case_id == row.id] for row in page.items}
    on_case = noted.by_case(written)

    def shown(row: Any) -> Shown:
        telling: Telling = now[row.id, submission.id]
        old = then.get((row.id, earlier.get(row.id) or 0))
        return Shown(
            case_id=row.id,
            reference=row.national_ref,
            office=row.office,
            handling=telling["handling"],
            head=_some(answers(template, telling, ("case",), lang), HEAD),
            goods=[_goods(template, line, lang) for line in telling["goods"]],
            remarks=remarked[row.id],
            told=changes(template, old, telling, lang) if old else (),
            is_new=row.id in earlier and earlier[row.id] is None,
            notes=on_case.get(row.id, ()),
        )

    items = [shown(row) for row in page.items]
    return replace(page, items=items)


def _some(found: Sequence[Answer], keys: Sequence[str]) -> list[Answer]:
    return [each for key in keys for each in found if each.key == key]


def _goods(template: Template, line: Telling, lang: str) -> str:
    """A goods line as one text: class, description, quantity with its unit."""
    said = {each.key: each.shown for each in answers(template, line, ("line",), lang)}
    if "quantity" in said and "unit" in said:
        said["unit"] = unit_after(line["unit"], Decimal(line["quantity"])).to(lang)
    amount = " ".join(said[key] for key in ("quantity", "unit") if key in said)
    return " · ".join(each for each in (said.get("commodity_class"), said.get("description"), amount) if each)


def _grouped(found: Sequence[Remark]) -> dict[str, list[Remark]]:
    """Remarks by their kind, the gravest kind first."""
    grouped: dict[str, list[Remark]] = {}
    for each in found:
        grouped.setdefault(each.kind, []).append(each)
    return grouped


def _references(found: Sequence[Remark]) -> dict[int, str]:
    """The references of the cases that the head of the page names: some of each kind."""
    wanted = {each.case_id for group in _grouped(found).values() for each in group[:A_GROUP] if each.case_id}
    rows = db.session.execute(sa.select(Case.id, Case.national_ref).where(Case.id.in_(wanted)))
    return {row.id: row.national_ref for row in rows}
