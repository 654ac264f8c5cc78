"""What participation itself asks of a participant: an answer, a contact point, a deputy, and who reviews its results."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Role
from opsplanner.participants.leftward import Judge
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.participants.services import standing

REACHED = (Role.MEMBER, Role.GUEST, Role.LIAISON)
REPORTING = (Role.MEMBER, Role.GUEST)
ACCEPTED, CONTACT, DEPUTY, REVIEWER = "accepted", "contact", "deputy", "reviewer"


def of(participation: Participation) -> Mapping[str, str]:
    """What the address of a page about this very participation is given."""
    return {"code": participation.operation.code, "org": participation.organisation.code}


JUDGES = (
    Judge(
        key=ACCEPTED,
        title=_l("Invitation accepted"),
        said=_l("the answer to the invitation"),
        verb=_l("Answer"),
        judge=lambda operations: {
            one.id: one.state == ParticipationState.ACCEPTED for one in standing.asked(operations, tuple(Role))
        },
        view="participants.onboard",
        where=of,
        told=True,
    ),
    Judge(
        key=CONTACT,
        title=_l("Contact point"),
        said=_l("a contact point"),
        verb=_l("Name your contact point"),
        judge=lambda operations: {one.id: one.contacts >= 1 for one in standing.taking_part(operations, REACHED)},
        view="participants.edit_contacts",
        where=of,
    ),
    Judge(
        key=DEPUTY,
        title=_l("Deputy"),
        said=_l("a deputy, for nights and week-ends"),
        verb=_l("Name a deputy"),
        judge=lambda operations: {one.id: one.contacts >= 2 for one in standing.taking_part(operations, REPORTING)},
        view="participants.edit_contacts",
        where=of,
    ),
    Judge(
        key=REVIEWER,
        title=_l("Reviewer chosen"),
        said=_l("who reviews the results"),
        verb=_l("Choose the reviewer"),
        judge=lambda operations: {one.id: one.chosen for one in standing.taking_part(operations, REPORTING)},
        view="participants.participation",
        where=lambda participation: {**of(participation), "_anchor": "reviewer"},
    ),
)
