"""Commands (`flask --app wsgi ...`): one module a group; each parses its words, then calls one service."""

from __future__ import annotations

import click
from flask import Flask

from opsplanner.cli import backups, demo, figures, people, prepare, results, running, template

COMMANDS: tuple[click.Command, ...] = (
    prepare.prepare,
    running.worker,
    running.doctor,
    running.audit_group,
    backups.group,
    people.user,
    template.group,
    results.group,
    figures.group,
    demo.group,
)


def register_commands(app: Flask) -> None:
    """Adds every command and group to the application."""
    for command in COMMANDS:
        app.cli.add_command(command)
