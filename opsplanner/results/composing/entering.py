"""An own field as its form holds it: plain values, read into a field with every slip named at its control."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core.text import LANGUAGES, begins_formula
from opsplanner.records.condition import ALWAYS, NEVER, Condition, Word
from opsplanner.records.field import Field
from opsplanner.records.forms import (
    NUMBERS,
    Slips,
    Values,
    codes_among,
    held_exactly,
    limits_of,
    proposed_key,
    slip_sentences,
    some_entries,
    text_in,
)
from opsplanner.records.pasting import read_list, write_list
from opsplanner.results.composing.composition import PREFIX, Composition
from opsplanner.results.composing.gate import CHOOSING, KEY, taken_by

LISTS = {"choice": "operation", "choice_list": "operation", "country": "country", "hs": "hs"}
# What charts can be drawn by: answers from a list. Several at once only of a case, which then counts in every group it touches.
COUNTED_BY = ("choice", "choice_list", "country", "boolean")


def own_blank() -> Values:
    """What the form of a new field begins with."""
    return {
        "level": "case",
        "kind": "text",
        "block": "short",
        "role": "",
        "unit": "",
        "share_of": "",
        **condition_values(NEVER),
    }


def values_of(field: Field, languages: Iterable[str]) -> Values:
    """A field as its form shows it."""
    limits = field.limits
    return {
        "key": field.key.removeprefix(PREFIX),
        "level": field.level,
        "kind": field.kind,
        "block": field.block,
        "label": {lang: field.label.as_dict().get(lang, "") for lang in LANGUAGES},
        "help": {lang: field.help.as_dict().get(lang, "") for lang in LANGUAGES},
        **condition_values(field.required),
        "length": limits.length if field.kind == "text" else None,
        "least": limits.least,
        "most": limits.most if field.kind in NUMBERS and limits.most != held_exactly(field.kind) else None,
        "items": limits.items,
        "role": field.role,
        "unit": field.unit,
        "share_of": field.share_of,
        "choices": write_list(field.choices, tuple(languages)),
    }


def condition_values(condition: Condition) -> Values:
    """A condition as the form shows it; "with" is a condition on any answer."""
    word = "when" if condition.word is Word.WITH else condition.word.value
    return {"required": word, "when_key": "|".join(condition.keys), "when_codes": "; ".join(sorted(condition.codes))}


def own_field(values: Values, composition: Composition, known: Field | None) -> Field:
    """The field of a form; raises Slips. `known`: the field as it stands, whose key, kind and place do not change."""
    slips: dict[str, list[Any]] = {}
    kind, level = (known.kind, known.level) if known else (values["kind"], values["level"])
    key = known.key if known else PREFIX + (values["key"] or proposed_key(values["label"].get("en", "")))
    languages = composition.languages
    pasted = read_list(values["choices"] or "", languages) if kind in CHOOSING else None
    field = Field(
        key=key,
        level=level,
        kind=kind,
        label=text_in(values["label"], languages, known.label if known else None),
        help=text_in(values["help"], languages, known.help if known else None),
        block="effort" if level == "effort" else values["block"],
        required=_condition(values, composition, key, level, slips),
        code_list=LISTS.get(kind, ""),
        choices=pasted.codes if pasted else (),
        limits=limits_of(kind, values, slips),
        unit=values["unit"] if kind in NUMBERS else "",
        role=values["role"],
        share_of=values["share_of"] or "",
    )
    if pasted:
        slips["choices"] = list(slip_sentences(pasted.slips)) or some_entries(pasted.codes)
    _look(field, composition, known, slips)
    found = {name: said for name, said in slips.items() if said}
    if found:
        raise Slips(found)
    return field


def condition_of(values: Values, composition: Composition, field: Field) -> Condition:
    """When a standard field must be answered; raises Slips."""
    slips: dict[str, list[Any]] = {}
    condition = _condition(values, composition, field.key, field.level, slips)
    if slips:
        raise Slips(slips)
    return condition


def deciding(composition: Composition, key: str, level: str) -> list[Field]:
    """The fields on which another of that level may depend: of the same row of the same sheet."""
    same = [each for each in composition.asked() if (each.level == "effort") == (level == "effort")]
    return [each for each in same if each.key != key and (each.level != "line" or level == "line")]


def _look(field: Field, composition: Composition, known: Field | None, slips: dict[str, list[Any]]) -> None:
    """What can only be told of the whole field."""
    if not field.label.has("en"):
        slips["label"] = [_l("Enter the English label: the others fall back to it.")]
    if known is None and not KEY.fullmatch(field.key):
        slips["key"] = [_l("Write the key in small letters, digits and underscores.")]
    elif known is None and field.key in composition.by_key:
        slips["key"] = [_l("There is already a field with this key.")]
    if begins_formula(*field.label.all()):
        slips["label"] = [
            _l("Begin the label with a letter or digit: with = + - or @ a spreadsheet takes it for a formula.")
        ]
    taken = taken_by(composition, field)
    if taken:
        slips["label"] = [
            _l("“%(word)s” already means another column: %(other)s.", word=taken[0], other=taken[1].label.to("en"))
        ]
    if field.role == "measure" and field.kind not in NUMBERS:
        slips["role"] = [_l("Only a number can be added up.")]
    several = field.kind == "choice_list" and field.level != "case"
    if field.role == "dimension" and (field.kind not in COUNTED_BY or several):
        slips["role"] = [_l("Charts can count by one answer from a list, a country, or yes and no.")]
    if field.role == "dimension" and field.level == "effort":
        slips["role"] = [_l("Effort can be added up, not counted by.")]
    if field.share_of:
        slips["share_of"] = list(_share(field, composition))


def wholes(composition: Composition, key: str) -> list[Field]:
    """The numbers of effort that a field may be told as a share of."""
    return [each for each in composition.block("effort") if each.kind in NUMBERS and each.key != key]


def _share(field: Field, composition: Composition) -> Iterable[Any]:
    whole = {each.key: each for each in wholes(composition, field.key)}.get(field.share_of)
    if field.level != "effort" or field.role != "measure" or whole is None:
        yield _l("Only a number of effort that is added up can be told as a share of another.")
    elif whole.unit != field.unit:
        yield _l("Give both numbers the same unit: a share of another unit means nothing.")


def _condition(
    values: Values, composition: Composition, key: str, level: str, slips: dict[str, list[Any]]
) -> Condition:
    if values["required"] not in ("when", "unless"):
        return ALWAYS if values["required"] == "always" else NEVER
    before = composition.by_key.get(key)
    if before and str(before.required) == str(_as_it_was(values)):
        return before.required
    others = {each.key: each for each in deciding(composition, key, level)}
    other = others.get(values["when_key"])
    if other is None:
        slips["when_key"] = [_l("Choose the field that decides.")]
        return NEVER
    words = [word.strip() for word in (values["when_codes"] or "").split(";") if word.strip()]
    codes, strange = codes_among(other.options, words)
    if strange or (words and other.options is None):
        slips["when_codes"] = [_l("Not in the list of that field: %(words)s.", words=", ".join(strange or words))]
        return NEVER
    if values["required"] == "unless" and not codes:
        slips["when_codes"] = [_l("Say which answers make it unnecessary.")]
        return NEVER
    word = Word(values["required"]) if codes else Word.WITH
    return Condition(word, (other.key,), frozenset(codes))


def _as_it_was(values: Values) -> str:
    """The condition that a form shows without a change to it, in its wording."""
    codes = "|".join(sorted(filter(None, map(str.strip, (values["when_codes"] or "").split(";")))))
    word = values["required"] if codes else "with"
    return f"{word} {values['when_key']}{'=' + codes if codes else ''}"
