"""Who does not take part in the world of secrets: liaison offices beside the one that reviews, and a Member that was only asked."""

from __future__ import annotations

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.directory.models import OrganisationKind
from opsplanner.participants import services as participants
from opsplanner.participants.models import ReviewerKind
from tests import factories as make
from tests.results.world import World


def ask_offices(world: World) -> None:
    """One that serves nobody; one that was only asked, though a Member chose it already; one that declined; one that withdrew."""
    other = make.organisation("RILO-Y", kind=OrganisationKind.RILO)
    world.people["liaison2"] = make.seated("liaison2@x.example", world.operation, Role.LIAISON, other.code)
    planner = world.actor("planner")
    for name in ("invited", "declined", "withdrawn"):
        office = make.organisation(f"RILO-{name.upper()}", kind=OrganisationKind.RILO)
        world.people[name] = make.account(f"{name}@x.example", office.code)
        participants.add_participants(planner, "OP1", [office.id])
    participants.answer(planner, "OP1", "RILO-DECLINED", "declined", reason="No staff.")
    participants.answer(planner, "OP1", "RILO-WITHDRAWN", "accepted", reason="By letter.")
    participants.answer(planner, "OP1", "RILO-WITHDRAWN", "withdrawn", reason="No staff.")
    reporting = world.participation("GE")
    reporting.reviewer_kind, reporting.reviewer_id = ReviewerKind.RILO, make.organisation("RILO-INVITED").id
    db.session.commit()
    # A Member that has not answered yet.
    world.people["asked"] = make.account("asked@x.example", "UZ")
    participants.add_participants(planner, "OP1", [make.organisation("UZ").id])
