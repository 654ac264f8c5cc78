"""Commands about figures: an operation's figures as a file, from the same values as the dashboard."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from flask_babel import gettext as _

from opsplanner.cli import acting
from opsplanner.core.access import Permission
from opsplanner.core.errors import Forbidden
from opsplanner.documents import writers
from opsplanner.figures import exporting, filters, services
from opsplanner.figures.charts import CHARTS
from opsplanner.figures.exporting import MARKINGS, Wanted
from opsplanner.figures.frame import BASES, Basis
from opsplanner.figures.own import Own

FORMATS = ("pptx", "xlsx", "pdf", "csv", "json", "svg", "png")


@click.group("figures", cls=acting.Group)
def group() -> None:
    """Figures of an operation."""


@group.command("export")
@click.option("--operation", "code", required=True, metavar="CODE", help="The operation.")
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="Kind of file.")
@acting.lang_option
@click.option(
    "--chart",
    default="",
    metavar="KEY",
    help=f"One chart only; svg and png need it: {', '.join(CHARTS)}, or an own field.",
)
@click.option("--filter", "pairs", multiple=True, metavar="KEY=CODE", help="Keep only this; may be given again.")
@click.option("--basis", type=click.Choice(BASES), default="submitted", show_default=True, help="Which results count.")
@click.option("--maps", is_flag=True, help="With the map.")
@click.option(
    "--marking", type=click.Choice(MARKINGS), default=MARKINGS[0], show_default=True, help="Handling marking."
)
@acting.as_option
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
def export(
    code: str,
    form: str,
    lang: str,
    chart: str,
    pairs: tuple[str, ...],
    basis: Basis,
    maps: bool,
    marking: str,
    email: str | None,
    out: Path,
) -> None:
    """Writes the figures of an operation to a file."""
    actor = acting.acting(email, lang)
    operation = acting.operation(actor, code)
    if not actor.may(Permission.DASHBOARD_EXPORT, code):
        raise Forbidden(_("Your role in this operation does not export figures."))
    own = services.own_of(operation)
    there = [*CHARTS, *own.dimensions]
    if chart and chart not in there:
        acting.stop(_no_chart(chart, there), acting.USAGE)
    try:
        asked = filters.read_strictly((_pair(each) for each in pairs), basis, own)
    except filters.UnknownFilter as unknown:
        acting.stop(_no_filter(str(unknown), own), acting.USAGE)
    for missing in services.absent(operation, asked):
        acting.stop(_no_filter(missing, own), acting.USAGE)
    wanted = Wanted(form, lang, chart, maps, marking)
    document = exporting.document(actor, operation, asked, wanted, strict=True)
    try:
        out.write_bytes(writers.write(form, document, wanted.languages))
    except OSError as fault:
        acting.stop(_("The file could not be written: %(reason)s", reason=fault.strerror or str(fault)), acting.REFUSED)


def _no_chart(asked: str, there: Iterable[str]) -> str:
    """That a chart is unknown, with those there are."""
    return _("There is no chart %(chart)s. Charts: %(keys)s.", chart=asked, keys=", ".join(there))


def _no_filter(asked: str, own: Own) -> str:
    """That a filter is unknown, with what there is: the keys, or the codes of the key that was named."""
    key = asked.partition("=")[0]
    there = filters.codes(key, own)
    if there:
        return _(
            "There is no filter %(filter)s. Codes of %(key)s: %(codes)s.", filter=asked, key=key, codes=", ".join(there)
        )
    return _("There is no filter %(filter)s. Filters: %(keys)s.", filter=asked, keys=", ".join(filters.keys(own)))


def _pair(text: str) -> tuple[str, str]:
    key, _equals, code = text.partition("=")
    return key.strip(), code
