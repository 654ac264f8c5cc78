"""What a delivery holds, each table on one base: what came, and what is stored of it; for confirm page, receipt, PDF and mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.i18n import number
from opsplanner.records.report import EVERY_TOTAL
from opsplanner.reference.amounts import unit_after
from opsplanner.reference.units import DISPLAY, Family, from_base
from opsplanner.results.models import Channel, Submission
from opsplanner.results.review_words import TOTALS

Facts = tuple[tuple[str, str], ...]
# Of what came; the later ones are told only where there are any.
CAME = {
    "cases": _l("Cases"),
    "lines": _l("Goods lines"),
    "same": _l("The same as before, left as they are"),
    "effort_told": _l("Rows of effort"),
}
ALWAYS = {"cases", "lines"}
SOURCES = {"file": _l("In the file"), "part": _l("In the rows sent"), "form": _l("In the form")}


class Stored(NamedTuple):
    """The cases that a delivery stores anew, as far as the reader may see them."""

    cases: int
    lines: int
    totals: Mapping[Family, Decimal]


class Table(NamedTuple):
    """Numbers of one base, under the heading that names it."""

    heading: str
    facts: Facts


@dataclass(frozen=True)
class Held:
    """What one reader is told that a delivery holds.

    `counts` are kept with it; None for who is told of the rows he may see only. `source` heads what came ("": nothing came).
    `whole`: the reader may know the totals of what came, among them those of rows marked RED.
    """

    counts: Mapping[str, Any] | None
    stored: Stored
    source: str = ""
    whole: bool = False
    not_reviewed: int = 0

    def tables(self, lang: str) -> list[Table]:
        """What came, what of it is stored, and what stands from before that did not come again."""
        stored = Table(_("Stored by this"), tuple(self._stored(lang)))
        if self.counts is None or not self.source:
            return [stored]
        came = Table(self.source, tuple(self._came(self.counts, lang)))
        absent = self.counts.get("absent")
        if not absent:
            return [came, stored]
        kept = Table(_("Of before, and not in it"), ((_("Cases, kept as they are"), number(absent, lang=lang)),))
        return [came, stored, kept]

    def _came(self, counts: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str]]:
        for key, term in CAME.items():
            if counts.get(key) or key in ALWAYS:
                yield str(term), number(counts.get(key, 0), lang=lang)
        if self.whole:
            sums = {family: Decimal(counts.get(name, "0")) for name, family in EVERY_TOTAL.items()}
            yield from _amounts({family: value for family, value in sums.items() if value}, lang)

    def _stored(self, lang: str) -> Iterator[tuple[str, str]]:
        cases, lines, totals = self.stored
        counts = self.counts
        if counts is None:
            yield _("Cases"), number(cases, lang=lang)
        else:
            yield _("New"), number(counts.get("new", 0), lang=lang)
            yield _("Changed"), number(counts.get("changed", 0), lang=lang)
            if cases < counts.get("new", 0) + counts.get("changed", 0):
                yield _("Cases that you may see"), number(cases, lang=lang)
        yield _("Goods lines"), number(lines, lang=lang)
        yield from _amounts(totals, lang)
        if counts is None:
            return
        yield _("Rows of effort"), number(counts.get("effort", 0), lang=lang)
        if counts.get("withdrawn"):
            yield _("Withdrawn with it"), number(counts["withdrawn"], lang=lang)
        if self.not_reviewed:
            yield _("Not reviewed (marked RED)"), number(self.not_reviewed, lang=lang)


def source_of(submission: Submission) -> str:
    """The heading of what came; neither a nil return nor an outcome told later has any.

    Deliveries from before it was kept are told apart by their file.
    """
    if submission.channel in (Channel.NIL, Channel.UPDATE):
        return ""
    by_form = submission.channel == Channel.FORM or not submission.sha256
    return str(SOURCES[submission.counts.get("came") or ("form" if by_form else "file")])


def in_display(sums: Mapping[Family, int]) -> dict[Family, Decimal]:
    """Sums of base quantities as totals, in the order of the families; of a family without any quantity nothing is told."""
    return {family: from_base(family, sums[family]) for family in Family if sums.get(family)}


def amount(family: Family, value: Decimal, lang: str) -> str:
    """A total with the unit its family is summed in: 12.5 kg, 1 piece, 2 pieces."""
    return f"{number(value, lang=lang)} {unit_after(DISPLAY[family], value).to(lang)}"


def _amounts(totals: Mapping[Family, Decimal], lang: str) -> Iterator[tuple[str, str]]:
    for family, value in totals.items():
        yield str(TOTALS[family]), amount(family, value, lang)
