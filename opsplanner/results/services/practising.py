"""Practice data of a Member thrown away, so that somebody can practise from the beginning; real results are never touched."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, CasePhoto, CaseRow, CaseWithdrawal, Draft, GoodsLine, Submission
from opsplanner.results.services.drafting import discard
from opsplanner.results.services.entering import entry
from opsplanner.results.services.originals import drop_unheld
from opsplanner.results.services.registering import bump


@writes
def reset_practice(actor: Actor, operation: Operation, member: str = "") -> int:
    """Removes the rehearsal's drafts, submissions and cases of the actor's own Member; says how many submissions."""
    giver = entry(actor, operation, member)
    if giver.on_behalf:
        raise Forbidden(_l("A Member throws away its own practice data."))
    mine = giver.participation.id
    for draft in db.session.scalars(sa.select(Draft).where(Draft.participation_id == mine)).all():
        if draft.choices.get("rehearsal"):
            discard(actor, operation, draft.id)
    sent = sa.select(Submission.id).where(Submission.participation_id == mine, Submission.rehearsal)
    kept = db.session.scalars(sa.select(Submission.kept_sha256).where(Submission.id.in_(sent))).all()
    photos = db.session.scalars(sa.select(CasePhoto.sha256).where(CasePhoto.submission_id.in_(sent))).all()
    _remove_cases(mine)
    db.session.execute(sa.update(Submission).where(Submission.id.in_(sent)).values(follows_id=None))
    _remove(Submission.__table__, Submission.__table__.c.id.in_(sent))
    db.session.expire_all()
    for sha256 in {*kept, *photos} - {None}:
        drop_unheld(str(sha256))
    bump(operation)
    audit.record(
        actor, "practice:reset", giver.participation.organisation.code, scope=operation.code, before={"sent": len(kept)}
    )
    return len(kept)


def _remove_cases(participation: int) -> None:
    cases = sa.select(Case.id).where(Case.participation_id == participation, Case.rehearsal)
    for table in (GoodsLine, CaseRow, CaseWithdrawal):
        db.session.execute(sa.delete(table).where(table.__table__.c.case_id.in_(cases)))
    _remove(Case.__table__, Case.__table__.c.id.in_(cases))


def _remove(table: Any, which: sa.ColumnElement[bool]) -> None:
    """Deletes rows of a table with one id, first whatever in other tables hangs on them."""
    ids = sa.select(table.c.id).where(which)
    for other in db.metadata.sorted_tables:
        for key in other.foreign_key_constraints:
            if key.referred_table is table and other is not table and len(key.columns) == 1:
                (column,) = key.columns
                hanging = column.in_(ids)
                if "id" in other.c:
                    _remove(other, hanging)
                else:
                    db.session.execute(sa.delete(other).where(hanging))
    db.session.execute(sa.delete(table).where(table.c.id.in_(ids)))
