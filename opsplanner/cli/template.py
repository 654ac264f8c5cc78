"""Commands about the sheet to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from opsplanner.cli import acting
from opsplanner.cli.entering import entry_of
from opsplanner.core.text import LANGUAGES
from opsplanner.records.downloads import template_csv, write_workbook
from opsplanner.results import services

group = acting.Group("template", help="The sheet to fill in.")


@group.command("download")
@click.option("--operation", "code", required=True, help="Code of the operation.")
@click.option("--member", required=True, metavar="ISO2", help="Code of the Member.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the sheet.")
@click.option("--full", is_flag=True, help="Every column, not only those of the short sheet.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write: .xlsx, or .csv for the results alone as text.",
)
@acting.as_option
def download(code: str, member: str, lang: str, full: bool, out: Path, email: str | None) -> None:
    """Writes the workbook of an operation for one Member, or its results sheet as text when the file ends in .csv."""
    actor = acting.acting(email)
    entry = entry_of(actor, code, member)
    template = services.template_of(entry.operation).of(entry.participation.organisation.code)
    write = template_csv if out.suffix.lower() == ".csv" else write_workbook
    out.write_bytes(write(template, lang, full=full))
    click.echo(str(out))
