"""A service is one transaction, and many writers at once lose nothing."""

from __future__ import annotations

import threading
from contextvars import Context
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.db import UtcDateTime, db, writes
from opsplanner.core.text import Text
from opsplanner.operations.models import Programme
from tests import factories

WRITERS, TURNS = 10, 10


def programme(code: str, name: str = "") -> Programme:
    return Programme(code=code, name=Text.of(name), note=Text.of())


@writes
def add(code: str, then: Exception | None = None) -> None:
    db.session.add(programme(code))
    db.session.flush()
    if then:
        raise then


@writes
def add_both(first: str, second: str, then: Exception | None = None) -> None:
    add(first)
    add(second, then)


@writes
def count_one(code: str) -> None:
    """Read, then write: what two writers at a time would lose."""
    found = db.session.scalars(sa.select(Programme).where(Programme.code == code).with_for_update()).one()
    found.name = Text.of(str(int(found.name.to("en")) + 1))


def codes() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(sa.select(Programme.code)))


def test_a_service_is_stored_whole(app_context: Flask):
    add_both("A", "B")
    assert codes() == {"A", "B"}


def test_a_service_that_fails_stores_nothing(app_context: Flask):
    with pytest.raises(ValueError):
        add_both("A", "B", ValueError())
    assert codes() == set()


def test_after_a_failure_the_next_service_works(app_context: Flask):
    with pytest.raises(ValueError):
        add("A", ValueError())
    add("B")
    assert codes() == {"B"}


def test_many_writers_at_once_lose_nothing(app_context: Flask):
    factories.stored(programme("COUNT", "0"))
    faults: list[BaseException] = []

    def write_often() -> None:
        try:
            with app_context.app_context():
                for _ in range(TURNS):
                    count_one("COUNT")
        except BaseException as fault:
            faults.append(fault)

    writers = [threading.Thread(target=Context().run, args=(write_often,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    db.session.rollback()
    db.session.expire_all()
    assert faults == []
    assert db.session.scalars(sa.select(Programme)).one().name.to("en") == str(WRITERS * TURNS)


def test_a_moment_is_kept_in_utc(app_context: Flask):
    kind, dialect = UtcDateTime(), db.engine.dialect
    brussels = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    assert kind.process_bind_param(brussels, dialect) == datetime(2026, 3, 1, 11)
    assert kind.process_result_value(datetime(2026, 3, 1, 11), dialect) == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused(app_context: Flask):
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 1), db.engine.dialect)


def test_what_refers_to_nothing_is_refused(app_context: Flask):
    with pytest.raises(sa.exc.IntegrityError):
        factories.operation("OP1", programme_id=99)
    db.session.rollback()
