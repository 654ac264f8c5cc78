"""Somebody who is signed in on a benchmark's platform, and the browser that asks in that name."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.directory import sessions
from opsplanner.directory.models import Account, Organisation, PlatformRole

Visit = dict[str, object]


def person(name: str, organisation: Organisation, *roles: PlatformRole) -> Account:
    """An account of that name."""
    return Account(email=f"{name.lower()}@example.org", name=name, function="", phone="", organisation_id=organisation.id,
                   language="en", time_zone="UTC", created_at=clock.now(), active=True, fs_uniquifier=name, roles=list(roles))  # fmt: skip


def visit(user: str, account: int) -> Visit:
    """What the browser holds of somebody who signed in just now."""
    return {"_user_id": user, "stay": sessions.begin(account), "_fresh": True}


def signed(app: Flask, values: Visit) -> str:
    """The same as the value of its cookie."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.dumps(values))


def browser(app: Flask, values: Visit) -> FlaskClient:
    """Asks within the process, without the wire."""
    visitor = app.test_client()
    visitor.set_cookie("session", signed(app, values))
    return visitor
