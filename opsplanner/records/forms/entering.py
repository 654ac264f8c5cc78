"""A question as its form holds it: plain values, read into the parts of a field, with every slip named at its control."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core.text import Text, fold
from opsplanner.records.field import Limits
from opsplanner.records.pasting import Slip
from opsplanner.reference.codes import CodeList

Values = dict[str, Any]
NUMBERS = ("integer", "decimal")
MOST_LETTERS = 3000
MOST_ANSWERS = 100
USUAL_LETTERS = 300
PLACES = 4
MOST_DIGITS = 15


class Slips(ValueError):
    """What is wrong, by control: sentences."""

    def __init__(self, found: Mapping[str, Sequence[Any]]) -> None:
        super().__init__("; ".join(found))
        self.found = found


def proposed_key(label: str) -> str:
    """The end of a key, made from the English label."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    return "_".join(words)[:36].strip("_")


def slip_sentences(slips: Iterable[Slip]) -> Iterable[Any]:
    """What is wrong in a pasted list, line by line."""
    for slip in slips:
        line, word = slip.line, slip.word
        match slip.why:
            case "no_code":
                yield _l(
                    "Line %(line)s: begin with a code of letters, digits and hyphens; “%(word)s” is none.",
                    line=line,
                    word=word,
                )
            case "twice":
                yield _l("Line %(line)s: the code %(word)s stands twice.", line=line, word=word)
            case "alike":
                yield _l(
                    "Line %(line)s: a cell could mean %(word)s or another entry. Give each its own words.",
                    line=line,
                    word=word,
                )
            case "no_class":
                yield _l("Line %(line)s: “%(word)s” is no commodity class.", line=line, word=word)
            case "no_label":
                yield _l("Line %(line)s: give %(word)s a label.", line=line, word=word)
            case "formula":
                yield _l(
                    "Line %(line)s: begin the label of %(word)s with a letter or digit: with = + - or @ a spreadsheet takes it for a formula.",
                    line=line,
                    word=word,
                )
            case "too_long":
                yield _l("Line %(line)s: shorten the label of %(word)s to 120 characters.", line=line, word=word)
            case _:
                yield _l("A list has at most %(word)s entries.", word=word)


def some_entries(codes: Sequence[Any]) -> list[Any]:
    """What is said of a list without an entry."""
    return [] if codes else [_l("Give at least one entry, one a line.")]


def text_in(values: Mapping[str, str], languages: Iterable[str], before: Text | None) -> Text:
    """In the languages of the operation; what was said before in another stays."""
    kept = before.as_dict() if before else {}
    return Text.read({**kept, **{lang: values.get(lang, "") for lang in languages}})


def codes_among(options: CodeList | None, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The codes that words mean in a list, and the words that mean none."""
    if options is None:
        return [], []
    found = [(word, options.find(word)) for word in words]
    return [code for _word, code in found if code], [word for word, code in found if not code]


def limits_of(kind: str, values: Values, slips: dict[str, list[Any]]) -> Limits:
    """How long, large and many the answers may be."""
    if kind == "text":
        length = values["length"] or USUAL_LETTERS
        if not 1 <= length <= MOST_LETTERS:
            slips["length"] = [_l("Enter a length from 1 to 3,000 characters.")]
        return Limits(length=int(length))
    if kind in ("choice_list", "container_list"):
        items = values["items"]
        if items is not None and not 1 <= items <= MOST_ANSWERS:
            slips["items"] = [_l("Enter a number from 1 to 100.")]
        return Limits(items=items)
    if kind not in NUMBERS:
        return Limits()
    least, most = values["least"], values["most"]
    held = held_exactly(kind)
    if least is not None and most is not None and least > most:
        slips["most"] = [_l("The most is below the least.")]
    for name, bound in (("least", least), ("most", most)):
        if bound is not None and abs(bound) > held:
            slips[name] = [_l("Numbers of this size cannot be kept exactly.")]
    return Limits(least=least, most=held if most is None else most, places=0 if kind == "integer" else PLACES)


def held_exactly(kind: str) -> Decimal:
    """The largest number that is kept exactly."""
    return Decimal(10) ** (MOST_DIGITS - (0 if kind == "integer" else PLACES))
