"""Commands (`flask --app wsgi ...`): each parses its words, then calls one service."""

from __future__ import annotations

import logging
import time

import click
from flask import Flask, current_app

from opsplanner.core import jobs, mail


@click.command("worker")
def worker() -> None:
    """Sends mail and does long jobs, until it is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    while True:
        busy = jobs.run_next()
        sent = mail.deliver(current_app.config["MAIL_URL"], current_app.config["SECURITY_EMAIL_SENDER"])
        if not busy and not sent:
            time.sleep(1)


def register_commands(app: Flask) -> None:
    """Adds every command to the application."""
    app.cli.add_command(worker)
