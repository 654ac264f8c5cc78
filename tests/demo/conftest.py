"""The demo, loaded once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_migrate import upgrade

from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.demo.services import load_demo
from tests.databases import Database
from tests.visitor import visited


@pytest.fixture(scope="session")
def loaded(make_database: Callable[[str], Database]) -> Iterator[Flask]:
    """An application whose database holds the demo."""
    made = visited(make_database("demo").url)
    with made.app_context():
        upgrade()
        load_demo(system_actor("command line"))
        db.session.remove()
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def demo(loaded: Flask) -> Iterator[Flask]:
    """The same inside its own context."""
    with loaded.app_context():
        yield loaded
        db.session.remove()
