"""Commands about the demo: load it, put it back as it was."""

from __future__ import annotations

import click

from opsplanner.cli import acting
from opsplanner.demo import services
from opsplanner.demo.services import Loaded
from opsplanner.directory.demo import PASS_PHRASE, PEOPLE

group = acting.Group("demo", help="Invented operations to try everything on; never mixed with real ones.")


@group.command("load")
def load() -> None:
    """Loads the demo; refused where real operations are. Loaded before: nothing changes."""
    show(services.load_demo(acting.acting()))


@group.command("reset")
def reset() -> None:
    """Throws away what was done in the demo and loads it anew; people stay, their seats in operations go."""
    show(services.reset_demo(acting.acting()))


def show(loaded: Loaded) -> None:
    """What is loaded, and who can sign in."""
    click.echo(
        f"The demo is loaded: {loaded.operations} operations, {loaded.submissions} submissions, {loaded.cases} cases, all invented."
    )
    click.echo("Sign in as " + ", ".join(person.email for person in PEOPLE))
    click.echo(f"with the pass phrase {PASS_PHRASE}")
