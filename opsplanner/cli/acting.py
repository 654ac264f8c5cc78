"""The manners of every command: who acts, in which language it speaks, and what its exit code says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import click
import sqlalchemy as sa
from flask import has_app_context
from flask.cli import AppGroup, ScriptInfo
from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import health
from opsplanner.core.access import COMMAND_LINE, Actor, system_actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.i18n import screen_language
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import actor_of, find

REFUSED, USAGE = 1, 2


class Command(click.Command):
    """Speaks the language of `--lang`; what a service refuses becomes a sentence on stderr and exit 1, what is unknown exit 2."""

    def invoke(self, ctx: click.Context) -> Any:
        if not has_app_context():
            ctx.with_resource(ctx.ensure_object(ScriptInfo).load_app().app_context())
        lang = ctx.params.get("lang")
        with force_locale(screen_language(lang)):
            try:
                return super().invoke(ctx)
            except Refusal as refused:
                stop(str(refused), REFUSED)
            except Missing as missing:
                stop(str(missing) or "There is no such thing.", USAGE)
            except sa.exc.DBAPIError as fault:
                if health.database_revision() == health.newest_revision():
                    raise
                why = str(fault.orig).partition("\n")[0]
                stop(f"The database does not answer, or is not up to date ({why}); `doctor` says more.", REFUSED)


class Group(AppGroup):
    """A group of such commands."""

    command_class = Command


def command(name: str) -> Any:
    """Decorator: a command that stands alone (not in a group)."""

    def make(function: Any) -> Command:
        made: Command = click.command(name, cls=Command)(function)
        return made

    return make


as_option = click.option("--as", "email", metavar="EMAIL", help="The person who acts (default: the command line).")
lang_option = click.option("--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language.")
json_option = click.option("--json", "as_json", is_flag=True, help="Standard output holds only JSON.")


def acting(email: str | None = None, lang: str = "en") -> Actor:
    """The actor of a command: the person named with `--as`, else the command line with the secretariat's rights."""
    if not email:
        return system_actor(COMMAND_LINE, lang)
    account = db.session.scalar(sa.select(Account).where(Account.email == email.strip().lower(), Account.active))
    if account is None:
        raise Missing(f"Nobody signs in as {email}.")
    return actor_of(account)


def operation(actor: Actor, code: str) -> Operation:
    """The operation a command names; what is not there is said by its name."""
    try:
        return find(actor, code)
    except Missing:
        raise Missing(_("There is no operation %(code)s.", code=code)) from None


def show_json(value: Mapping[str, Any]) -> None:
    """The one JSON document of a command, on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def stop(sentence: str, code: int) -> NoReturn:
    """Says why on stderr and ends with the code."""
    click.echo(sentence, err=True)
    raise click.exceptions.Exit(code)
