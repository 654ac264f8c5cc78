"""What the tests of kills and crowds stand on: an operation that reports, in a database file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade

from opsplanner.app import create_app
from opsplanner.figures import cache
from tests.databases import SqliteFile
from tests.faults.stage import KEY, Browser, Stage
from tests.results.world import build
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Browser]]:
    """Made once: some seconds."""
    folder = Path(tmp_path_factory.mktemp("faults"))
    database = SqliteFile(folder)
    app = create_app(
        SQLALCHEMY_DATABASE_URI=database.url,
        SECRET_KEY=KEY,
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
    )
    app.test_client_class = Visitor
    with app.app_context():
        upgrade()
        person = build().people["kz"]
        sender = Browser(app, person)
    stage = Stage(app, database, folder / "log")
    stage.keep()
    yield stage, sender
    stage.processes.end()


@pytest.fixture
def stage(built: tuple[Stage, Browser]) -> Iterator[Stage]:
    """As built, whatever the test before has done."""
    built[0].put_back()
    cache.clear()
    yield built[0]
    built[0].close()


@pytest.fixture
def sender(built: tuple[Stage, Browser], stage: Stage) -> Browser:
    """The contact point of Kazakhstan."""
    return built[1]
