"""The command that `make run` gives before it starts: a database that is there, up to date and worth opening."""

from __future__ import annotations

import click
from flask import current_app
from flask_migrate import upgrade

from opsplanner.cli import acting, demo
from opsplanner.core import pages
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import day
from opsplanner.demo.services import contents, is_empty, is_loaded, load_demo
from opsplanner.directory.services import first_link, load_reference


@acting.command("prepare")
def prepare() -> None:
    """Creates or upgrades the database, compiles the pages, fills the directory and, where nobody works yet, loads the demo. What is there stays."""
    upgrade()
    pages.compile_all(current_app)
    load_reference(acting.acting())
    if current_app.config["DEMO"] and is_empty():
        click.echo("Loading the demo ...")
        load_demo(acting.acting())
    if is_loaded():
        demo.show(contents())
    else:
        show_way_in()


def show_way_in() -> None:
    """The one-time link that makes the first account, as long as there is none."""
    try:
        link = first_link(acting.acting())
    except Refusal:
        return
    click.echo(f"\nMake the first account here (good once, until {day(link.expires_at.date(), 'en')}):\n{link.url}\n")
