"""What results ask of a participant before an operation: that it has sent a practice return, once there is a rehearsal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.participants.judges import REPORTING
from opsplanner.participants.leftward import Judge
from opsplanner.participants.models import Participation
from opsplanner.participants.services import taking_part
from opsplanner.results.models import Submission


def _practised(operations: Sequence[Operation]) -> Mapping[int, bool]:
    """Nobody is asked before a rehearsal has begun; what was withdrawn does not count."""
    rehearsing = _rehearsing(operations)
    if not rehearsing:
        return {}
    asked = [one.id for one in taking_part(rehearsing, REPORTING)]
    query = sa.select(Submission.participation_id).where(
        Submission.participation_id.in_(asked), Submission.rehearsal, Submission.withdrawn_at.is_(None)
    )
    sent = set(db.session.scalars(query))
    return {number: number in sent for number in asked}


def _rehearsing(operations: Sequence[Operation]) -> list[Operation]:
    query = sa.select(Period.operation_id, Period.starts_on).where(
        Period.operation_id.in_([each.id for each in operations]), Period.kind == PeriodKind.REHEARSAL
    )
    today = {each.id: clock.today(each.time_zone) for each in operations}
    begun = {number for number, starts_on in db.session.execute(query) if starts_on <= today[number]}
    return [each for each in operations if each.id in begun]


def _where(participation: Participation) -> Mapping[str, str]:
    return {"code": participation.operation.code, "member": participation.organisation.code}


PRACTICE = Judge(
    key="practice",
    title=_l("Practice return sent"),
    said=_l("a practice return"),
    verb=_l("Practise"),
    judge=_practised,
    view="results.practice",
    where=_where,
)
