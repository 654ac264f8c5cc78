"""Which people an actor may know of, as a query that every page starts from; organisations are known to all who sign in."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.directory.models import Account, Organisation


def offices_of(organisation_id: int) -> sa.Select[int]:
    """Ids of an organisation, its offices and their units, however deep."""
    found = sa.select(Organisation.id).where(Organisation.id == organisation_id).cte("offices", recursive=True)
    below = sa.select(Organisation.id).join(found, Organisation.parent_id == found.c.id)
    # UNION, not UNION ALL: a ring of parents, should there ever be one, ends.
    return sa.select(found.union(below).c.id)


def people(actor: Actor) -> sa.Select[Account]:
    """The secretariat knows everyone; others the people of their own organisation and of its offices."""
    accounts = sa.select(Account)
    if actor.is_secretariat:
        return accounts
    if actor.organisation_id is None:
        return accounts.where(sa.false())
    return accounts.where(Account.organisation_id.in_(offices_of(actor.organisation_id)))
