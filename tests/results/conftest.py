"""What tests of results may ask for: the operation that reports, and its third week."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.directory.models import Account
from tests.databases import Staged
from tests.results.world import NOW, World, build, find


@pytest.fixture
def world(staged: Staged) -> World:
    """Four weekly periods in March 2026."""
    staged("reporting", build)
    return find()


@pytest.fixture
def in_march() -> Iterator[None]:
    """It is the third week of the operation, for services called by the test itself (requests have a clock of their own)."""
    with clock.frozen(NOW):
        yield


@pytest.fixture
def kz(world: World, sign_in: Callable[[Account], FlaskClient]) -> FlaskClient:
    """The contact point of Kazakhstan."""
    return sign_in(world.people["kz"])
