"""One operation with results, as the tests of pages, exports and commands know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from tests import factories
from tests.figures import stored
from tests.figures.rows import Line

Enter = Callable[..., FlaskClient]


@pytest.fixture
def scene(app_context: Flask) -> Operation:
    """Two periods; Kazakhstan sent six cases, Georgia four, Uzbekistan one, Pakistan nothing."""
    operation = stored.operation()
    first, second = operation.periods
    kz, ge, uz, _pk = (stored.member(operation, code) for code in ("KZ", "GE", "UZ", "PK"))
    stored.deliver(kz, [stored.row(100 + n, first.id, transport_mode="4" if n < 4 else "3") for n in range(6)])
    chemicals = [Line("strategic", "CHE", None, None)]
    later = date(2026, 3, 20)
    stored.deliver(ge, [stored.row(200 + n, second.id, lines=chemicals, detected_on=later) for n in range(4)])
    stored.deliver(uz, [stored.row(300, first.id, record_kind="licence_query")], state="accepted")
    return operation


@pytest.fixture
def enter(sign_in: Callable[[Account], FlaskClient]) -> Enter:
    """A browser of somebody with a role in an operation, for an organisation."""

    def entered(operation: Operation, role: Role, code: str = "WCO") -> FlaskClient:
        return sign_in(factories.seated(f"{role}.{code}@test.example".lower(), operation, role, code))

    return entered
