"""The command that `make run` gives before it starts: a database that is there, up to date and worth opening."""

from __future__ import annotations

from flask_migrate import upgrade

from opsplanner.cli import acting


@acting.command("prepare")
def prepare() -> None:
    """Creates or upgrades the database. What is in it stays."""
    upgrade()
