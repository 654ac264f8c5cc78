"""The database under test, made once and then put back for every test: a SQLite file, or a database on PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa


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
    """Put back by making the database anew from the one that was kept."""

    def __init__(self, server: str, name: str) -> None:
        self.name, self.kept = name, f"{name}_kept"
        self.server = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.url = sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        self.drop()
        self._run(f"CREATE DATABASE {self.name}")

    def keep(self) -> None:
        """Keep the database as it stands now; nobody may be connected."""
        self._run(f"CREATE DATABASE {self.kept} TEMPLATE {self.name}")

    def reset(self) -> None:
        """Put back what was kept; whoever is still connected is cut off."""
        self._run(
            f"DROP DATABASE {self.name} WITH (FORCE)",
            f"CREATE DATABASE {self.name} TEMPLATE {self.kept}",
        )

    def drop(self) -> None:
        """Remove both."""
        self._run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in (self.name, self.kept)))

    def _run(self, *statements: str) -> None:
        with self.server.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)


Database = SqliteFile | PostgresDatabase
