"""What the pages of figures show, as plain words in the reader's language: cards, charts as tables, filters, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from opsplanner.core.i18n import days, moment, number
from opsplanner.core.text import in_alphabet
from opsplanner.documents import numerals, sentences
from opsplanner.documents import words as fixed
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document, Measure
from opsplanner.figures import filters
from opsplanner.figures.charts.words import share
from opsplanner.figures.filters import MEMBER, OFFERED, PERIOD, REGION, Asked
from opsplanner.figures.measures import groupable, offered
from opsplanner.figures.services import Reading
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.results.composing.composition import is_own

MOST_CARDS = 8
# After the measures of the objectives, in this order.
CARDS = ("cases", "detections", "seizures", "strategic_outcomes", "examined", "hit_rate", "quantity_mass", "reporting_rate", "on_time_rate", "persons_arrested")  # fmt: skip
# Nobody's answer to these is told as silence, on a card of its own.
ALWAYS = ("cases", "detections")
# Charts of about the same height stand side by side; the last one fills what is left of its row, of two charts or three.
ORDER = ("over_time", "by_class", "by_member", "by_mode", "reporting", "by_basis", "routes", "map")
WIDE = ("over_time",)
ROWS, TALL = (2, 3), 12
SELDOM = (REGION, "commodity_class", "record_kind", "direction")


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure as its card says it."""

    label: str
    value: str
    unit: str
    target: str
    basis: str
    how: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as the page says it, with its numbers as a table."""

    key: str
    title: str
    topic: str
    columns: list[dict[str, object]]
    rows: list[list[str]]
    notes: list[str]
    drawn: bool
    place: str = ""

    @property
    def tall(self) -> bool:
        """Whether two others fit beside it."""
        return self.drawn and self.key != "map" and len(self.rows) >= TALL and not self.wide

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.key in WIDE


@dataclass(frozen=True, slots=True)
class Select:
    """A filter: its name in the address, what may be chosen, and what is."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str

    @property
    def seldom(self) -> bool:
        """Whether it folds away."""
        return self.name in SELDOM or is_own(self.name)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two views a Member has: of its own administration, of the whole operation."""

    label: str
    arguments: dict[str, list[str]]
    current: bool


def sides(own: Sequence[str], reading: Reading) -> list[Side]:
    """The two views, for whoever has both."""
    if not own:
        return []
    at_home = reading.view.reader.only_own
    period = {PERIOD: list(reading.asked.chosen[PERIOD])} if PERIOD in reading.asked.chosen else {}
    return [
        Side(_("My administration"), {**period, MEMBER: list(own)}, at_home),
        Side(_("The operation"), {**period, MEMBER: [""]}, not at_home),
    ]


def narrowed(own: Sequence[str], reading: Reading) -> bool:
    """Whether filters hide something; which of the two views it is, is none."""
    return bool(set(reading.asked.arguments()) - ({MEMBER} if own else set()))


def freshness(document: Document, lang: str) -> list[str]:
    """As of when, n of N, which data: the line that no figure goes without."""
    facts = document.facts
    return [
        _("As of %(moment)s", moment=moment(facts.as_of)),
        sentences.reported(facts, lang),
        _capital(fixed.BASES[facts.basis].to(lang)),
        *([_("Unreviewed")] if facts.unreviewed else []),
        *([sentences.filters(facts, lang)] if facts.filters else []),
    ]


def cards(document: Document, operation: Operation, reading: Reading, lang: str) -> list[Card]:
    """At most eight: what the objectives are measured by, then what is usual, as far as it was stated; silence is said, not left out."""
    tally = reading.view.evidence.tally
    fractions = {
        "reporting_rate": _("%(n)s of %(of)s returns", n=number(tally.received), of=number(tally.expected)),
        "on_time_rate": _("%(n)s of %(of)s returns", n=number(tally.on_time), of=number(tally.expected)),
    }
    own = reading.asked.own.measures
    wanted = dict.fromkeys([*(each.measure for each in operation.objectives), *own, *CARDS])
    found = {each.key: each for each in reversed(document.measures)}
    there = [found[key] for key in wanted if key in found]
    silent = {each.key for each in there if each.key in ALWAYS and each.value is None and not each.hidden}
    notes = {**fractions, **dict.fromkeys(silent, _capital(fixed.NO_ANSWER.to(lang)))}
    said = [
        each for each in there if each.value is not None or each.hidden or each.target is not None or each.key in silent
    ]
    return [_card(each, notes.get(each.key) or _capital(each.basis.to(lang)), lang) for each in said[:MOST_CARDS]]


def plot(chart: Chart, document: Document, lang: str) -> Plot:
    """The chart, its table, and what it rests on."""
    columns: list[dict[str, object]] = [{"label": fixed.CATEGORY.to(lang)}]
    columns += [{"label": sentences.column(chart, each, lang), "num": True} for each in chart.series]
    rows = [[each.label.to(lang), *sentences.cells(chart, place, lang)] for place, each in enumerate(chart.categories)]
    counted = chart.how_counted.to(lang)
    notes = [
        " · ".join(freshness(document, lang)[:3]),
        *([fixed.say(fixed.COUNTED, lang, text=counted)] if counted else []),
        *(note for note in _legend(chart, lang) if note not in {each.to(lang) for each in document.notes}),
    ]
    drawn = chart.kind != "table" and bool(chart.values())
    return Plot(chart.key, chart.title.to(lang), chart.subtitle.to(lang), columns, rows, notes, drawn)


def _legend(chart: Chart, lang: str) -> list[str]:
    """What the marks mean; on the page a map shows every place, on paper only the greatest."""
    if chart.kind != "map":
        return sentences.legend(chart, lang)
    return [fixed.BOUNDARIES.to(lang), *sentences.legend(replace(chart, kind="bar"), lang)]


def plots(document: Document, reading: Reading, lang: str) -> list[Plot]:
    """The charts of the page; without any case to tell of those that have nothing to say are left away, and so is one Member alone."""
    view = reading.view
    some = bool(view.evidence.selection.cases.any()) and not view.shut
    alone = view.reader.only_own and len(view.reader.own) == 1
    found = [plot(chart, document, lang) for chart in document.charts if not (alone and chart.key == "by_member")]
    return _placed(
        sorted(
            (each for each in found if some or each.rows),
            key=lambda each: ORDER.index(each.key) if each.key in ORDER else len(ORDER),
        )
    )


def _placed(found: Sequence[Plot]) -> list[Plot]:
    """The charts with where they stand: none leaves a gap beside it."""
    if not found or found[-1].wide:
        return list(found)
    *others, last = (replace(each, place="figure-tall" if each.tall else "") for each in found)
    taken = sum(2 if each.tall else 1 for each in others if not each.wide)
    rest = " ".join(f"figure-of-{columns}-{columns - taken % columns}" for columns in ROWS)
    return [*others, replace(last, place=rest)]


def selects(operation: Operation, own: Sequence[str], reading: Reading, lang: str) -> list[Select]:
    """The filters this reader may use, each with "all"; between its `own` Members and the operation it has a switch instead."""
    reader, asked = reading.view.reader, reading.asked
    if reader.fixed:
        return []
    found = [] if reader.suppress else [_measures(lang, asked), _bases(reading, lang)]
    windows = [each for each in operation.periods if each.kind != PeriodKind.REHEARSAL]
    if len(windows) > 1:
        found.append(_select(PERIOD, [_window(each, lang) for each in windows], asked.chosen, lang))
    members = [
        (each.code, each.label.to(lang)) for key, each in reading.view.members.items() if reader.tells_apart(key)
    ]
    if members and not own and (MEMBER in asked.chosen or not reader.only_own):
        found.append(_select(MEMBER, sorted(members, key=lambda each: in_alphabet(each[1])), asked.chosen, lang))
    if reader.suppress:
        return found
    if reader.members is None:
        there = {each.region for each in reading.view.members.values()}
        found.append(_select(REGION, [each for each in _listed(REGION, lang) if each[0] in there], asked.chosen, lang))
    found += [_select(key, _listed(key, lang), asked.chosen, lang) for key in OFFERED]
    return found + [_own_select(key, asked, lang) for key in asked.own.dimensions]


def _window(period: Period, lang: str) -> tuple[str, str]:
    named = _("Period %(number)s", number=period.number)
    return str(period.number), f"{named} · {days(period.starts_on, period.ends_on, lang)}"


def _card(measure: Measure, basis: str, lang: str) -> Card:
    target = ""
    if measure.target is not None:
        target = _("Target %(goal)s", goal=sentences.goal(measure, lang))
        if measure.value is not None and measure.target and measure.unit != "percent":
            target += f" ({share(measure.value, measure.target).to(lang)})"
    value = numerals.cell(measure.value, lang, measure.decimals, measure.hidden)
    mark = fixed.unit_mark(measure.unit, lang, measure.value) if measure.value is not None else ""
    unit = numerals.with_unit("", mark, lang)
    return Card(measure.label.to(lang), value, unit, target, basis, measure.definition.to(lang))


def _measures(lang: str, asked: Asked) -> Select:
    known = offered(asked.own)
    choices = [(key, known[key].label.to(lang)) for key in known if groupable(key, asked.own)]
    return Select("measure", _("Measure"), choices, asked.measure)


def _bases(reading: Reading, lang: str) -> Select:
    choices = [(basis, _capital(fixed.BASES[basis].to(lang))) for basis in ("submitted", "accepted")]
    return Select("basis", _("Basis"), choices, reading.asked.basis)


def _select(key: str, choices: Sequence[tuple[str, str]], chosen: Mapping[str, Sequence[str]], lang: str) -> Select:
    return Select(key, filters.label(key).to(lang), [("", _("All")), *choices], (*chosen.get(key, ()), "")[0])


def _own_select(key: str, asked: Asked, lang: str) -> Select:
    choices = [(code, label.to(lang)) for code, label in filters.choices(key, asked.own)]
    chosen = (*asked.chosen.get(key, ()), "")[0]
    return Select(key, filters.label(key, asked.own).to(lang), [("", _("All")), *choices], chosen)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _listed(key: str, lang: str) -> list[tuple[str, str]]:
    return [(code, label.to(lang)) for code, label in filters.choices(key)]
