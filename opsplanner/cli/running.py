"""Commands about the running of the platform: is it well, is the audit trail whole, the worker."""

from __future__ import annotations

import logging
import signal
import time
from datetime import timedelta
from types import FrameType

import click
import sqlalchemy as sa
from flask import current_app

from opsplanner.cli import acting
from opsplanner.core import audit, clock, health, jobs, mail, rounds
from opsplanner.core.db import db

log = logging.getLogger("opsplanner")
HEAD_EVERY = timedelta(hours=1)
audit_group = acting.Group("audit", help="The audit trail.")


@acting.command("doctor")
@acting.json_option
def doctor(as_json: bool) -> None:
    """Says whether database, migrations, disk, mail, worker and clock are well; exit 1 when one is not."""
    checks = list(health.examine(current_app.config["MAIL_URL"]))
    if as_json:
        acting.show_json(
            {
                "ok": all(check.well for check in checks),
                "checks": [{"name": c.name, "ok": c.well, "message": c.sentence} for c in checks],
            }
        )
    else:
        for check in checks:
            click.echo(f"{'well' if check.well else 'NOT WELL':<9} {check.name:<11} {check.sentence}")
    if not all(check.well for check in checks):
        raise click.exceptions.Exit(acting.REFUSED)


@audit_group.command("verify")
@click.option("--kept", type=(int, str), metavar="NUMBER HASH", help="A newest hash as it was kept elsewhere.")
@acting.json_option
def verify(kept: tuple[int, str] | None, as_json: bool) -> None:
    """Walks the whole chain; names every entry that was changed, removed or moved, and prints the newest hash."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    faults = [*audit.verify(), *filter(None, [audit.betrayed(*kept)] if kept else [])]
    number = keep_head()
    sentence = f"{number[0]} entries, newest hash {number[1]}"
    if as_json:
        acting.show_json({"ok": not faults, "entries": number[0], "hash": number[1], "problems": faults})
    else:
        for fault in faults:
            click.echo(fault, err=True)
        click.echo(sentence if faults else f"The audit trail is whole: {sentence}")
    if faults:
        raise click.exceptions.Exit(acting.REFUSED)


@acting.command("worker")
def worker() -> None:
    """Sends mail and does long jobs, until it is stopped; what it has begun is finished first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    life = Life()
    head_at, regular = clock.now(), rounds.Rounds()
    while life.goes_on:
        try:
            regular.run()
            busy = jobs.run_next() | bool(
                mail.deliver(current_app.config["MAIL_URL"], current_app.config["MAIL_SENDER"])
            )
            if clock.now() >= head_at:
                keep_head()
                head_at = clock.now() + HEAD_EVERY
        except sa.exc.OperationalError:
            log.exception("the database does not answer; trying again")
            busy = False
        finally:
            db.session.remove()
        if not busy:
            time.sleep(1)


class Life:
    """Goes on until somebody asks the process to end."""

    def __init__(self) -> None:
        self.goes_on = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.goes_on = False


def keep_head() -> tuple[int, str]:
    """Writes number and hash of the newest entry to the log: kept outside the database, they betray a trail cut off at its end."""
    number, newest = audit.head()
    log.info("audit head %s %s", number, newest)
    return number, newest
