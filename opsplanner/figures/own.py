"""The operation's own fields as figures know them: by which codes they count, and what they add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from opsplanner.core.text import Text
from opsplanner.records.field import Field
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
SEVERAL = "choice_list"


@dataclass(frozen=True)
class Own:
    """Fields of cases and goods lines by key; `measures` are those that are added up."""

    dimensions: Mapping[str, Field] = field(default_factory=dict)
    numbers: Mapping[str, Field] = field(default_factory=dict)

    @classmethod
    def of(cls, template: Template) -> Own:
        """Those of all versions read together."""
        used = [each for each in template.at("case", "line") if is_own(each.key)]
        return cls(
            {each.key: each for each in used if each.role == "dimension"},
            {each.key: each for each in used if each.role == "measure"},
        )

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """What is added up, named and told as every other measure."""
        return {key: _measure(each) for key, each in self.numbers.items()}

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


def _measure(one: Field) -> Measure:
    label = Text.read({lang: one.label.to(lang) for lang in ("en", "fr")})
    definition = Text.read({lang: ADDED.to(lang) % {"label": label.to(lang)} for lang in ("en", "fr")})
    unit = code_list("unit").label(one.unit, "en") if one.unit else "count"
    return Measure(one.key, one.level, unit, "", label, definition)
