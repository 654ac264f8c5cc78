"""The people and things a test needs, with just enough said about them; each is stored at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, Organisation, OrganisationKind, PlatformRole
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.services import actor_of


def stored(model: Any) -> Any:
    """Stores a model in a transaction of its own and gives it back."""
    db.session.add(model)
    db.session.commit()
    return model


def organisation(code: str = "KZ", **changes: Any) -> Organisation:
    """The organisation with this code, made when it is not there: a customs administration unless told otherwise."""
    found = db.session.scalar(sa.select(Organisation).where(Organisation.code == code))
    if found:
        return found
    usual: dict[str, Any] = {
        "code": code,
        "kind": OrganisationKind.CUSTOMS,
        "name": Text.of(f"Customs of {code}", fr=f"Douane de {code}"),
        "country": code if len(code) == 2 else None,
        "search_en": f"customs of {code.lower()}",
        "search_fr": f"douane de {code.lower()}",
        **dict.fromkeys(("wco_region", "email", "address", "note"), ""),
    }
    return stored(Organisation(**{**usual, **changes}))


def account(email: str, organisation_code: str = "KZ", *platform_roles: Role, **changes: Any) -> Account:
    """A person who can sign in; without a pass phrase unless one is given."""
    usual: dict[str, Any] = {
        "email": email,
        "name": email.split("@")[0],
        "organisation_id": organisation(organisation_code).id,
        "language": "en",
        "time_zone": "UTC",
        "created_at": clock.now(),
        "active": True,
        "fs_uniquifier": f"u-{email}"[:64],
        "roles": [_platform_role(role) for role in platform_roles],
        **dict.fromkeys(("function", "phone"), ""),
    }
    return stored(Account(**{**usual, **changes}))


def operation(code: str = "OP1", **changes: Any) -> Operation:
    """An operation of one month, in its action phase, without periods or participants."""
    usual: dict[str, Any] = {
        "code": code,
        "name": Text.of(f"Operation {code}", fr=f"Opération {code}"),
        "preset": "strategic",
        "hs_edition": 2022,
        "time_zone": "UTC",
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 3, 31),
        "phase": "operational",
        "created_at": clock.now(),
        **dict.fromkeys(("purpose", "background", "references", "scope", "note"), Text.of()),
    }
    return stored(Operation(**{**usual, **changes}))


def seated(email: str, where: Operation, role: Role, organisation_code: str = "KZ") -> Account:
    """A person with a seat in an operation."""
    person = account(email, organisation_code)
    there = organisation(organisation_code)
    stored(OperationSeat(account_id=person.id, operation_id=where.id, organisation_id=there.id, role=role))
    return person


def actor(person: Account) -> Actor:
    """The actor this person is for services."""
    return actor_of(person)


def _platform_role(role: Role) -> PlatformRole:
    found = db.session.scalar(sa.select(PlatformRole).where(PlatformRole.name == role))
    return found or PlatformRole(name=role)
