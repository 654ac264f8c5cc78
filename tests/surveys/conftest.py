"""What tests of questionnaires start from."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.surveys.asked import Asked


@pytest.fixture
def asked(app_context: Flask) -> Asked:
    """An operation with its people; nothing is asked yet."""
    return Asked()
