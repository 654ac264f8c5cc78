"""Commands that check and send a sheet: the same services as the upload page."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_babel import gettext as _

from opsplanner.cli import acting
from opsplanner.cli.entering import entry_of
from opsplanner.core.access import Actor
from opsplanner.core.errors import Refusal
from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload, receive
from opsplanner.records.problem import Problem
from opsplanner.records.report import report
from opsplanner.results import services
from opsplanner.results.confirming import with_effort_where_it_can
from opsplanner.results.models import Channel
from opsplanner.results.services import Choices, Delivery, Entry

REASON = "command line"

group = acting.Group("results", help="Check and send sheets.")
OF_A_SHEET = (
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option("--operation", "code", required=True, help="Code of the operation."),
    click.option("--member", required=True, metavar="ISO2", help="Code of the Member."),
    acting.lang_option,
    acting.json_option,
    acting.as_option,
)


def of_a_sheet(command: Callable[..., None]) -> Callable[..., None]:
    """What every command on a sheet is told, in this order: which, for whom, and how to answer."""
    return reduce(lambda made, option: option(made), reversed(OF_A_SHEET), command)


@group.command("check")
@of_a_sheet
def check(file: Path, code: str, member: str, lang: str, as_json: bool, email: str | None) -> None:
    """Reads and checks a sheet; stores nothing."""
    _actor, _entry, _upload, checked = _examined(file, code, member, lang, email)
    _answer(report(checked, lang), as_json)


@group.command("submit")
@of_a_sheet
def submit(file: Path, code: str, member: str, lang: str, as_json: bool, email: str | None) -> None:
    """Checks a sheet and stores it: all of it, or nothing. Warnings are kept with the reason "command line"."""
    actor, entry, upload, checked = _examined(file, code, member, lang, email)
    choices = _choices(entry, checked)
    answer = report(checked, lang)
    if _may_go(checked, choices) and isinstance(upload, Upload):
        try:
            outcome = services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), choices)
        except Refusal as refused:
            _answer({**answer, "ok": False}, as_json, str(refused))
        answer["submission"] = outcome.submission.reference
    _answer(answer, as_json)


def _choices(entry: Entry, checked: Checked) -> Choices:
    reasons = {problem.code: REASON for problem in checked.of("warning")}
    return with_effort_where_it_can(checked, Choices(reasons=reasons, handling=services.marking_for(entry, checked)))


def _may_go(checked: Checked, choices: Choices) -> bool:
    """Whether no error keeps it from being stored; effort never blocks results."""
    return not services.blocking(checked, choices)


def _examined(
    file: Path, code: str, member: str, lang: str, email: str | None
) -> tuple[Actor, Entry, Upload | Problem, Checked]:
    actor = acting.acting(email, lang)
    entry = entry_of(actor, code, member)
    with file.open("rb") as stream:
        upload = receive(stream, file.name, current_app.config["MAX_UPLOAD_MB"])
    return actor, entry, upload, services.examine_upload(entry, upload)


def _answer(answer: dict[str, Any], as_json: bool, refused: str = "") -> None:
    """Shows what was found; errors end with exit 1, unless results were stored beside them (effort blocks none)."""
    if as_json:
        acting.show_json(answer)
    else:
        severities = {"error": _("Error"), "warning": _("Warning"), "notice": _("Notice")}
        for problem in answer["problems"]:
            click.echo(f"{severities[problem['severity']]} {problem['code']}: {problem['message']}")
        click.echo(_("%(ready)s of %(rows)s rows are ready.", ready=answer["ready"], rows=answer["rows"]))
        if answer["submission"]:
            click.echo(answer["submission"])
    if not (answer["ok"] or answer["submission"]):
        acting.stop(refused or _first_error(answer), acting.REFUSED)


def _first_error(answer: dict[str, Any]) -> str:
    """The first error, as the one sentence that a refusal ends with."""
    return next((each["message"] for each in answer["problems"] if each["severity"] == "error"), "")
