"""The operation's own fields as figures know them: by which codes they count, and what they add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from opsplanner.core.text import Text
from opsplanner.records.field import Field
from opsplanner.records.kept import Kept, as_told
from opsplanner.records.kinds.choice import WORDS
from opsplanner.records.template import Template
from opsplanner.reference import Code, CodeList, code_list
from opsplanner.reference.measures import Measure
from opsplanner.results.composing.composition import is_own
from opsplanner.results.models.columns import FixedPoint, column_type

ANSWERS = {
    str(answer): Code(str(answer), Text.read({lang: words[not answer] for lang, words in WORDS.items()}))
    for answer in (True, False)
}
YES_NO = CodeList("boolean", ANSWERS)
ADDED = Text.of(
    "The sum of “%(label)s” over the cases, or the goods lines, that state it; blank is not stated, never 0.",
    fr="Somme de «\u00a0%(label)s\u00a0» sur les affaires, ou les lignes de marchandise, qui l’indiquent\u00a0; un blanc est non précisé, jamais 0.",
)
DONE = Text.of(
    "The sum of “%(label)s” over the rows of effort that state it; blank is not stated, never 0.",
    fr="Somme de «\u00a0%(label)s\u00a0» sur les lignes d’activité qui l’indiquent\u00a0; un blanc est non précisé, jamais 0.",
)
OF = Text.of(
    "The sum of “%(label)s” per hundred of “%(whole)s”, over Members and periods with both.",
    fr="Somme de «\u00a0%(label)s\u00a0» pour cent de «\u00a0%(whole)s\u00a0», sur les Membres et périodes ayant indiqué les deux.",
)
ALONE, RATIO = Text.of("%(label)s"), Text.of("%(label)s / %(whole)s")
SEVERAL = "choice_list"
# No key of a field holds a full stop, so none is that of a share.
SHARE = ".share"


@dataclass(frozen=True)
class Own:
    """Fields by key: `dimensions` and `numbers` of cases and goods lines, `effort` those of effort that are added up.

    `shares` are two numbers of effort, part and whole, by the key under which the one is told as a share of the other.
    """

    dimensions: Mapping[str, Field] = field(default_factory=dict)
    numbers: Mapping[str, Field] = field(default_factory=dict)
    effort: Mapping[str, Field] = field(default_factory=dict)
    shares: Mapping[str, tuple[Field, Field]] = field(default_factory=dict)

    @classmethod
    def of(cls, template: Template) -> Own:
        """Those of all versions read together."""
        own = [each for each in template.fields if is_own(each.key)]
        added = [each for each in own if each.role == "measure"]
        effort = {each.key: each for each in added if each.level == "effort"}
        wholes = {each.key: each for each in template.at("effort")}
        return cls(
            {each.key: each for each in own if each.role == "dimension"},
            {each.key: each for each in added if each.level != "effort"},
            effort,
            {key + SHARE: (each, wholes[each.share_of]) for key, each in effort.items() if each.share_of in wholes},
        )

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """What is added up, named and told as every other measure; each share follows its part."""
        found = {key: _measure(each, ADDED) for key, each in self.numbers.items()}
        for key, each in self.effort.items():
            found[key] = _measure(each, DONE)
            if key + SHARE in self.shares:
                found[key + SHARE] = _share(key + SHARE, *self.shares[key + SHARE])
        return found

    def stated(self, numbers: Mapping[str, int | Decimal], extras: Mapping[str, Kept]) -> dict[str, Decimal]:
        """What a row of effort states: its standard numbers, and those of its own fields that figures know."""
        own = {key: as_told(each, extras[key]) for key, each in self._efforts.items() if key in extras}
        return {key: Decimal(told) for key, told in {**numbers, **own}.items()}

    @cached_property
    def _efforts(self) -> Mapping[str, Field]:
        """Own numbers of effort that are added up, or that another is a share of."""
        wholes = {whole.key: whole for _part, whole in self.shares.values() if is_own(whole.key)}
        return {**self.effort, **wholes}

    def level(self, key: str) -> Literal["case", "line"]:
        """Whether a number is told of a case or of each of its lines."""
        return "line" if self.numbers[key].level == "line" else "case"

    def scale(self, key: str) -> int:
        """How many whole numbers one unit of it is held as."""
        kind = column_type(self.numbers[key])
        return kind.scale if isinstance(kind, FixedPoint) else 1

    def touches(self, key: str) -> bool:
        """Whether a case may stand in several groups of a dimension."""
        one = self.dimensions[key]
        return one.level == "line" or one.kind == SEVERAL

    def codes(self, key: str) -> CodeList:
        """The answers to a dimension."""
        return self.dimensions[key].options or YES_NO


NO_OWN = Own()


def _measure(one: Field, counted: Text) -> Measure:
    unit = code_list("unit").label(one.unit, "en") if one.unit else "count"
    return Measure(one.key, one.level, unit, "", _both(ALONE, label=one.label), _both(counted, label=one.label))


def _share(key: str, part: Field, whole: Field) -> Measure:
    said = {"label": part.label, "whole": whole.label}
    return Measure(key, "effort", "percent", "", _both(RATIO, **said), _both(OF, **said))


def _both(pattern: Text, **said: Text) -> Text:
    """In both languages of figures, with the words of fields set in."""
    return Text.read(
        {lang: pattern.to(lang) % {key: each.to(lang) for key, each in said.items()} for lang in ("en", "fr")}
    )
