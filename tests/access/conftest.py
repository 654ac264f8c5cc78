"""The platform of the matrix, built once in a database file of its own, and a browser for everyone who might look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_migrate import upgrade

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.figures import cache
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.results import versions
from tests import factories as make
from tests.access.world import ACTORS, NAMES, Places, build_world
from tests.databases import SqliteFile
from tests.visitor import begin_stay, on_stay, visited


@dataclass
class Platform:
    """The application with what its paths name, and how it is put back after something was changed."""

    app: Flask
    places: Places
    stays: dict[str, dict[str, str]]
    database: SqliteFile

    def visitor(self, actor: str) -> FlaskClient:
        """The browser of an actor, signed in (but for the anonymous one)."""
        return on_stay(self.app, self.stays[actor]) if actor in self.stays else self.app.test_client()

    def seat(self, actor: str, role: Role, code: str) -> None:
        """Gives the person behind an actor one more seat, for its own organisation, until all is put back."""
        with self.app.app_context():
            person = db.session.get_one(Account, self.places[f"{NAMES.get(actor, actor)}person"])
            there = db.session.execute(sa.select(Operation).where(Operation.code == code)).scalar_one()
            make.stored(
                OperationSeat(
                    account_id=person.id, operation_id=there.id, organisation_id=person.organisation_id, role=role
                )
            )

    def close(self) -> None:
        """Nobody is connected to the database any more."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def put_back(self) -> None:
        """Everything as it was."""
        self.close()
        self.database.reset()
        cache.clear()
        versions.clear()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Platform:
    """Made once: some seconds."""
    database = SqliteFile(Path(tmp_path_factory.mktemp("access")))
    app = visited(database.url)
    with app.app_context():
        upgrade()
        world, places = build_world()
        people = {actor: world.people[NAMES.get(actor, actor)] for actor in ACTORS if actor != "anonymous"}
        stays = {actor: begin_stay(app, person) for actor, person in people.items()}
        db.session.remove()
        db.engine.dispose()
    database.keep()
    with app.test_request_context():
        places["stylesheet"] = url_for("static", filename="css/base.css")
    return Platform(app, places, stays, database)


@pytest.fixture
def platform(built: Platform) -> Iterator[Platform]:
    """As built, whatever the test before has done."""
    built.put_back()
    yield built
    built.put_back()
