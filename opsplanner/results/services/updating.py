"""Legal outcome and disposition told later: a submission of its own that follows the accepted one, which is not opened again."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, CaseRow, Channel, GoodsLine, NamedReader, PackedColumns, Submission
from opsplanner.results.models import SubmissionState as S
from opsplanner.results.pack import unpack
from opsplanner.results.repacking import repacked
from opsplanner.results.scope import standing
from opsplanner.results.services.entering import entry_for
from opsplanner.results.services.finding import find_case
from opsplanner.results.services.letters import send_receipt, tell_member
from opsplanner.results.services.planning import AFTERWARDS
from opsplanner.results.services.registering import register, trace
from opsplanner.results.services.templates import template_of

ROW, LINE = CaseRow.__table__, GoodsLine.__table__


@writes
def update_outcome(actor: Actor, operation: Operation, case_id: int, told: Mapping[str, str]) -> Submission:
    """Tells the outcome of an accepted case anew, also when its period is closed; the same as before changes nothing.

    Its row is stored again, the same but for these answers: no telling is ever changed. It serves no period, so neither the
    state of a return nor when it came is touched.
    """
    case, row, submission = find_updatable(actor, operation, case_id)
    giver = entry_for(actor, case.participation)
    answers = _checked(operation, told)
    before = {key: getattr(row, key) for key in answers}
    if before == answers:
        return submission
    root = submission.follows_id or submission.id
    details = {"follows_id": root, "handling": row.handling, "rehearsal": submission.rehearsal}
    counts = {"cases": 1, "lines": row.lines, "changed": 1}
    update = register(actor, giver, Channel.UPDATE, {}, counts=counts, **details)
    update.state, update.organisation_id = S.ACCEPTED, submission.organisation_id
    update.template_id, update.reviewed_by = submission.template_id, submission.reviewed_by
    update.reviewed_at = update.submitted_at
    _store(update, submission, case, answers)
    trace(actor, "update", update, before, case=case.national_ref, follows=root, **answers)
    if giver.on_behalf:
        tell_member(update, "entered")
    send_receipt(actor, update)
    return update


def find_updatable(actor: Actor, operation: Operation, case_id: int) -> tuple[Case, CaseRow, Submission]:
    """A case whose outcome is the actor's to tell now; Missing when it may not be seen, Forbidden when it is another's."""
    case, row, submission = find_case(actor, operation, case_id)
    if not standing(actor, operation).is_close(submission):
        raise Forbidden(_l("Only the office that sent a case, or its Member, tells its outcome."))
    if not _takes_update(case, submission):
        raise Refusal(_l("Until a case is accepted it is corrected by the form or the sheet."))
    return case, row, submission


def may_update(actor: Actor, case: Case, submission: Submission) -> bool:
    """Whether the outcome of this case, which the actor sees, is its to tell now."""
    return _takes_update(case, submission) and standing(actor, submission.operation).is_close(submission)


def _takes_update(case: Case, submission: Submission) -> bool:
    return case.current_id is not None and submission.state == S.ACCEPTED


def _checked(operation: Operation, told: Mapping[str, str]) -> dict[str, str | None]:
    """The answers, empty ones as None; only the two fields, and only codes of their lists."""
    fields = template_of(operation).by_key
    answers: dict[str, str | None] = {}
    for key in sorted(AFTERWARDS & set(fields)):
        code = told.get(key, "").strip()
        options = fields[key].options
        if code and options and code not in options.codes:
            raise Missing
        answers[key] = code or None
    return answers


def _store(update: Submission, submission: Submission, case: Case, answers: Mapping[str, str | None]) -> None:
    """Row, lines, columns and named readers of the case once more, under the update; it counts from now on."""
    place = (ROW.c.submission_id == submission.id, ROW.c.case_id == case.id)
    kept = [column for column in ROW.c if column.key not in {"submission_id", *answers}]
    told = [sa.literal(answers[key], ROW.c[key].type).label(key) for key in answers]
    row = sa.select(sa.literal(update.id), *told, *kept).where(*place)
    db.session.execute(sa.insert(ROW).from_select(["submission_id", *answers, *(column.key for column in kept)], row))
    same = [column for column in LINE.c if column.key != "submission_id"]
    lines = sa.select(sa.literal(update.id), *same).where(
        LINE.c.submission_id == submission.id, LINE.c.case_id == case.id
    )
    db.session.execute(sa.insert(LINE).from_select(["submission_id", *(column.key for column in same)], lines))
    content = db.session.scalar(sa.select(PackedColumns.content).where(PackedColumns.submission_id == submission.id))
    if content is not None:
        packed = repacked(unpack(content), case.id, answers)
        db.session.add(PackedColumns(submission_id=update.id, content=packed))
    for reader in submission.readers:
        db.session.add(NamedReader(submission_id=update.id, account_id=reader.account_id))
    case.current_id = update.id
    db.session.flush()
