"""How far a Member is with its practice sheet: which planted mistakes wait, were found, were put right and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.participants.models import Participation
from opsplanner.records.check import Checked
from opsplanner.records.template import Template
from opsplanner.results.models import Case, Channel, Draft, Submission
from opsplanner.results.practice.planted import FIRST_ROW, Mistake, planted
from opsplanner.results.services import look


class Progress(StrEnum):
    """Of one planted mistake."""

    WAITING = "waiting"
    FOUND = "found"
    FIXED = "fixed"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One planted mistake with its cell as people find it, and how far it is."""

    mistake: Mistake
    reference: str
    row: int
    progress: Progress


@dataclass(frozen=True)
class Practice:
    """The practice of one Member: its lessons, the draft it is at, the period, what was sent."""

    participation: Participation
    period: Period | None
    lessons: Sequence[Lesson]
    draft: Draft | None
    submissions: Sequence[Submission]

    @property
    def done(self) -> int:
        """How many mistakes were put right and sent."""
        return sum(each.progress == Progress.SENT for each in self.lessons)

    @property
    def begun(self) -> bool:
        """Whether there is anything to throw away."""
        return self.draft is not None or bool(self.submissions)


def rehearsal_of(operation: Operation) -> Period | None:
    """The rehearsal that is open and has begun, the newest of several."""
    today = clock.today(operation.time_zone)
    begun = [
        period
        for period in operation.periods
        if period.kind == PeriodKind.REHEARSAL and period.state == "open" and period.starts_on <= today
    ]
    return begun[-1] if begun else None


def read_practice(actor: Actor, operation: Operation, participation: Participation, template: Template) -> Practice:
    """What a Member has done with its practice sheet; an error left in the draft is found, gone from it fixed, stored sent."""
    stored, draft = _stored(participation), _draft(participation)
    wrong = _wrong(look(actor, operation, draft.id).checked) if draft is not None and draft.table is not None else None
    member = participation.organisation.code
    return Practice(
        participation=participation,
        period=rehearsal_of(operation),
        lessons=[_lesson(each, member, stored, wrong) for each in planted(template)],
        draft=draft,
        submissions=_submissions(participation),
    )


def _lesson(mistake: Mistake, member: str, stored: set[str], wrong: Mapping[str, set[int]] | None) -> Lesson:
    reference, row = mistake.reference(member), mistake.case + FIRST_ROW - 1
    progress = Progress.WAITING
    if reference in stored:
        progress = Progress.SENT
    elif wrong is not None:
        left = any(row in wrong.get(key, ()) for key in (mistake.rule, mistake.field))
        progress = Progress.FOUND if left else Progress.FIXED
    return Lesson(mistake, reference, row, progress)


def _wrong(checked: Checked) -> dict[str, set[int]]:
    """The rows in which something is wrong, by rule and by field: what is wrong in another way is not put right."""
    found: dict[str, set[int]] = {}
    for problem in checked.problems:
        for key in (problem.code, problem.field) if problem.severity != "notice" else ():
            found.setdefault(key or "", set()).update(problem.rows)
    return found


def _stored(participation: Participation) -> set[str]:
    query = sa.select(Case.national_ref).where(
        Case.participation_id == participation.id, Case.rehearsal, Case.current_id.is_not(None)
    )
    return set(db.session.scalars(query))


def _draft(participation: Participation) -> Draft | None:
    """The newest practice sheet begun and not sent."""
    found = db.session.scalars(
        sa.select(Draft)
        .where(Draft.participation_id == participation.id, Draft.channel == Channel.SHEET)
        .order_by(Draft.id.desc())
    )
    return next((draft for draft in found if draft.choices.get("rehearsal")), None)


def _submissions(participation: Participation) -> list[Submission]:
    query = sa.select(Submission).where(Submission.participation_id == participation.id, Submission.rehearsal)
    return list(db.session.scalars(query.order_by(Submission.id.desc())))
