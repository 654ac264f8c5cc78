"""When an answer is required: always, never, or depending on the answers beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """How a condition begins."""

    ALWAYS = "always"
    NO = "no"
    WHEN = "when"
    UNLESS = "unless"
    WITH = "with"


@dataclass(frozen=True, slots=True)
class Condition:
    """`when key=a|b`, `unless key=a`, `with key|other key`, `always` or `no`, read once from that very wording."""

    word: Word
    keys: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Condition:
        """From its wording; raises ValueError when the wording is none of the five."""
        first, _, rest = text.strip().partition(" ")
        word = Word(first or "no")
        if word in (Word.ALWAYS, Word.NO):
            return cls(word)
        keys, sign, codes = rest.partition("=")
        if not keys or bool(sign) == (word is Word.WITH):
            raise ValueError(text)
        return cls(word, tuple(keys.split("|")), frozenset(filter(None, codes.split("|"))))

    def __str__(self) -> str:
        codes = f"={'|'.join(sorted(self.codes))}" if self.codes else ""
        return f"{self.word} {'|'.join(self.keys)}{codes}".strip()

    @property
    def is_always(self) -> bool:
        """Whether the answer is required whatever stands beside it."""
        return self.word is Word.ALWAYS

    @property
    def depends(self) -> bool:
        """Whether other answers decide."""
        return bool(self.keys)

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether an answer is required beside these typed answers; an answer that is not there demands nothing."""
        given = [answers[key] for key in self.keys if answers.get(key) is not None]
        match self.word:
            case Word.WITH:
                return bool(given)
            case Word.WHEN:
                return any(answer in self.codes for answer in given)
            case Word.UNLESS:
                return any(answer not in self.codes for answer in given)
        return self.word is Word.ALWAYS


ALWAYS = Condition(Word.ALWAYS)
NEVER = Condition(Word.NO)
