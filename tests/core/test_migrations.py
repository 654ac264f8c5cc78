"""A migration changes tables, not what is in them."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask
from flask_migrate import downgrade, upgrade

from opsplanner.core.access import Role
from opsplanner.core.db import db
from tests import factories as make


def counted() -> tuple[int, ...]:
    tables = ("operation", "operation_seat", "account", "organisation")
    return tuple(db.session.scalar(sa.text(f"select count(*) from {table}")) for table in tables)


def test_rows_survive_the_way_down_and_up(app_context: Flask):
    make.seated("a@kz.example", make.operation(), Role.MEMBER)
    before = counted()
    db.session.rollback()
    downgrade(revision="0002_results")
    upgrade()
    assert counted() == before
