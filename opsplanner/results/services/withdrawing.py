"""Taking back: a whole submission until it is reviewed, or one case with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.operations.models import Operation, Period
from opsplanner.results.models import Case, CaseRow, CaseWithdrawal, PeriodServed, Submission, SubmissionState
from opsplanner.results.scope import standing
from opsplanner.results.services.demanding import demand_open, demand_reason
from opsplanner.results.services.finding import find_case, find_submission
from opsplanner.results.services.registering import bump, keep_step, trace
from opsplanner.results.services.settling import followers, settle

# Why a submission cannot be taken back in each state it may have come to.
NO_MORE = {
    # An update, when what it follows was reviewed again and put back.
    SubmissionState.SUBMITTED: _l("%(reference)s follows a submission that waits for its review again. Withdraw that one, or wait until it is accepted."),
    SubmissionState.IN_REVIEW: _l("%(reference)s is being reviewed and cannot be withdrawn now. Ask its reviewer to return it."),
    SubmissionState.ACCEPTED: _l("%(reference)s is accepted and cannot be withdrawn. Ask its reviewer to review it again, or withdraw single cases."),
    SubmissionState.RETURNED: _l("%(reference)s was returned, so nothing of it counts and nothing is to be withdrawn. Send the correction."),
    SubmissionState.WITHDRAWN: _l("%(reference)s was withdrawn already."),
    SubmissionState.REPLACED: _l("%(reference)s was replaced by cases, so nothing of it counts and nothing is to be withdrawn."),
}  # fmt: skip


@writes
def withdraw(actor: Actor, operation: Operation, submission_id: int, reason: str) -> Submission:
    """Takes a submission back, as long as nobody has begun to review it; what it replaced counts again."""
    submission = to_withdraw(actor, operation, submission_id)
    demand_reason(reason)
    before = audit.snapshot(submission, "state")
    for each in [*followers(submission), submission]:
        each.state = SubmissionState.WITHDRAWN
        each.withdrawn_at, each.withdrawn_by, each.withdrawn_reason = clock.now(), actor.label, reason.strip()
        db.session.flush()
        settle(each)
    keep_step(actor, submission, "withdraw", reason)
    bump(operation)
    trace(actor, "withdraw", submission, before, reason=reason.strip())
    return submission


@writes
def withdraw_case(actor: Actor, operation: Operation, case_id: int, reason: str) -> Case:
    """Takes one case back: its rows count no more, until a later sheet brings it again."""
    case, period, submission = case_to_withdraw(actor, operation, case_id)
    demand_reason(reason)
    last = db.session.scalar(
        sa.select(sa.func.max(CaseRow.__table__.c.submission_id))
        .join(Submission, Submission.id == CaseRow.__table__.c.submission_id)
        .where(Submission.participation_id == case.participation_id, CaseRow.__table__.c.case_id == case.id)
    )
    db.session.add(
        CaseWithdrawal(
            operation_id=operation.id,
            case_id=case.id,
            after_id=last,
            at=clock.now(),
            by=actor.label,
            reason=reason.strip(),
        )
    )
    db.session.execute(
        sa.update(PeriodServed)
        .where(PeriodServed.submission_id == (submission.follows_id or submission.id))
        .where(PeriodServed.period_id == period.id)
        .values(cases=PeriodServed.cases - 1)
    )
    case.current_id = None
    bump(operation)
    trace(actor, "withdraw_case", submission, case=case.national_ref, reason=reason.strip())
    return case


def to_withdraw(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """The submission, if the actor may take it back as it stands now; else a sentence says why not, and what can be done."""
    submission = find_submission(actor, operation, submission_id)
    if not may_take_back(actor, submission):
        raise Forbidden(_l("Only the Member, or whoever entered it, may withdraw a submission."))
    if submission.state != _open_state(submission):
        raise Refusal(NO_MORE[SubmissionState(submission.state)] % {"reference": submission.reference})
    return submission


def case_to_withdraw(actor: Actor, operation: Operation, case_id: int) -> tuple[Case, Period, Submission]:
    """The same for one case, with its period and the submission that tells it."""
    case, row, submission = find_case(actor, operation, case_id)
    if not may_take_back(actor, submission):
        raise Forbidden(_l("Only the Member, or whoever entered it, may withdraw a case."))
    if case.current_id is None:
        raise Refusal(_l("This case does not count any more; there is nothing to withdraw."))
    if submission.state == SubmissionState.IN_REVIEW:
        raise Refusal(_l("The submission that holds this case is being reviewed. Ask its reviewer to return it."))
    period = db.session.scalars(sa.select(Period).where(Period.id == row.period_id)).one()
    demand_open(period)
    return case, period, submission


def may_withdraw_case(actor: Actor, operation: Operation, case_id: int) -> bool:
    """Whether the actor may take a case back as it stands now."""
    try:
        case_to_withdraw(actor, operation, case_id)
    except Refusal:
        return False
    return True


def may_withdraw(actor: Actor, submission: Submission) -> bool:
    """Whether the actor may take it back as it stands now."""
    return submission.state == _open_state(submission) and may_take_back(actor, submission)


def _open_state(submission: Submission) -> SubmissionState:
    """Until it is reviewed; an update after acceptance, which nobody reviews, as long as what it follows is accepted."""
    return SubmissionState.SUBMITTED if submission.follows_id is None else SubmissionState.ACCEPTED


def may_take_back(actor: Actor, submission: Submission) -> bool:
    """Its own Member (an office: what it sent), or the person who entered it for the Member."""
    if standing(actor, submission.operation).sends(submission):
        return True
    return submission.on_behalf and actor.user_id is not None and submission.entered_by_id == actor.user_id
