"""Commands about people: the first account, accounts of the secretariat, invitations."""

from __future__ import annotations

import click

from opsplanner.cli import acting
from opsplanner.core.access import Role
from opsplanner.core.i18n import moment
from opsplanner.directory import services
from opsplanner.directory.models import Account
from opsplanner.directory.services import Link, PersonValues
from opsplanner.directory.services.loading import SECRETARIAT
from opsplanner.participants import services as participants

SEATS = [role.value for role in (Role.PLANNER, Role.LIAISON, Role.MEMBER, Role.GUEST, Role.OBSERVER)]

user = acting.Group("user", help="People and their one-time links.")
address_option = click.option("--email", "address", metavar="EMAIL", required=True, help="The person's e-mail address.")
name_option = click.option("--name", default="", help="The person's name.")
function_option = click.option("--function", default="", help="The person's function.")


@user.command("create")
@address_option
@click.option(
    "--role", type=click.Choice([Role.SECRETARIAT.value, Role.OPENER.value]), required=True, help="Platform role."
)
@click.option("--organisation", default=SECRETARIAT, show_default=True, help="Code of the person's organisation.")
@name_option
@function_option
@acting.lang_option
@acting.as_option
def create(address: str, role: str, organisation: str, name: str, function: str, lang: str, email: str | None) -> None:
    """Makes an account with a platform role and prints its one-time link."""
    actor = acting.acting(email, lang)
    home = services.find_organisation(organisation)
    values = PersonValues(address, home.id, name, function, lang)
    _show(*services.create_account(actor, values, {Role(role)}))


@user.command("invite")
@address_option
@click.option("--organisation", required=True, help="Code of the person's organisation.")
@click.option("--operation", "code", help="Code of an operation to take part in.")
@click.option("--role", type=click.Choice(SEATS), default=Role.MEMBER.value, show_default=True, help="Role in it.")
@click.option("--mail", "by_mail", is_flag=True, help="Send the link by mail too.")
@name_option
@function_option
@acting.lang_option
@acting.as_option
def invite(
    address: str, organisation: str, code: str | None, role: str, by_mail: bool, name: str, function: str, lang: str,
    email: str | None,
) -> None:  # fmt: skip
    """Invites a person, into an operation if one is named, and prints the one-time link."""
    actor = acting.acting(email, lang)
    home = services.find_organisation(organisation)
    values = PersonValues(address, home.id, name, function, lang)
    if code is None:
        _show(*services.invite(actor, values, by_mail, lambda made: participants.seat_newcomer(actor, made)))
    else:
        _show(*participants.invite_into(actor, code, values, Role(role), by_mail))


@user.command("link")
@address_option
@acting.as_option
def link(address: str, email: str | None) -> None:
    """Prints a new one-time link for an account: for who has not come yet, or has lost the pass phrase."""
    actor = acting.acting(email)
    account = services.find_address(actor, address)
    _show(account, services.make_link(actor, account))


@user.command("first-link")
def first_link() -> None:
    """Prints the link that makes the first account of the secretariat; refused once there is one."""
    made = services.first_link(acting.acting())
    click.echo(made.url)


def _show(account: Account, made: Link | None) -> None:
    if made is None:
        click.echo(f"{account.email} signs in already: no link is needed.", err=True)
        return
    click.echo(f"{account.email}, until {moment(made.expires_at, 'UTC', 'en')}:", err=True)
    click.echo(made.url)
