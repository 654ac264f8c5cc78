"""The database under test, made once and then put back for every test: a SQLite file, or a database on PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

RECOUNT = """SELECT setval(quote_ident(sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL"""


class SqliteFile:
    """Put back by copying the file that was kept."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept = folder / "test.sqlite", folder / "kept.sqlite"
        self.url = f"sqlite:///{self.path}"

    def keep(self) -> None:
        """Keep the database as it stands now; nobody may be connected."""
        shutil.copyfile(self.path, self.kept)

    def reset(self) -> None:
        """Put back what was kept; nobody may be connected."""
        for leftover in self.path.parent.glob("test.sqlite-*"):
            leftover.unlink()
        shutil.copyfile(self.kept, self.path)

    def drop(self) -> None:
        """The folder goes with the run."""


class PostgresDatabase:
    """Put back by emptying the tables that hold rows: a tenth of the time that a new database takes."""

    def __init__(self, server: str, name: str) -> None:
        self.name = name
        self.server = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.url = sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        self.own = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.tables: list[str] = []
        self.drop()
        self._run(f"CREATE DATABASE {self.name}")

    def keep(self) -> None:
        """Remember the tables; migrated and empty is what they are put back to."""
        self.tables = [name for name in sa.inspect(self.own).get_table_names() if name != "alembic_version"]

    def reset(self) -> None:
        """Empty what holds rows, and count from 1 again; whoever still holds a lock is not waited for.

        A row is deleted in no time; TRUNCATE makes new files for a table and each of its indexes, which takes four times as long.
        """
        full = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in self.tables)
        with self.own.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '10s'")
            connection.exec_driver_sql("SET session_replication_role = replica")  # in any order, whoever refers to it
            names = connection.exec_driver_sql(full).scalars().all()
            connection.exec_driver_sql("; ".join([*(f"DELETE FROM {name}" for name in names), RECOUNT]))

    def drop(self) -> None:
        """Remove it, with whoever is still connected."""
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.exec_driver_sql(statement)


Database = SqliteFile | PostgresDatabase
