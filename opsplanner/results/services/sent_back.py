"""What was returned and not told anew since, beside a sheet that corrects it: told differently, told the same, or not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.chunks import chunks
from opsplanner.core.db import db
from opsplanner.results.models import Case, CaseRow, Submission
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.planning import Change, Plan, answered, tellings
from opsplanner.results.services.unseen import seen
from opsplanner.results.tellings import Place, Telling, fetch, newest_returned

CASE, ROW = Case.__table__.c, CaseRow.__table__


@dataclass(frozen=True, slots=True)
class Missing:
    """A case that was returned and is not in the sheet: it counts no more until a sheet tells it again."""

    case_id: int
    office: str
    reference: str


@dataclass(frozen=True)
class SentBack:
    """The cases of a sheet that were returned before (the plan counts them as new), and those returned that it does not hold.

    Of those closed to whoever enters the sheet for its Member nothing is told but how many they are.
    """

    changes: Sequence[Change] = ()
    same: int = 0
    missing: Sequence[Missing] = ()
    unseen_changes: int = 0
    unseen_missing: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes or self.same or self.missing or self.unseen_changes or self.unseen_missing)


def beside_returned(actor: Actor, entry: Entry, plan: Plan, *, rehearsal: bool, whole: bool) -> SentBack:
    """Reads only. `whole`: the sheet claims to be all there is to report in its periods, so that what it does not hold is named."""
    returned = _returned(entry, plan, rehearsal)
    if not returned:
        return SentBack()
    places = {identity: number for number, identity in enumerate(plan.cargo.identities)}
    again = {places[there]: each for each in returned if (there := (each.office, each.national_ref)) in places}
    served = set(plan.periods)
    missing = [
        each
        for each in returned
        if whole and each.period_id in served and (each.office, each.national_ref) not in places
    ]
    changes = list(_changes(plan, again))
    open_ = seen(actor, entry, [_place(each) for each in returned])
    told = [each for each in changes if _place(again[each.case]) in open_]
    named = [Missing(each.id, each.office, each.national_ref) for each in missing if _place(each) in open_]
    same = len(again) - len(changes)
    return SentBack(told, same, named, len(changes) - len(told), len(missing) - len(named))


def _place(returned: Any) -> Place:
    return returned.id, returned.submission_id


def _returned(entry: Entry, plan: Plan, rehearsal: bool) -> Sequence[Any]:
    """Each case of which nothing counts, with its newest telling that was returned (an office: its own cases)."""
    mine = (Submission.participation_id == entry.participation.id, Submission.rehearsal == rehearsal)
    newest = newest_returned().where(*mine).subquery()
    row = sa.and_(ROW.c.case_id == newest.c.case_id, ROW.c.submission_id == newest.c.submission_id)
    query = (
        sa.select(CASE.id, CASE.office, CASE.national_ref, newest.c.submission_id, ROW.c.period_id)
        .join(newest, newest.c.case_id == CASE.id)
        .join(ROW, row)
        .where(CASE.current_id.is_(None))
        .order_by(CASE.national_ref, CASE.id)
    )
    if entry.sender.id != entry.participation.organisation_id:
        query = query.where(CASE.office == plan.cargo.office)
    return db.session.execute(query).all()


def _changes(plan: Plan, again: Mapping[int, Any]) -> Iterator[Change]:
    """Old and new of the cases told otherwise than they were returned; `again` by their place in the cargo."""
    for numbers in chunks(sorted(again)):
        old = fetch((again[number].id, again[number].submission_id) for number in numbers)
        rows, lines = tellings(plan.cargo.only(numbers), plan.handling)
        for number, row, goods in zip(numbers, rows, lines, strict=True):
            one = again[number]
            before, after = _bare(old[one.id, one.submission_id]), {**row, "goods": goods}
            if before != after:
                yield Change(number, one.period_id, before, after)


def _bare(telling: Telling) -> dict[str, Any]:
    """A stored telling in the shape in which a sheet is compared."""
    return {**answered(telling), "goods": [answered(line) for line in telling["goods"]]}
