"""What is done with participations and contact points."""

from opsplanner.participants.services.adding import (
    ROLES,
    add_participants,
    from_names,
    from_network,
    from_region,
    usual_role,
)
from opsplanner.participants.services.answering import answer, cancel_invitation, change_role, restore
from opsplanner.participants.services.contacting import contact_values, save_contacts
from opsplanner.participants.services.finding import (
    all_contacts,
    chosen,
    contact_list,
    find,
    is_own,
    may_manage,
    own,
    participants,
    roster,
    tally,
)
from opsplanner.participants.services.reviewing import choices, choose_reviewer

__all__ = [
    "ROLES",
    "add_participants",
    "all_contacts",
    "answer",
    "cancel_invitation",
    "change_role",
    "choices",
    "choose_reviewer",
    "chosen",
    "contact_list",
    "contact_values",
    "find",
    "from_names",
    "from_network",
    "from_region",
    "is_own",
    "may_manage",
    "own",
    "participants",
    "restore",
    "roster",
    "save_contacts",
    "tally",
    "usual_role",
]
