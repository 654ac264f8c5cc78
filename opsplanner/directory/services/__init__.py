"""What is done with organisations and people: each function is one transaction, audited."""

from opsplanner.directory.organisation import OrganisationValues
from opsplanner.directory.services.invitations import (
    Link,
    accept,
    ask_new_link,
    look_up,
    make_link,
    revoke_links,
    send_reset,
)
from opsplanner.directory.services.loading import load_reference
from opsplanner.directory.services.organisations import (
    add_organisation,
    change_organisation,
    find_organisation,
    restore_organisation,
    retire_organisation,
)
from opsplanner.directory.services.people import (
    PersonValues,
    as_actor,
    change_person,
    change_roles,
    disable,
    enable,
    enrol,
    find_person,
    first_link,
    has_no_address,
    invite,
    renew_link,
    withdraw_links,
)
from opsplanner.directory.services.profile import Profile, begin_account, change_pass_phrase, save_display, save_profile

__all__ = [
    "Link",
    "OrganisationValues",
    "PersonValues",
    "Profile",
    "accept",
    "add_organisation",
    "as_actor",
    "ask_new_link",
    "begin_account",
    "change_organisation",
    "change_pass_phrase",
    "change_person",
    "change_roles",
    "disable",
    "enable",
    "enrol",
    "find_organisation",
    "find_person",
    "first_link",
    "has_no_address",
    "invite",
    "load_reference",
    "look_up",
    "make_link",
    "renew_link",
    "restore_organisation",
    "retire_organisation",
    "revoke_links",
    "save_display",
    "save_profile",
    "send_reset",
    "withdraw_links",
]
