"""The database under test, made once and then put back for every test: a SQLite file, or a database on PostgreSQL.

What it can be put back to has a name: "empty" is migrated and nothing more, others are what a builder of tests stored.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from opsplanner.core.db import db

EMPTY = "empty"
RECOUNT = """SELECT setval(quote_ident(sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL"""
COUNTED = """SELECT quote_ident(sequencename) AS called, last_value AS reached
    FROM pg_sequences WHERE last_value IS NOT NULL"""


class SqliteFile:
    """Put back by copying the file that was kept."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "test.sqlite"
        self.url = f"sqlite:///{self.path}"
        self.kept: dict[str, Path] = {}

    def keep(self, name: str = EMPTY) -> None:
        """Keep the database as it stands now; nobody may be connected."""
        self.kept[name] = self.path.with_name(f"{name}.kept")
        shutil.copyfile(self.path, self.kept[name])

    def reset(self, name: str = EMPTY) -> None:
        """Put back what was kept; nobody may be connected."""
        for leftover in self.path.parent.glob("test.sqlite-*"):
            leftover.unlink()
        shutil.copyfile(self.kept[name], self.path)

    def drop(self) -> None:
        """The folder goes with the run."""


class PostgresDatabase:
    """Put back by emptying the tables that hold rows: a tenth of the time that a new database takes."""

    def __init__(self, server: str, name: str) -> None:
        self.name = name
        self.server = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.url = sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        # Kept open: a new connection to PostgreSQL has to learn every table anew.
        self.own = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", pool_size=1)
        self.tables: list[str] = []
        self.kept: dict[str, list[str]] = {}
        self.drop()
        self._run(f"CREATE DATABASE {self.name}")

    def keep(self, name: str = EMPTY) -> None:
        """Remember the tables, and copy the rows there are into a schema of that name."""
        self.tables = [table for table in sa.inspect(self.own).get_table_names() if table != "alembic_version"]
        with self.own.connect() as connection:
            full = self._full(connection)
            copies = [f"CREATE TABLE {name}.{table} AS TABLE public.{table}" for table in full]
            count = f"CREATE TABLE {name}.counted AS {COUNTED}"
            connection.exec_driver_sql("; ".join([f"CREATE SCHEMA {name}", *copies, count]))
        self.kept[name] = full

    def reset(self, name: str = EMPTY) -> None:
        """Empty what holds rows, and count from 1 again; then the rows that were kept; whoever still holds a lock is not waited for.

        A row is deleted in no time; TRUNCATE makes new files for a table and each of its indexes, which takes four times as long.
        """
        with self.own.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '10s'")
            connection.exec_driver_sql("SET session_replication_role = replica")  # in any order, whoever refers to it
            emptied = [f"DELETE FROM {table}" for table in self._full(connection)]
            copied = [f"INSERT INTO {table} TABLE {name}.{table}" for table in self.kept[name]]
            count = f"SELECT setval(called::regclass, reached) FROM {name}.counted"
            connection.exec_driver_sql("; ".join([*emptied, RECOUNT, *copied, count]))

    def _full(self, connection: sa.Connection) -> list[str]:
        """The tables that hold rows."""
        held = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in self.tables)
        return list(connection.exec_driver_sql(held).scalars())

    def drop(self) -> None:
        """Remove it, with whoever is still connected."""
        self.own.dispose()
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.exec_driver_sql(statement)


Database = SqliteFile | PostgresDatabase

Staged = Callable[[str, Callable[[], object]], None]


def stage(database: Database, name: str, build: Callable[[], object]) -> None:
    """Puts the database in the state of this name: built once in a run, afterwards put back as it was."""
    if name in database.kept:
        disconnect()
        database.reset(name)
    else:
        build()
        disconnect()
        database.keep(name)


def disconnect() -> None:
    """Nobody of this process reads or writes any more, or holds a SQLite file open; objects that were read are read anew."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
