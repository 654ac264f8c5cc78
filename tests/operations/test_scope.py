"""Which operations an actor knows of."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.operations import services
from opsplanner.operations.scope import scope
from tests import factories as make


def codes_seen_by(person: object) -> set[str]:
    return {operation.code for operation in db.session.scalars(scope(make.actor(person)))}


def test_a_person_knows_the_operations_with_a_seat(app_context: Flask) -> None:
    mine, _other = make.operation("MINE"), make.operation("OTHER")
    assert codes_seen_by(make.seated("a@kz.example", mine, Role.MEMBER)) == {"MINE"}
    assert codes_seen_by(make.account("b@kz.example")) == set()


def test_the_secretariat_knows_all_operations(app_context: Flask) -> None:
    make.operation("ONE"), make.operation("TWO")
    assert codes_seen_by(make.account("s@wco.example", "WCO", Role.SECRETARIAT)) == {"ONE", "TWO"}


def test_an_operation_without_a_seat_is_missing(app_context: Flask) -> None:
    make.operation("OTHER")
    with pytest.raises(Missing):
        services.find(make.actor(make.account("b@kz.example")), "OTHER")
    assert sa.inspect(services.find(make.actor(make.account("s@wco.example", "WCO", Role.SECRETARIAT)), "OTHER"))
