"""The pages of participation: the list, adding, one participation, contact points."""

from opsplanner.core.access import ASKED, Role
from opsplanner.participants.views import adding, answering, contacts, letters, onboarding, people, register, standing
from opsplanner.participants.views.blueprint import blueprint

# Views that count as being within the list of participants.
LIST = (
    "participants.participation",
    "participants.add",
    "participants.readiness",
    "participants.write",
    "participants.sending",
    "participants.hand_over",
    "participants.confirm",
    "participants.cancel_invitation",
    "participants.edit_contacts",
    "participants.answer",
    "participants.onboard",
    "participants.invite_person",
)

# Who has a participation of their own.
OWN_ROLES = (Role.MEMBER, Role.GUEST, Role.LIAISON, Role.OBSERVER, *ASKED)

__all__ = [
    "LIST",
    "OWN_ROLES",
    "adding",
    "answering",
    "blueprint",
    "contacts",
    "letters",
    "onboarding",
    "people",
    "register",
    "standing",
]
