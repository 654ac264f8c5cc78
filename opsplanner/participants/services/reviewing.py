"""Who reviews a Member's results: the Member chooses; until it does, its RILO when that takes part, else the planner."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.directory.models import Organisation, OrganisationKind
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find as find_operation
from opsplanner.participants.models import Participation, ReviewerKind
from opsplanner.participants.scope import IN
from opsplanner.participants.services.finding import changeable

REPORTING = (Role.MEMBER, Role.GUEST)


def liaisons(operation: Operation) -> set[int]:
    """The organisations that take part as liaison offices."""
    return set(
        db.session.scalars(
            sa.select(Participation.organisation_id).where(
                Participation.operation_id == operation.id,
                Participation.role == Role.LIAISON,
                Participation.state.in_(IN),
            )
        )
    )


def reports(participation: Participation) -> bool:
    """Whether it owes results: Members and guests do."""
    return participation.role in REPORTING


def proposed_reviewer(participation: Participation) -> ReviewerKind:
    """The reviewer chosen; before any answer, what would hold by default."""
    if participation.answered_at is not None:
        return ReviewerKind(participation.reviewer_kind)
    present = liaisons(participation.operation)
    return ReviewerKind.RILO if participation.organisation.rilo_id in present else ReviewerKind.PLANNER


def default_reviewer(operation: Operation, participations: Sequence[Participation]) -> None:
    """Sets the reviewer of those who have not chosen: their RILO when it takes part, else the planner."""
    present = liaisons(operation)
    for participation in participations:
        rilo_id = participation.organisation.rilo_id
        kind = ReviewerKind.RILO if rilo_id in present else ReviewerKind.PLANNER
        name_reviewer(operation, participation, kind)


def choices(operation: Operation, participation: Participation) -> list[ReviewerKind]:
    """Who may be chosen: the Member's RILO only when it takes part."""
    rilo = participation.organisation.rilo_id in liaisons(operation)
    return [kind for kind in ReviewerKind if kind != ReviewerKind.RILO or rilo]


@writes
def choose_reviewer(actor: Actor, code: str, organisation_code: str, kind: str) -> Participation:
    """The Member (or the planner for it) names who reviews its results."""
    operation = find_operation(actor, code)
    participation = changeable(actor, operation, organisation_code)
    set_reviewer(operation, participation, kind)
    audit.record(
        actor,
        "participation:choose_reviewer",
        organisation_code,
        scope=code,
        after={"reviewer": participation.reviewer_kind},
    )
    return participation


def set_reviewer(operation: Operation, participation: Participation, kind: str) -> None:
    """In the transaction under way; refuses a RILO that does not take part."""
    if participation.role not in REPORTING:
        raise Refusal(_l("Only Members that report have a reviewer."))
    if kind not in choices(operation, participation):
        raise Refusal(_l("Choose a reviewer that takes part in the operation."))
    name_reviewer(operation, participation, ReviewerKind(kind))
    participation.reviewer_chosen_at = clock.now()


def name_reviewer(operation: Operation, participation: Participation, kind: ReviewerKind) -> None:
    """In the transaction under way, unchecked and not as anybody's choice; a reviewer that left is forgotten."""
    participation.reviewer_left_id = participation.reviewer_chosen_at = None
    participation.reviewer_kind = kind
    participation.reviewer_id = {
        ReviewerKind.RILO: participation.organisation.rilo_id,
        ReviewerKind.PLANNER: operation.lead_id,
        ReviewerKind.SECRETARIAT: _secretariat_id(),
    }[kind]


def _secretariat_id() -> int | None:
    return db.session.scalar(
        sa.select(Organisation.id).where(Organisation.kind == OrganisationKind.SECRETARIAT).order_by(Organisation.id)
    )
