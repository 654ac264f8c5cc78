"""Commands (`flask --app wsgi ...`): one module a group; each parses its words, then calls one service."""

from __future__ import annotations

import click
from flask import Flask

from opsplanner.cli import people, prepare

COMMANDS: tuple[click.Command, ...] = (people.worker, prepare.prepare)


def register_commands(app: Flask) -> None:
    """Adds every command and group to the application."""
    for command in COMMANDS:
        app.cli.add_command(command)
