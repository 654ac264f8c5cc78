"""The role that the people of a participation hold: before it answers, while it takes part, and when it is out."""

from __future__ import annotations

from opsplanner.core.access import Role
from opsplanner.participants.models import Participation, ParticipationState

# The answers that need a reason, and after which an organisation is out.
NEEDS_REASON = (ParticipationState.DECLINED, ParticipationState.WITHDRAWN)
# What is left to the people of an organisation that is out: its own data and, where allowed, the aggregates.
ROLES_OUTSIDE = {
    Role.MEMBER: Role.GUEST,
    Role.GUEST: Role.GUEST,
    Role.LIAISON: Role.OBSERVER,
    Role.OBSERVER: Role.OBSERVER,
}
# What is open to them before it accepts.
ROLES_ASKED = {
    Role.MEMBER: Role.INVITED,
    Role.LIAISON: Role.INVITED,
    Role.GUEST: Role.INVITED_GUEST,
    Role.OBSERVER: Role.INVITED_GUEST,
}


def role_now(participation: Participation) -> Role:
    """The role its people hold: that of the participation once accepted, what is left of it outside; before, that of who is asked."""
    role = Role(participation.role)
    if participation.state in NEEDS_REASON:
        return ROLES_OUTSIDE[role]
    return role if participation.state == ParticipationState.ACCEPTED else ROLES_ASKED[role]
