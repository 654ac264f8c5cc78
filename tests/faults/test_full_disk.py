"""A full disk: whoever sends is told so in a sentence, nothing is stored by halves, and with room again it goes on."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
import werkzeug.formparser
from flask.testing import FlaskClient

from opsplanner.core import audit
from opsplanner.core.db import Base, db
from opsplanner.results.models import Draft, Submission
from tests.results.conftest import in_march, kz, world
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.world import row, sheet

__all__ = ["in_march", "kz", "world"]
pytestmark = pytest.mark.usefixtures("in_march")
TITLE = "There is no room left to store this"
FULL = """create function no_room() returns trigger language plpgsql as
$$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$"""
MANY = [row(national_ref=f"KZ-{number}", description=f"Powder {number} " * 20) for number in range(300)]


@contextmanager
def no_room() -> Iterator[None]:
    """The database itself says that its disk is full: SQLite at its greatest size, PostgreSQL with its own code for it."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        with _greatest_size():
            yield
        return
    _run(FULL, "create trigger no_room before insert on audit_entry execute function no_room()")
    try:
        yield
    finally:
        db.session.remove()
        _run("drop trigger no_room on audit_entry", "drop function no_room")


@contextmanager
def _greatest_size() -> Iterator[None]:
    def shut(connection: Any, _record: object) -> None:
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count={pages}")

    db.engine.dispose()
    sa.event.listen(db.engine, "connect", shut)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "connect", shut)
        db.session.remove()
        db.engine.dispose()


def _run(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def stored() -> dict[str, int]:
    """How many rows each table holds."""
    db.session.rollback()
    count = sa.func.count()
    return {
        name: db.session.scalar(sa.select(count).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def upload(client: FlaskClient) -> Any:
    return client.post(f"{BASE}/results/upload", data={"file": (io.BytesIO(sheet(*MANY).content), "results.csv")})


def test_an_upload_that_finds_no_room_is_told_so_and_stores_nothing(kz: FlaskClient) -> None:
    before = stored()
    with no_room():
        answer = upload(kz)
    assert answer.status_code == 507
    assert TITLE in answer.text
    assert stored() == before
    assert upload(kz).status_code == 302


def test_a_draft_that_finds_no_room_is_sent_once_there_is(kz: FlaskClient) -> None:
    post_sheet(kz, *MANY)
    before = stored()
    with no_room():
        assert TITLE in confirm(kz)
    assert stored() == before
    confirm(kz)
    assert [stored()[each.__tablename__] for each in (Submission, Draft)] == [1, 0]
    assert list(audit.verify()) == []


def test_pages_are_still_read_when_there_is_no_room(kz: FlaskClient) -> None:
    with no_room():
        assert kz.get(f"{BASE}/").status_code == 200


def test_no_room_to_receive_a_file_is_told_so(kz: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_sizes: object) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(werkzeug.formparser, "default_stream_factory", full)
    monkeypatch.setattr(werkzeug.wrappers.Request, "_get_file_stream", lambda *_args, **_more: full())
    assert upload(kz).status_code == 507


@pytest.mark.parametrize(
    "fault", [OSError(errno.EACCES, "Permission denied"), sa.exc.OperationalError("", {}, Exception())]
)
def test_another_fault_is_not_taken_for_a_full_disk(
    kz: FlaskClient, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setitem(kz.application.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(kz.application.view_functions, "core.healthz", _public(fail))
    assert kz.get("/healthz").status_code == 500


def _public(view: Callable[[], None]) -> Callable[[], None]:
    view.permission = "public"  # type: ignore[attr-defined]
    return view
