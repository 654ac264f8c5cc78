"""The role that the people of a participation hold, while it takes part and when it is out."""

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


def role_now(participation: Participation) -> Role:
    """The role its people hold: that of the participation, or what is left of it outside; a liaison office serves nobody before it
    accepts."""
    role = Role(participation.role)
    if participation.state in NEEDS_REASON:
        return ROLES_OUTSIDE[role]
    return Role.INVITED if role is Role.LIAISON and participation.state == ParticipationState.INVITED else role
