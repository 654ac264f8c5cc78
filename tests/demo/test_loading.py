"""When the demo is loaded, when not, and how it is put back."""

from __future__ import annotations

import hashlib

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import audit, settings
from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.demo import services
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import edit_section
from opsplanner.results.models import CaseRow, Submission
from opsplanner.results.services import publish_template
from tests import factories as make

ACTOR = system_actor("tests")


@pytest.mark.usefixtures("app_context")
def test_it_is_refused_where_an_operation_is_real(app: Flask):
    make.operation("REAL")
    with pytest.raises(Refusal):
        services.load_demo(ACTOR)
    with pytest.raises(Refusal):
        services.reset_demo(ACTOR)
    done = app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 1
    assert "real operations" in done.stderr
    assert db.session.scalars(sa.select(Operation.code)).all() == ["REAL"]
    assert not services.is_loaded()


@pytest.mark.usefixtures("app_context")
def test_a_load_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    def fails(*_words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "open_operation", fails)
    with pytest.raises(RuntimeError):
        services.load_demo(ACTOR)
    db.session.rollback()
    assert services.is_empty()
    assert audit.head()[0] == 0


@pytest.mark.usefixtures("app_context")
def test_a_platform_somebody_works_on_is_not_empty():
    assert services.is_empty()
    make.account("s@ops.example", "WCO", password="a hash")
    assert not services.is_empty()


@pytest.mark.long
@pytest.mark.usefixtures("demo")
def test_a_reset_puts_everything_back_and_keeps_people():
    before = fingerprint()
    note = {"en": "", "fr": ""}
    edit_section(ACTOR, "COSMO2", "purpose", {"purpose": note, "background": note}, publish_template)
    make.account("guest@ops.example", "KZ")
    changed = fingerprint()
    services.reset_demo(ACTOR)
    assert changed != before == fingerprint()
    assert db.session.scalar(sa.select(Account.id).where(Account.email == "guest@ops.example")) is not None
    assert settings.get("demo") is True
    assert list(audit.verify()) == []


def fingerprint() -> str:
    """Of plans and results: the same numbers each time the demo is loaded."""
    told = [
        db.session.execute(
            sa.select(Operation.code, Operation.purpose, Operation.phase).order_by(Operation.code)
        ).all(),
        db.session.execute(
            sa.select(Submission.submitted_at, Submission.state, Submission.sha256).order_by(
                Submission.submitted_at, Submission.sha256
            )
        ).all(),
        db.session.execute(
            sa.select(
                CaseRow.__table__.c.detected_on, CaseRow.__table__.c.record_kind, CaseRow.__table__.c.place_name
            ).order_by(*list(CaseRow.__table__.c)[2:9])
        ).all(),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
