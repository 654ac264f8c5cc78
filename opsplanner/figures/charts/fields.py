"""Charts by a field of the results: commodity class, mode of transport, why it was checked, routes, places of departure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from opsplanner.core.text import Text
from opsplanner.documents.chart import UNSAID, Category, Chart
from opsplanner.figures.charts import words
from opsplanner.figures.charts.ranking import Bar, chart, foremost, ranked
from opsplanner.figures.charts.view import View
from opsplanner.reference import CodeList, code_list
from opsplanner.reference.countries import iso3

ARROW = " → "


@dataclass(frozen=True, slots=True)
class FieldChart:
    """A chart of bars by one coded field; `touches` when a case may stand in several of its groups."""

    key: str
    field: str
    codes: str
    touches: bool = False

    def draw(self, view: View) -> Chart:
        """The groups by length."""
        shown = ranked(view, view.evidence.frame.by(self.field), partial(category, self.codes), self.touches)
        notes = [words.TOUCHES] if self.touches else []
        return chart(view, self.key, "bar", shown, _leader(view, shown), *notes)


BY_CLASS = FieldChart("by_class", "commodity_class", "commodity_class", touches=True)
BY_MODE = FieldChart("by_mode", "transport_mode", "transport_mode")
BY_BASIS = FieldChart("by_basis", "detection_basis", "detection_basis", touches=True)


def by_own(key: str, view: View) -> Chart:
    """Bars by a field of the operation's own; its entries keep their words when a later version lists them no more."""
    own = view.evidence.own
    touches = own.touches(key)
    shown = ranked(view, view.evidence.frame.by(key), partial(_entry, own.codes(key)), touches)
    return chart(view, key, "bar", shown, _leader(view, shown), *([words.TOUCHES] if touches else []))


def routes(view: View) -> Chart:
    """From country of departure to country of destination, as a table."""
    grouping = view.evidence.frame.by_both("country_departure", "country_destination")
    shown = ranked(view, grouping, lambda name: _route(name or ">"))
    top = foremost([bar for bar in shown if bar.category.code.strip(">")])
    title = words.fill(words.TOP_ROUTE, name=top.category.label) if top else UNSAID
    return chart(view, "routes", "table", shown, title)


def departures(view: View) -> Chart:
    """Where consignments came from, for the map: every country, however many."""
    grouping = view.evidence.frame.by("country_departure")
    shown = ranked(view, grouping, partial(category, "country"), most=grouping.groups + 1)
    top = foremost(shown)
    title = words.fill(words.TOP_PLACE, name=top.category.label) if top else UNSAID
    return chart(view, "map", "map", shown, title)


def category(codes: str, code: str) -> Category:
    """A code of a list as a category; the empty code is "not stated"."""
    if not code:
        return Category("", words.NOT_STATED)
    known = code_list(codes).codes.get(code)
    place = (iso3(code) or "") if codes == "country" else ""
    return Category(code, known.label if known else Text.of(code), place)


def _entry(codes: CodeList, code: str) -> Category:
    if not code:
        return Category("", words.NOT_STATED)
    return Category(code, codes.codes[code].label if code in codes.codes else Text.of(code))


def _route(name: str) -> Category:
    start, _, end = name.partition(">")
    sides = category("country", start).label, category("country", end).label
    return Category(name, words.both(lambda lang: ARROW.join(side.to(lang) for side in sides)))


def _leader(view: View, shown: list[Bar]) -> Text:
    """Air: 62% of cases."""
    top = foremost(shown)
    total = view.total
    if top is None or not total:
        return UNSAID
    return words.fill(
        words.LEADS,
        name=top.category.label,
        share=words.share(top.value or Decimal(0), total),
        of=view.of,
    )
