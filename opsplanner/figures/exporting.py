"""What an export is asked to hold, and the document made of it: the same for pages and commands."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document
from opsplanner.documents.writers import FORMATS
from opsplanner.figures import filters, services
from opsplanner.figures.charts import CHARTS
from opsplanner.figures.filters import Asked
from opsplanner.operations.models import Operation
from opsplanner.reference import code_list
from opsplanner.results.composing.composition import is_own

FORMAT_NAMES = {
    "pptx": _l("Slides (PPTX), charts stay editable"),
    "xlsx": _l("Workbook (XLSX) with data and charts"),
    "pdf": _l("Report (PDF)"),
    "csv_local": _l("Data (CSV), for a spreadsheet program"),
    "csv": _l("Data (CSV), for machines"),
    "json": _l("Data (JSON)"),
    "svg": _l("Picture (SVG), one chart"),
    "png": _l("Picture (PNG), one chart"),
}
ONE_CHART = ("pptx", "xlsx", "svg", "png", "csv_local")
LANGUAGES = {"en": ("en",), "fr": ("fr",), "both": ("en", "fr")}
MARKINGS = ("AMBER", "GREEN", "CLEAR", "AMBER+STRICT", "RED")


@dataclass(frozen=True)
class Wanted:
    """An export: `chart` is one key, or empty for all; a map only when asked for."""

    format: str = "pptx"
    language: str = "en"
    chart: str = ""
    maps: bool = False
    marking: str = MARKINGS[0]

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the file: that of the page alone, where both are asked for and the format holds one."""
        both = LANGUAGES[self.language]
        return both if len(both) <= FORMATS[self.format].languages else (language(),)

    def remembered(self) -> dict[str, str]:
        """What stands ready the next time."""
        return {
            "format": self.format,
            "language": self.language,
            "maps": "1" if self.maps else "",
            "marking": self.marking,
        }

    def picture(self, chart: str) -> dict[str, str]:
        """The arguments of a picture of one chart under the same marking, in the language it would have alone."""
        return {"chart": chart, "language": self.language, "marking": self.marking}


@dataclass(frozen=True)
class Choices:
    """What the export page offers, in the reader's language."""

    formats: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    charts: list[tuple[str, str]]
    markings: list[tuple[str, str]] = field(default_factory=list)


def read(arguments: Mapping[str, str]) -> Wanted:
    """From an address; what makes no sense there (unknown) takes its usual value."""
    usual = Wanted()

    def one_of(name: str, choices: Mapping[str, object] | Sequence[str], default: str) -> str:
        return arguments.get(name, "") if arguments.get(name) in choices else default

    return Wanted(
        format=one_of("format", FORMATS, usual.format),
        language=one_of("language", LANGUAGES, usual.language),
        chart=one_of("chart", CHARTS, "") or own_chart(arguments),
        maps=arguments.get("maps") == "1",
        marking=one_of("marking", MARKINGS, usual.marking),
    )


def unknown(arguments: Mapping[str, str]) -> list[str]:
    """What of an address makes no sense for an export, as it stands there."""
    known: Mapping[str, Container[str]] = {
        "format": FORMATS,
        "language": LANGUAGES,
        "marking": MARKINGS,
        "chart": CHARTS,
    }
    return [
        f"{key}={arguments[key]}"
        for key, there in known.items()
        if arguments.get(key) and arguments[key] not in there and not (key == "chart" and own_chart(arguments))
    ]


def own_chart(arguments: Mapping[str, str]) -> str:
    """The chart asked for, when it is that of an operation's own field."""
    return arguments["chart"] if is_own(arguments.get("chart", "")) else ""


def choices(document: Document, lang: str, profile: str) -> Choices:
    """What may be taken of a document; `profile`: the language of the reader's profile, which is told beside its name."""
    labels = {"en": _("English"), "fr": _("French"), "both": _("Both, side by side")}
    if profile in labels:
        labels[profile] = _("%(language)s, the language of your profile", language=labels[profile])
    return Choices(
        formats=[(key, str(name)) for key, name in FORMAT_NAMES.items()],
        languages=list(labels.items()),
        charts=[("", _("All charts")), *((each.key, each.title.to(lang)) for each in document.charts)],
        markings=[(each, code_list("handling").label(each, lang)) for each in MARKINGS],
    )


def previewed(document: Document, wanted: Wanted) -> Chart | None:
    """The chart that the export page shows: the one chosen, else the first that has numbers."""
    there = [each for each in document.charts if each.values()]
    chosen = [each for each in there if each.key == wanted.chart]
    return next(iter(chosen or there), None)


def document(actor: Actor, operation: Operation, asked: Asked, wanted: Wanted, strict: bool = False) -> Document:
    """The document to be written. Raises Refusal where the format shows one chart and none was named, or it is not for this reader.

    `strict`: also where a filter is not for this reader; else the document says that it was not applied.
    """
    if FORMATS[wanted.format].one_chart and not wanted.chart:
        raise Refusal(_l("A picture shows one chart: choose which."))
    reading = services.look(actor, operation, asked, wanted.marking)
    if strict and reading.ignored:
        told = filters.listed(reading.ignored, language(), reading.asked.own)
        raise Refusal(_("You may not use this filter here: %(filter)s.", filter=told))
    there = services.chart_keys(reading)
    if wanted.chart and wanted.chart not in there:
        raise Refusal(_l("This chart is not among those you may see."))
    keys = [wanted.chart] if wanted.chart else [key for key in there if key != "map" or wanted.maps]
    made = services.document(actor, operation, reading, keys, wanted.marking)
    return made.only(wanted.chart) if wanted.chart else made
