"""Accounts whose holder is yet to name an address: the very first one, and that of an organisation to which a link is handed over."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.directory.addresses import FIRST, unnamed_address
from opsplanner.directory.models import Account, Organisation, OrganisationKind
from opsplanner.directory.services.invitations import Link, make_link
from opsplanner.directory.services.people import (
    PersonValues,
    by_address,
    has_secretariat,
    new_account,
    platform_role,
    store_account,
)


@writes
def enrol_unnamed(
    actor: Actor, organisation_id: int, language: str, seat: Callable[[Account], object]
) -> tuple[Account, Link]:
    """An account for an organisation of which no address is known, with a link to hand over: whoever comes by it names the address."""
    account = new_account(actor, PersonValues(unnamed_address(), organisation_id, language=language))
    seat(account)
    return account, make_link(actor, account)


@writes
def first_link(actor: Actor) -> Link:
    """The link that makes the first account of the secretariat, whose holder names the address; refused once there is one."""
    if has_secretariat():
        raise Refusal(_l("The secretariat has an account already: its people invite others."))
    account = by_address(FIRST) or _first(actor)
    return make_link(actor, account)


def _first(actor: Actor) -> Account:
    home = db.session.scalar(sa.select(Organisation).where(Organisation.kind == OrganisationKind.SECRETARIAT).limit(1))
    if home is None:
        raise Refusal(_l("The directory is empty. Load it first."))
    account = store_account(PersonValues(FIRST, home.id))
    account.roles = [platform_role(Role.SECRETARIAT)]
    audit.record(actor, "person:first", home.code)
    return account
