"""The database: one typed base, the column types, SQLite made safe for many writers, and the service transaction."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Annotated, Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

from opsplanner.core.text import Text

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every model."""

    metadata = sa.MetaData(naming_convention=NAMING)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, stored in UTC; a naive one is a programming error."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class TextColumn(sa.types.TypeDecorator[Text]):
    """A label in several languages, stored as JSON."""

    impl = sa.JSON().with_variant(JSONB(), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: sa.Dialect) -> dict[str, str]:
        return {} if value is None else value.as_dict()

    def process_result_value(self, value: dict[str, str] | None, dialect: sa.Dialect) -> Text:
        return Text.read(value or {})


JSON_TYPE = sa.JSON().with_variant(JSONB(), "postgresql")

# Column aliases: flask-sqlalchemy 3.1.1 with sqlalchemy 2.1 fails on a type_annotation_map, so types are named here.
Str20 = Annotated[str, mapped_column(sa.String(20))]
Str60 = Annotated[str, mapped_column(sa.String(60))]
Str120 = Annotated[str, mapped_column(sa.String(120))]
Str300 = Annotated[str, mapped_column(sa.String(300))]
LongText = Annotated[str, mapped_column(sa.Text)]
Sha256 = Annotated[str, mapped_column(sa.String(64))]
UtcTime = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(sa.Date)]
Json = Annotated[dict[str, Any], mapped_column(JSON_TYPE)]
JsonList = Annotated[list[Any], mapped_column(JSON_TYPE)]
Label = Annotated[Text, mapped_column(TextColumn)]
Bytes = Annotated[bytes, mapped_column(sa.LargeBinary)]

# Milliseconds that a writer waits for its turn on SQLite, which serves them in no order. Fifty at once, each in a process of its
# own, were all served within 67 s on two cores under six times their load; with 15 s, sixteen of them were refused.
WRITERS_WAIT = 120_000

db = SQLAlchemy(model_class=Base)

_writing: ContextVar[bool] = ContextVar("writing", default=False)
P = ParamSpec("P")
R = TypeVar("R")


def writes(service: Callable[P, R]) -> Callable[P, R]:
    """Makes a function one write transaction: all of it is stored, or nothing. A service within a service joins the outer one.

    What was read before is read again (objects are refreshed), so no decision rests on an older snapshot.
    """

    @functools.wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writing.get():
            return service(*args, **kwargs)
        db.session.rollback()
        token = _writing.set(True)
        try:
            result = service(*args, **kwargs)
            db.session.commit()
            return result
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _writing.reset(token)

    run.is_write = True  # type: ignore[attr-defined]
    return run


def init(app: Flask) -> None:
    """Connects the extension; on SQLite, turns the driver's own transactions off and begins them ourselves."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        options: dict[str, Any] = {"pool_size": 20}
    else:
        # A server that was restarted has cut every connection: each is tried before it is used.
        options = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        make_sqlite_safe(engine)


def make_sqlite_safe(engine: Engine) -> None:
    """WAL, full durability, foreign keys; BEGIN IMMEDIATE for services, DEFERRED for reading (pysqlite's own BEGIN loses updates)."""

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={WRITERS_WAIT}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN DEFERRED")
