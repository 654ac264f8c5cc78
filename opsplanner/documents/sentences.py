"""Sentences made from the values of an export: footer, notices, alt text, speaker notes, the table of facts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.documents import numerals, words
from opsplanner.documents.chart import MOST_BARS, Chart, Series
from opsplanner.documents.document import Document, Facts, Measure
from opsplanner.documents.words import say

ALT_VALUES = 5
MOST_NAMES = 6


def filters(facts: Facts, lang: str) -> str:
    """mode: Air cargo, Courier; region: Europe. Empty when nothing is filtered."""
    colon = ": " if lang == "en" else f"{numerals.NO_BREAK}: "
    return "; ".join(
        f"{f.label.to(lang)}{colon}{', '.join(text.to(lang) for _, text in f.values)}" for f in facts.filters
    )


def reported(facts: Facts, lang: str) -> str:
    """41 of 50 Members reported."""
    n, of = (numerals.number(Decimal(value), lang) for value in (facts.reported, facts.expected))
    return say(words.reported(facts.reported), lang, n=n, of=of)


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
        (words.LANGUAGE, words.LANGUAGE_NAMES[lang].to(lang)),
        (words.MARKING, facts.marking),
        (words.NOTICE, ". ".join(notices(facts, lang)[bool(facts.marking) :])),
    ]
    return [(label.to(lang), text) for label, text in rows if text]


def remarks(document: Document, lang: str) -> list[tuple[str, str]]:
    """What a file of plain data must say beside its numbers: the key of a chart or measure, or nothing for all of it, and the sentence."""
    hidden = any(measure.hidden for measure in document.measures) or any(each.suppressed() for each in document.charts)
    of_all = [*(note.to(lang) for note in document.notes), *_marks(False, hidden, lang)]
    of_charts = [(chart.key, note.to(lang)) for chart in document.charts for note in chart.footnotes]
    of_measures = [
        (each.key, words.pair(each.label.to(lang), each.basis.to(lang), lang))
        for each in document.measures
        if each.basis.pairs
    ]
    return [
        *(("", text) for text in of_all),
        *of_measures,
        *((key, text) for key, text in of_charts if text not in of_all),
    ]


def value(chart: Chart, amount: Decimal, lang: str) -> str:
    """One number of the chart with its unit."""
    mark = words.unit_mark(chart.unit, lang, amount)
    return numerals.with_unit(numerals.number(amount, lang, chart.decimals), mark, lang)


def target(chart: Chart, amount: Decimal, lang: str) -> str:
    """Target: 60."""
    return say(words.TARGET_IS, lang, value=_as_set(amount, chart.unit, lang))


def key_figure(measure: Measure, amount: Decimal | None, lang: str) -> str:
    """A value of a key figure with its unit, or the mark of what is not there."""
    if amount is None:
        return numerals.cell(None, lang, hidden=measure.hidden)
    mark = words.unit_mark(measure.unit, lang, amount)
    return numerals.with_unit(numerals.number(amount, lang, measure.decimals), mark, lang)


def goal(measure: Measure, lang: str) -> str:
    """The target of a key figure; nothing where there is none."""
    return "" if measure.target is None else _as_set(measure.target, measure.unit, lang)


def _as_set(target: Decimal, unit: str, lang: str) -> str:
    """A target as whoever set it wrote it: 90%, not 90.0%, wherever it stands."""
    return numerals.with_unit(numerals.number(target, lang), words.unit_mark(unit, lang, target), lang)


def cells(chart: Chart, place: int, lang: str) -> list[str]:
    """One row of the chart as a table: its value in each series, or the mark of what is not there."""
    return [
        words.NO_ANSWER.to(lang)
        if place in s.silent
        else numerals.cell(s.values[place], lang, chart.decimals, place in s.hidden)
        for s in chart.series
    ]


def column(chart: Chart, series: Series, lang: str) -> str:
    """The head of a series' column: its label, and the unit when the numbers need one."""
    mark = words.unit_mark(chart.unit, lang)
    return f"{series.label.to(lang)} ({mark})" if mark else series.label.to(lang)


def legend(chart: Chart, lang: str, *, target_drawn: bool = False) -> list[str]:
    """Under a drawing or table: what its marks of absence mean, its target where it is not drawn, its footnotes."""
    lines = [] if target_drawn else _target_line(chart, lang)
    missing = words.SILENT_IS if chart.unanswered() else words.MISSING_IS
    return lines + _marks(chart.missing(), chart.suppressed(), lang, missing) + _remarks(chart, lang)


def absence_marks(measures: Sequence[Measure], lang: str) -> list[str]:
    """Under a table of key figures: what its marks of absence mean."""
    missing = any(measure.value is None and not measure.hidden for measure in measures)
    return _marks(missing, any(measure.hidden for measure in measures), lang)


def _marks(missing: bool, hidden: bool, lang: str, why: Text = words.MISSING_IS) -> list[str]:
    marks = ((missing, why, numerals.MISSING), (hidden, words.HIDDEN_IS, numerals.HIDDEN))
    return [say(text, lang, mark=mark) for there, text, mark in marks if there]


def absences(chart: Chart, lang: str, *, target_drawn: bool = False) -> list[str]:
    """Under a native chart, which can only leave a gap: what is not there by name, its target, its footnotes."""
    lines = [] if target_drawn else _target_line(chart, lang)
    for text in (words.SILENT_ARE, words.MISSING_ARE, words.HIDDEN_ARE):
        names = [
            f"{category.label.to(lang)} ({series.label.to(lang)})" if len(chart.series) > 1 else category.label.to(lang)
            for place, category in enumerate(chart.categories)
            for series in chart.series
            if series.values[place] is None and _why(series, place) is text
        ]
        if names:
            lines.append(say(text, lang, names=_named(names, lang)))
    return lines + _remarks(chart, lang)


def _why(series: Series, place: int) -> Text:
    """Why a value is not there."""
    if place in series.silent:
        return words.SILENT_ARE
    return words.HIDDEN_ARE if place in series.hidden else words.MISSING_ARE


def _named(names: list[str], lang: str) -> str:
    """The first few names, and how many more there are."""
    first = ", ".join(names[:MOST_NAMES])
    return first if len(names) <= MOST_NAMES else say(words.AND_MORE, lang, names=first, n=len(names) - MOST_NAMES)


def _target_line(chart: Chart, lang: str) -> list[str]:
    return [] if chart.target is None else [target(chart, chart.target, lang)]


def _remarks(chart: Chart, lang: str) -> list[str]:
    lines = []
    if chart.kind == "map":
        if len(chart.categories) > MOST_BARS:
            lines.append(say(words.GREATEST_OF, lang, n=MOST_BARS - 1, of=len(chart.categories)))
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
            head = say(words.ROSTER_HEAD, lang, label=roster.label.to(lang), n=len(roster.members))
            lines.append(f"{head} {', '.join(roster.names(lang))}")
    return "\n".join([*lines, footer(document.facts, lang, chart.measure), *notices(document.facts, lang)])
