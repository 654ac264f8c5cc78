"""Migrations: from nothing and from each revision, up and down, and what they make is what the models say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.participants import services as participants
from tests import factories as make
from tests.architecture.source import ROOT
from tests.databases import Database
from tests.visitor import visited

REVISIONS = [found.revision for found in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]


@pytest.fixture
def empty(make_database: Callable[[str], Database]) -> Iterator[Flask]:
    """The application on a database without a single table."""
    app = visited(make_database("empty").url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def stands_at() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_there_is_one_newest_revision():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_tables_are_those_of_the_models(empty: Flask):
    upgrade()
    check()


def test_every_revision_goes_up_down_and_up_again(empty: Flask):
    for revision in REVISIONS:
        before = stands_at()
        upgrade(revision=revision)
        downgrade(revision=before or "base")
        assert stands_at() == before
        upgrade(revision=revision)
        assert stands_at() == revision


def test_going_down_to_nothing_leaves_nothing(empty: Flask):
    upgrade()
    downgrade(revision="base")
    assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]


def test_a_second_upgrade_changes_nothing(empty: Flask):
    upgrade()
    upgrade()
    assert stands_at() == REVISIONS[-1]


def test_who_has_not_accepted_sits_as_who_is_invited(empty: Flask):
    upgrade()
    operation = make.operation()
    planner = make.actor(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))
    for code in ("KZ", "GE"):
        make.account(f"ncp@{code.lower()}.example", code)
        participants.add_participants(planner, "OP1", [make.organisation(code).id])
    participants.answer(planner, "OP1", "GE", "accepted", reason="By letter.")
    after, before = ["planner", "invited", "member"], ["planner", "member", "member"]
    for revision, roles in ((None, after), ("0033_contact_changes", before), ("head", after)):
        if revision:
            db.session.remove()
            (upgrade if revision == "head" else downgrade)(revision=revision)
        assert db.session.scalars(sa.text("SELECT role FROM operation_seat ORDER BY id")).all() == roles
