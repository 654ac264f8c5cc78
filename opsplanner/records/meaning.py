"""What a column that nobody has named probably holds: by what its heading is like, and by what its values are; only to be offered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from opsplanner.core.text import fold
from opsplanner.records.catalogue import synonyms
from opsplanner.records.field import Field
from opsplanner.records.fitting import Fitting, shows_its_kind
from opsplanner.records.sheet import Cell

BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|^\d+[.)]\s*")
WORDS = re.compile(r"\w+")
EMPTY_WORDS = frozenset(
    WORDS.findall("of the a an for in and or de du des la le les et en un une l d в и по на с о для из")
)
# Words that begin alike are forms of one word: страна, страны.
STEM = 5
SHORTEST = 4
EXACT, NEAR_ENOUGH = 100.0, 80.0
MOST_WORDS = 0.6
LEAST = 50.0
# What it costs a heading when hardly any of the values below it fit the field.
CONTRADICTED, CONTRADICTS = 45.0, 0.2
MOSTLY = 0.6
OFFERED = 5


class Unnamed(NamedTuple):
    """A column without a meaning: the words above it and its distinct values."""

    words: str
    values: Sequence[Cell]


class Proposal(NamedTuple):
    """The field to be offered first, why, and others that fit."""

    field: str | None
    by: Literal["", "heading", "values"]
    likely: tuple[str, ...]


class Score(NamedTuple):
    """How likely a field is, why, and whether it may be the one offered first."""

    points: float
    by: Literal["heading", "values"]
    first: bool


class Meanings:
    """Everything by which the fields of one sheet may be called; `names` are the spellings that are known for certain."""

    def __init__(self, fields: Sequence[Field], names: Mapping[str, str]) -> None:
        self.fields = {field.key: field for field in fields}
        families = {_family(field): field.key for field in reversed(fields)}
        self.firsts = set(families.values())
        self.called: dict[str, set[str]] = defaultdict(set)
        for name, key in names.items():
            self.called[name].add(key)
        for key, others in synonyms().items():
            if key in self.fields:
                for name in others:
                    self.called[fold(name)].add(key)
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        for name in self.called:
            for stem in _stems(name):
                self.by_stem[stem].add(name)

    def propose(self, columns: Sequence[Unnamed], taken: Iterable[str]) -> list[Proposal]:
        """For each column what it may hold; no field is offered first for two columns, none that another column holds."""
        held = set(taken)
        free = [field for key, field in self.fields.items() if key not in held]
        scores = [self._scores(column, free) for column in columns]
        ranked = sorted(
            (-score, number, key)
            for number, each in enumerate(scores)
            for key, (score, _, first) in each.items()
            if first
        )
        chosen: dict[int, str] = {}
        for _, number, key in ranked:
            if number not in chosen and key not in chosen.values():
                chosen[number] = key
        return [_proposal(each, chosen.get(number)) for number, each in enumerate(scores)]

    def resembles(self, words: str) -> bool:
        """Whether a text is like the heading of some field."""
        return any(score >= NEAR_ENOUGH for score in self._by_heading(words).values())

    def _scores(self, column: Unnamed, free: Sequence[Field]) -> dict[str, Score]:
        named = self._by_heading(column.words)
        fitting = Fitting(column.values)
        found: dict[str, Score] = {}
        for order, field in enumerate(free):
            fit = fitting.share(field)
            # Of several fields of one kind the values alone speak for the first, and for those that must be there.
            first = field.required.is_always or field.required.depends or field.key in self.firsts
            if field.key in named:
                score = named[field.key] + (0 if fit is None else 10 * fit - (CONTRADICTED if fit < CONTRADICTS else 0))
                found[field.key] = Score(score, "heading", True)
            elif fit is not None and fit >= MOSTLY and fitting.telling and shows_its_kind(field):
                entries = len(field.options.codes) if field.options else 0
                wanted = 3 if field.required.is_always or field.required.depends else 0
                found[field.key] = Score(45 + 15 * fit + wanted - entries / 1000 - order / 10000, "values", first)
        return {key: score for key, score in found.items() if score.points >= LEAST}

    def _by_heading(self, words: str) -> dict[str, float]:
        """How much each field is meant by a heading: the same words, nearly the same, or most of them."""
        whole = fold(words.replace("_", " "))
        plain = BRACKETED.sub(" ", whole).strip(" .:*-") or whole
        found: dict[str, float] = defaultdict(float)
        if not plain:
            return found
        scored = [(name, EXACT) for name in {whole, plain} if name in self.called]
        if len(plain) >= SHORTEST:
            near = process.extract(plain, self.called.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=8)
            scored += [(name, score) for name, score, _ in near]
        for name, score in (*scored, *self._by_words(plain)):
            for key in self.called[name]:
                found[key] = max(found[key], score)
        return found

    def _by_words(self, plain: str) -> Iterable[tuple[str, float]]:
        stems = _stems(plain)
        for name in set().union(*(self.by_stem.get(stem, ()) for stem in stems)):
            others = _stems(name)
            share = len(stems & others) / max(len(stems), len(others))
            if share >= MOST_WORDS:
                yield name, 55 + 35 * share


def _proposal(scores: Mapping[str, Score], chosen: str | None) -> Proposal:
    likely = sorted(scores, key=lambda key: -scores[key].points)[:OFFERED]
    return Proposal(chosen, scores[chosen].by if chosen else "", tuple(likely))


def _family(field: Field) -> tuple[str, str]:
    return field.kind, field.key if field.choices else field.code_list


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORDS.findall(text) if len(word) > 1 and word not in EMPTY_WORDS)
