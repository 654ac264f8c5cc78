"""The house that tests of meetings share."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.meetings.room import House


@pytest.fixture
def house(app_context: Flask) -> House:
    """People around an operation and a network."""
    return House()
