"""Commands about backups: create, verify, restore."""

from __future__ import annotations

from pathlib import Path

import click

from opsplanner.cli import acting
from opsplanner.core import backup
from opsplanner.core.backup import Summary

group = acting.Group("backup", help="One file that either database can be restored from.")
file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@group.command("create")
@file_argument
def create(file: Path) -> None:
    """Writes everything as of this moment to FILE, while others go on working."""
    _say("Backed up", backup.create(acting.acting(), file))


@group.command("verify")
@file_argument
def verify(file: Path) -> None:
    """Checks every hash and the audit trail in FILE."""
    _say("Whole", backup.verify(file))


@group.command("restore")
@file_argument
@click.option("--force", is_flag=True, help="Replace all that the database holds.")
def restore(file: Path, force: bool) -> None:
    """Puts FILE back into an empty database. Stop the web and worker processes first."""
    _say("Restored", backup.restore(acting.acting(), file, force))


def _say(what: str, summary: Summary) -> None:
    click.echo(
        f"{what}: {summary.rows} rows of {len(summary.parts)} tables, made {summary.made_at} by version {summary.version}, "
        f"migration {summary.revision}, audit entry {summary.audit_number} {summary.audit_hash}"
    )
