"""The register as three charts: lessons by theme, by status, and by the age of those that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.documents.chart import Category, Chart, Series

# Days since it was observed, up to and including; the last group is open.
AGES = (
    ("30", 30, Text.of("Up to 30 days", fr="Jusqu’à 30 jours")),
    ("90", 90, Text.of("31 to 90 days", fr="31 à 90 jours")),
    ("365", 365, Text.of("91 to 365 days", fr="91 à 365 jours")),
    ("older", 10**9, Text.of("More than a year", fr="Plus d’un an")),
)
COUNT = Text.of("Lessons", fr="Enseignements")
TOPICS = {
    "by_theme": (Text.of("Lessons by theme", fr="Enseignements par thème"), Text.of("All lessons of the register that you may read", fr="Tous les enseignements du registre que vous pouvez lire")),
    "by_status": (Text.of("Lessons by status", fr="Enseignements par état"), Text.of("All lessons of the register that you may read", fr="Tous les enseignements du registre que vous pouvez lire")),
    "by_age": (Text.of("Open lessons by age", fr="Enseignements ouverts par ancienneté"), Text.of("Neither validated nor set aside; days since the observation", fr="Ni validés ni écartés\u00a0; jours depuis l’observation")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson as far as it is counted."""

    theme: str
    status: str
    settled: bool
    observed_on: date


def register_charts(
    entries: Iterable[Entry], themes: Mapping[str, Text], statuses: Mapping[str, Text], today: date
) -> list[Chart]:
    """The charts of a register as it stands today; `themes` and `statuses` give the order and the words of the bars."""
    entries = list(entries)
    by_theme = Counter(entry.theme for entry in entries)
    by_status = Counter(entry.status for entry in entries)
    by_age = Counter(_age(entry, today) for entry in entries if not entry.settled)
    greatest_first = sorted((code for code in themes if by_theme[code]), key=lambda code: -by_theme[code])
    return [
        _chart("by_theme", [(code, themes[code]) for code in greatest_first], by_theme),
        _chart("by_status", list(statuses.items()), by_status),
        _chart("by_age", [(code, words) for code, _most, words in AGES], by_age),
    ]


def _age(entry: Entry, today: date) -> str:
    days = (today - entry.observed_on).days
    return next(code for code, most, _words in AGES if days <= most)


def _chart(key: str, bars: list[tuple[str, Text]], counts: Mapping[str, int]) -> Chart:
    title, topic = TOPICS[key]
    return Chart(
        key=key,
        kind="bar",
        title=title,
        subtitle=topic,
        unit="count",
        categories=tuple(Category(code, words) for code, words in bars),
        series=(Series("lessons", COUNT, tuple(Decimal(counts[code]) for code, _words in bars)),),
        how_counted=Text.of("Each lesson counts once.", fr="Chaque enseignement compte une fois."),
    )
