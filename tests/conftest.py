"""What every test may ask for. A test that asks for the application gets a fresh, migrated database of its own.

With OPSPLANNER_TEST_DATABASE_URL naming a PostgreSQL server (`make test` starts one), only the tests that use the
database run, on that server; without it, all tests run, on SQLite.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.figures import cache
from opsplanner.results import versions
from tests import INSTANCE, SERVER
from tests.databases import Database, PostgresDatabase, SqliteFile, Staged, disconnect, stage
from tests.visitor import begin_stay, on_stay, visited

THROUGH_PAGES = {"client", "sign_in"}


@pytest.hookimpl(tryfirst=True)  # before the long ones are taken out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, what does not touch the database is not run again, and pages, which ask the same services, are long; what needs a missing program cannot be."""
    apart = {item for item in items if SERVER and "make_database" not in getattr(item, "fixturenames", ())}
    apart |= {item for item in items for mark in item.iter_markers("needs") if not shutil.which(mark.args[0])}
    items[:] = [item for item in items if item not in apart]
    for item in items:
        if SERVER and THROUGH_PAGES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.long)
    config.hook.pytest_deselected(items=[*apart])


def pytest_unconfigure() -> None:
    INSTANCE.cleanup()


@pytest.fixture(scope="session")
def make_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Database]]:
    """Makes an empty database of that name, on whichever of the two this run is about."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    made: list[Database] = []

    def make(name: str) -> Database:
        folder = tmp_path_factory.mktemp(name)
        made.append(PostgresDatabase(SERVER, f"{name}_{worker}") if SERVER else SqliteFile(folder))
        return made[-1]

    yield make
    for database in made:
        database.drop()


@pytest.fixture(scope="session")
def database(make_database: Callable[[str], Database]) -> Database:
    """The database that the tests of this process share, one after the other."""
    return make_database("test")


@pytest.fixture(scope="session")
def application(database: Database) -> Flask:
    """The application, its database migrated and kept; made once, because that takes a second."""
    made = visited(database.url)
    with made.app_context():
        upgrade()
        db.engine.dispose()
    database.keep()
    return made


@pytest.fixture
def app(application: Flask, database: Database) -> Iterator[Flask]:
    """The application on a database that no other test has touched; settings that a test changed end with it."""
    database.reset()
    cache.clear()
    versions.clear()
    settings = dict(application.config)
    yield application
    application.config.clear()
    application.config.update(settings)
    with application.app_context():
        disconnect()


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """The application inside its own context, for calling services and storing models."""
    with app.app_context():
        yield app


@pytest.fixture
def staged(app_context: Flask, database: Database) -> Staged:
    """Puts the database in the state a builder leaves it in; what it stored is looked up by code or address."""
    return partial(stage, database)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in on."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Account], FlaskClient]:
    """Gives a browser on which this person has just signed in."""

    def signed_in(person: Account) -> FlaskClient:
        return on_stay(app, begin_stay(app, person))

    return signed_in
