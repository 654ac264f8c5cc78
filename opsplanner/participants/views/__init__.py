"""The pages of participation: the list, adding, one participation, contact points."""

from opsplanner.participants.views import adding, answering, contacts, people, register
from opsplanner.participants.views.blueprint import blueprint

# Views that count as being within the list of participants.
LIST = (
    "participants.participation",
    "participants.add",
    "participants.confirm",
    "participants.cancel_invitation",
    "participants.edit_contacts",
    "participants.answer",
    "participants.invite_person",
)

__all__ = ["LIST", "adding", "answering", "blueprint", "contacts", "people", "register"]
