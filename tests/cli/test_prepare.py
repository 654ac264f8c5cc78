"""What `make run` prepares: once everything, the second time nothing."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.access import Role
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.directory.models import Organisation
from tests import factories


@pytest.fixture(autouse=True)
def no_demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "DEMO", False)


def run(app: Flask) -> str:
    done = app.test_cli_runner().invoke(args=["prepare"])
    assert done.exit_code == 0, done.output
    db.session.rollback()
    return done.output


def counted() -> tuple[int, int]:
    return tuple(
        db.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in (Organisation, AuditEntry)
    )


def test_an_empty_platform_gets_its_directory_and_a_way_in(app_context: Flask):
    output = run(app_context)
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", output)
    assert app_context.test_client().get(link).status_code == 200
    assert counted()[0] > 180


@pytest.mark.usefixtures("app_context")
def test_a_second_time_changes_nothing(app: Flask):
    run(app)
    factories.account("s@ops.example", "WCO", Role.SECRETARIAT, password="a hash")
    before = counted()
    assert "http" not in run(app)
    assert counted() == before
