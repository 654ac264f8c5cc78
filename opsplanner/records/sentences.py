"""Makes the sentence of a problem in a language: what to do, what was found, and where, as the person sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from babel.dates import format_date

from opsplanner.core.numbers import write_number
from opsplanner.core.text import Text, first_day
from opsplanner.records.catalogue import phrases, rules
from opsplanner.records.condition import Condition, Word
from opsplanner.records.problem import Problem

SHOWN_PLACES = 3
SHOWN_LENGTH = 60


class _Said(dict[str, Any]):
    """The parameters of a sentence; only those that it asks for are put into words."""

    lang = "en"

    def __getitem__(self, name: str) -> str:
        return shown(super().__getitem__(name), self.lang)


def sentence(problem: Problem, lang: str) -> str:
    """The whole sentence, with the suggestion when there is one."""
    said = _Said({"value": problem.value or "", **problem.params})
    said.lang = lang
    said |= {"where": where(problem, lang), "count": problem.count}
    words = rules()[problem.code].sentence.to(lang).format_map(said)
    if "suggested" in problem.params:
        words += " " + phrase("did_you_mean", lang, suggestion=problem.params["suggested"])
    return words


def where(problem: Problem, lang: str) -> str:
    """The first places in the file ("Results!D14, D22 and 4 more"), or the rows where there are no cells."""
    if not problem.cells and not problem.rows:
        return problem.sheet or phrase("form", lang)
    places = list(problem.cells[:SHOWN_PLACES]) or [phrase("row", lang, row=row) for row in problem.rows[:SHOWN_PLACES]]
    if problem.sheet:
        places[0] = f"{problem.sheet}!{places[0]}" if problem.cells else f"{problem.sheet}, {places[0]}"
    listed = ", ".join(places)
    rest = problem.count - len(places)
    return phrase("and_more", lang, cells=listed, count=rest) if rest > 0 else listed


def phrase(key: str, lang: str, **params: Any) -> str:
    """A phrase of the catalogue with its placeholders filled."""
    said = _Said(params)
    said.lang = lang
    return phrases()[key].to(lang).format_map(said)


class Phrase(NamedTuple):
    """A parameter that is itself a phrase, said in the reader's language only when shown."""

    key: str
    params: Mapping[str, Any]


class Either(NamedTuple):
    """Several labels of which one is enough, joined by "or"."""

    parts: tuple[Text, ...]


def because(condition: Condition, labels: Mapping[str, Text], choices: Mapping[str, Text]) -> Phrase:
    """The reason a condition gives, from the labels of its fields and codes."""
    keys = Either(tuple(labels[key] for key in condition.keys))
    if condition.word is Word.WITH:
        return Phrase("with", {"label": keys})
    codes = Either(tuple(choices[code] for code in sorted(condition.codes)))
    return Phrase(condition.word.value, {"label": keys, "choices": codes})


def shown(value: Any, lang: str) -> str:
    """A parameter as a person of that language reads it: numbers and dates written out, never a short date."""
    match value:
        case Text():
            return value.to(lang)
        case Phrase():
            return phrase(value.key, lang, **value.params)
        case Either():
            return _joined([part.to(lang) for part in value.parts], lang)
        case bool():
            return phrase("yes" if value else "no", lang)
        case int() | Decimal():
            return write_number(value, lang)
        case date():
            return first_day(format_date(value, "d MMMM y", locale=lang), lang)
        case str():
            return value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 1] + "…"
        case Sequence():
            return ", ".join(map(partial(shown, lang=lang), value))
    return str(value)


def _joined(parts: list[str], lang: str) -> str:
    said = parts[0]
    for part in parts[1:]:
        said = phrases()["or"].to(lang).format(first=said, last=part)
    return said
