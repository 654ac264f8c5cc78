"""Sentences made from the values of an export: footer, notices, alt text, speaker notes, the table of facts."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.documents import numerals, words
from opsplanner.documents.chart import Chart, Series
from opsplanner.documents.document import Document, Facts, Measure
from opsplanner.documents.words import say

ALT_VALUES = 5


def filters(facts: Facts, lang: str) -> str:
    """mode: Air cargo, Courier; region: Europe. Empty when nothing is filtered."""
    colon = ": " if lang == "en" else f"{numerals.NO_BREAK}: "
    return "; ".join(
        f"{f.label.to(lang)}{colon}{', '.join(text.to(lang) for _, text in f.values)}" for f in facts.filters
    )


def reported(facts: Facts, lang: str) -> str:
    """41 of 50 Members reported."""
    n, of = (numerals.number(Decimal(value), lang) for value in (facts.reported, facts.expected))
    return say(words.REPORTED, lang, n=n, of=of)


def footer(facts: Facts, lang: str, measure: str = "") -> str:
    """The line under every slide and image: source, as of, n of N, basis, filters, the key of the measure."""
    chosen = filters(facts, lang)
    parts = [
        say(words.SOURCE, lang, source=f"{facts.source.to(lang)}, {facts.operation}"),
        say(words.AS_OF, lang, moment=numerals.moment(facts.as_of, lang)),
        reported(facts, lang),
        words.BASES[facts.basis].to(lang),
        say(words.FILTERS, lang, filters=chosen) if chosen else words.NO_FILTERS.to(lang),
    ]
    return " · ".join([*parts, say(words.MEASURE_ID, lang, key=measure)] if measure else parts)


def notices(facts: Facts, lang: str) -> list[str]:
    """What must not be overlooked: handling marking, draft, synthetic data; in that order."""
    flags = [
        (facts.marking != "", facts.marking),
        (facts.unreviewed, words.DRAFT.to(lang)),
        (facts.synthetic, words.SYNTHETIC.to(lang)),
    ]
    return [text for shown, text in flags if shown]


def facts_table(facts: Facts, lang: str) -> list[tuple[str, str]]:
    """The facts as label and text, one a row."""
    rows = [
        (words.OPERATION, f"{facts.operation} – {facts.name.to(lang)}"),
        (words.AS_OF_LABEL, numerals.moment(facts.as_of, lang)),
        (words.PARTICIPATION, reported(facts, lang)),
        (words.BASIS, words.BASES[facts.basis].to(lang)),
        (words.FILTERS_LABEL, filters(facts, lang) or words.NO_FILTERS.to(lang)),
        (words.SOURCE_LABEL, facts.source.to(lang)),
        (words.MARKING, facts.marking),
        (words.NOTICE, ". ".join(notices(facts, lang)[bool(facts.marking) :])),
    ]
    return [(label.to(lang), text) for label, text in rows if text]


def value(chart: Chart, amount: Decimal, lang: str) -> str:
    """One number of the chart with its unit."""
    return numerals.with_unit(numerals.number(amount, lang, chart.decimals), words.unit_mark(chart.unit, lang), lang)


def target(chart: Chart, amount: Decimal, lang: str) -> str:
    """Target: 60."""
    return say(words.TARGET_IS, lang, value=value(chart, amount, lang))


def key_figure(measure: Measure, amount: Decimal | None, lang: str) -> str:
    """A value or target of a key figure with its unit, or the mark of what is not there."""
    if amount is None:
        return numerals.cell(None, lang, hidden=measure.hidden)
    return numerals.with_unit(
        numerals.number(amount, lang, measure.decimals), words.unit_mark(measure.unit, lang), lang
    )


def column(chart: Chart, series: Series, lang: str) -> str:
    """The head of a series' column: its label, and the unit when the numbers need one."""
    mark = words.unit_mark(chart.unit, lang)
    return f"{series.label.to(lang)} ({mark})" if mark else series.label.to(lang)


def legend(chart: Chart, lang: str, *, target_drawn: bool = False) -> list[str]:
    """What the marks in the chart or its table mean, and its target where it is not drawn: only what occurs in it."""
    lines = []
    if chart.target is not None and not target_drawn:
        lines.append(target(chart, chart.target, lang))
    if chart.missing():
        lines.append(say(words.MISSING_IS, lang, mark=numerals.MISSING))
    if chart.suppressed():
        lines.append(say(words.HIDDEN_IS, lang, mark=numerals.HIDDEN))
    if chart.kind == "map":
        lines.append(words.BOUNDARIES.to(lang))
    return lines + [text.to(lang) for text in chart.footnotes]


def alt(chart: Chart, lang: str) -> str:
    """For who cannot see the chart: the message, the topic, the five greatest values."""
    found = [
        (amount, category.label.to(lang), series.label.to(lang) if len(chart.series) > 1 else "")
        for place, category in enumerate(chart.categories)
        for series in chart.series
        if (amount := series.values[place]) is not None
    ]
    found.sort(key=lambda entry: -entry[0])
    main = [
        f"{name}{f' ({part})' if part else ''} {value(chart, amount, lang)}"
        for amount, name, part in found[:ALT_VALUES]
    ]
    stated = "; ".join(main) or words.NO_VALUES.to(lang)
    return say(words.ALT, lang, title=chart.title.to(lang), subtitle=chart.subtitle.to(lang), values=stated)


def speaker_notes(document: Document, chart: Chart, lang: str) -> str:
    """What the speaker must know: how it is counted, the caveats, and which Members are silent."""
    lines = [alt(chart, lang)]
    if counted := chart.how_counted.to(lang):
        lines.append(say(words.COUNTED, lang, text=counted))
    lines += legend(chart, lang)
    for roster in document.rosters:
        if roster.key == "silent" and roster.members:
            members = ", ".join(member.to(lang) for member in roster.members)
            lines.append(
                say(words.SILENT_ARE, lang, label=roster.label.to(lang), n=len(roster.members), members=members)
            )
    return "\n".join([*lines, footer(document.facts, lang, chart.measure), *notices(document.facts, lang)])
