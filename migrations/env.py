"""Runs migrations on the application's own database connection, SQLite (in batch mode) or PostgreSQL."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context
from alembic.util import CommandError

import opsplanner
from opsplanner.core.db import Base, db


def load_every_table() -> None:
    """Imports every module that may declare a table, so that none is taken for a removed one."""
    for module in pkgutil.walk_packages(opsplanner.__path__, "opsplanner."):
        if module.name.startswith("opsplanner.core.") or ".models" in module.name:
            importlib.import_module(module.name)


def plain_types(type_, obj, autogen_context):
    """Writes our column types as the plain ones beneath, so that an old migration never depends on today's code."""
    if type_ == "type" and isinstance(obj, sa.types.TypeDecorator):
        obj = obj.impl
        if not isinstance(obj, sa.JSON):
            return f"sa.{obj!r}"
    if type_ == "type" and isinstance(obj, sa.JSON):
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


@contextmanager
def tables_may_be_remade(connection: sa.Connection) -> Iterator[None]:
    """SQLite changes a table by remaking it; with foreign keys on, dropping the old one would delete all that refers to it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # outside any transaction, else it does nothing
    try:
        yield
        if astray := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the migration left rows that refer to nothing: {astray[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Online only: there is always a database; one that does not answer is told as the commands tell what they refuse."""
    try:
        connected = db.engine.connect()
    except sa.exc.DBAPIError as fault:
        raise CommandError(f"The database does not answer: {fault.orig}") from None
    with connected as connection, tables_may_be_remade(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=plain_types,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


load_every_table()
run()
