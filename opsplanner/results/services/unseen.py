"""What whoever enters a sheet for a Member is not shown of that Member: cases whose marking is closed to them are counted, never told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.chunks import chunks
from opsplanner.core.db import db
from opsplanner.results.models import Case, CaseRow, Submission
from opsplanner.results.scope import rows_condition, standing
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.planning import Absent, Change, Plan
from opsplanner.results.tellings import Place

CASE, ROW, SENT = Case.__table__.c, CaseRow.__table__.c, Submission.__table__.c


@dataclass(frozen=True)
class Shown:
    """What of a plan may be shown to who sends it; the others are but counted. Of those absent the `withdrawable` may be taken back."""

    changes: Sequence[Change] = ()
    absent: Sequence[Absent] = ()
    withdrawable: Collection[int] = ()
    unseen_changes: int = 0
    unseen_absent: int = 0


def shown(actor: Actor, entry: Entry, plan: Plan) -> Shown:
    """The cases of a plan that the actor may see as they count now."""
    counting = {change.case: plan.known[change.case] for change in plan.changes}
    changing = {number: (each.id, each.current or 0) for number, each in counting.items() if each}
    kept = {each.id: (each.id, each.current) for each in plan.absent}
    open_ = seen(actor, entry, {*changing.values(), *kept.values()})
    changes = [each for each in plan.changes if changing[each.case] in open_]
    absent = [each for each in plan.absent if kept[each.id] in open_]
    return Shown(
        changes,
        absent,
        withdrawable(actor, entry, [each.id for each in absent]),
        len(plan.changes) - len(changes),
        len(plan.absent) - len(absent),
    )


def seen(actor: Actor, entry: Entry, places: Collection[Place]) -> frozenset[Place]:
    """Those of some tellings (case, submission) that the actor may see: the Member's own side all that it sends for."""
    if not entry.on_behalf:
        return frozenset(places)
    query = (
        sa.select(CASE.id, ROW.submission_id)
        .select_from(Case)
        .join(CaseRow, ROW.case_id == Case.id)
        .join(Submission, Submission.id == ROW.submission_id)
        .where(rows_condition(actor, entry.operation, standing(actor, entry.operation)))
    )
    open_: set[Place] = set()
    for cases in chunks({case for case, _submission in places}):
        open_.update((case, told) for case, told in db.session.execute(query.where(CASE.id.in_(cases))))
    return frozenset(open_.intersection(places))


def withdrawable(actor: Actor, entry: Entry, cases: Collection[int]) -> frozenset[int]:
    """Those of some cases that count which the actor may take back: the Member's own side all, others what they entered themselves."""
    if not entry.on_behalf:
        return frozenset(cases)
    query = sa.select(CASE.id).join(Submission, Submission.id == CASE.current_id)
    mine = query.where(SENT.on_behalf, SENT.entered_by_id == actor.user_id)
    return frozenset(number for some in chunks(cases) for number in db.session.scalars(mine.where(CASE.id.in_(some))))
