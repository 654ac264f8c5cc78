"""The life of a participation: asked, accepted or declined, withdrawn, asked again."""

from __future__ import annotations

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.services import find as find_operation
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.participants.models import LetterKind, Participation, ParticipationState
from opsplanner.participants.roles import NEEDS_REASON, ROLES_OUTSIDE, role_now
from opsplanner.participants.services.finding import changeable, is_own, may_manage
from opsplanner.participants.services.leaving import leave, put_back
from opsplanner.participants.services.reviewing import REPORTING, default_reviewer, set_reviewer
from opsplanner.participants.services.writing import enqueue_letters

S = ParticipationState
# From each state, where the participant itself may go; the planner may, for it, and may set any back to invited.
STEPS = {S.INVITED: (S.ACCEPTED, S.DECLINED), S.ACCEPTED: (S.WITHDRAWN,), S.DECLINED: (), S.WITHDRAWN: ()}


def answers(participation: Participation) -> tuple[ParticipationState, ...]:
    """What may be answered now."""
    return STEPS[S(participation.state)]


@writes
def answer(
    actor: Actor, code: str, organisation_code: str, state: str, *, reason: str = "", reviewer: str = ""
) -> Participation:
    """Accepts, declines or withdraws. Declining and withdrawing need a reason; so does answering for somebody else."""
    operation = find_operation(actor, code)
    participation = changeable(actor, operation, organisation_code)
    if state not in STEPS[S(participation.state)]:
        raise Refusal(_l("This was answered already. Reload the page to see the present state."))
    if not reason.strip() and (state in NEEDS_REASON or not is_own(actor, participation)):
        raise Refusal(_l("Say why in one sentence."))
    if state == S.ACCEPTED and participation.role in REPORTING:
        if reviewer:
            set_reviewer(operation, participation, reviewer)
        else:
            default_reviewer(operation, [participation])
    return _enter(actor, operation, participation, state, reason)


@writes
def restore(actor: Actor, code: str, organisation_code: str, reason: str = "") -> Participation:
    """The planner asks again: back to invited, whatever the answer was, and written to like whoever is asked first."""
    operation, participation = _managed(actor, code, organisation_code)
    _enter(actor, operation, participation, S.INVITED, reason)
    enqueue_letters(actor, operation, [participation], LetterKind.INVITATION)
    return participation


@writes
def cancel_invitation(actor: Actor, code: str, organisation_code: str) -> None:
    """Takes back an invitation made by mistake: only while it was never answered."""
    operation, participation = _managed(actor, code, organisation_code)
    if participation.state != S.INVITED or participation.answered_at is not None:
        raise Refusal(_l("It has answered before: it can withdraw, but stays on the list."))
    for seat in _seats(participation):
        db.session.delete(seat)
    if participation.role == Role.LIAISON:
        leave(actor, operation, participation, "")
    audit.record(actor, "participation:cancel", organisation_code, scope=code, before={"role": participation.role})
    db.session.delete(participation)


@writes
def change_role(actor: Actor, code: str, organisation_code: str, role: str) -> Participation:
    """Member, guest, liaison or observer; the seats of its people follow."""
    operation, participation = _managed(actor, code, organisation_code)
    if role not in ROLES_OUTSIDE:
        raise Refusal(_l("Choose the role in which they take part."))
    before, participation.role = participation.role, role
    _seat_as(participation, role_now(participation))
    audit.record(
        actor, "participation:change_role", organisation_code, scope=code, before={"role": before}, after={"role": role}
    )
    default_reviewer(operation, [participation])
    if before == Role.LIAISON != role:
        leave(actor, operation, participation, "")
    return participation


def _enter(actor: Actor, operation: Operation, participation: Participation, state: str, reason: str) -> Participation:
    before = audit.snapshot(participation, "state", "note")
    participation.state, participation.note = state, reason.strip()
    if state != S.INVITED:
        participation.answered_at = clock.now()
    _seat_as(participation, role_now(participation))
    audit.record(
        actor,
        f"participation:{state}",
        participation.organisation.code,
        scope=operation.code,
        before=before,
        after=audit.snapshot(participation, "state", "note", "reviewer_kind"),
    )
    if participation.role == Role.LIAISON and state in NEEDS_REASON:
        leave(actor, operation, participation, reason)
    elif participation.role == Role.LIAISON and state == S.INVITED:
        put_back(actor, operation, participation, reason)
    return participation


def _managed(actor: Actor, code: str, organisation_code: str) -> tuple[Operation, Participation]:
    operation = find_operation(actor, code)
    participation = changeable(actor, operation, organisation_code)
    if not may_manage(actor, operation):
        raise Forbidden(NOT_ALLOWED)
    return operation, participation


def _seat_as(participation: Participation, role: Role) -> None:
    """Gives the people of an organisation and of its offices the role that goes with its state; planners stay planners."""
    held = [seat for seat in _seats(participation) if seat.role != Role.PLANNER]
    right = {(seat.account_id, seat.organisation_id) for seat in held if seat.role == role}
    for seat in held:
        if seat.role == role:
            continue
        if (seat.account_id, seat.organisation_id) in right:
            db.session.delete(seat)
        else:
            seat.role = role
            right.add((seat.account_id, seat.organisation_id))


def _seats(participation: Participation) -> list[OperationSeat]:
    inside = sa.or_(
        Organisation.id == participation.organisation_id, Organisation.parent_id == participation.organisation_id
    )
    query = sa.select(OperationSeat).join(Organisation, Organisation.id == OperationSeat.organisation_id)
    return list(db.session.scalars(query.where(OperationSeat.operation_id == participation.operation_id, inside)))
