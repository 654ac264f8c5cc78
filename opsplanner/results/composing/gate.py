"""What must be right before a template is published: languages, keys, lists, conditions, and what earlier versions say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from opsplanner.core.text import Text
from opsplanner.records.field import Field
from opsplanner.records.headings import normal
from opsplanner.records.pasting import MOST_ENTRIES
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.composing.composition import OWN_LISTS, PREFIX, Composition, is_own, standard

KEY = re.compile(PREFIX + r"[a-z0-9][a-z0-9_]{0,35}")
CHOOSING = ("choice", "choice_list")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that keeps a template from being published: what, of which field ("" of the whole), and what it is about."""

    what: str
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class Share(NamedTuple):
    """How many of the texts of an operation's own stand in a language."""

    lang: str
    there: int
    of: int


def findings(composition: Composition, earlier: Iterable[Template]) -> list[Finding]:
    """Everything that must be put right; the trial of the sheets comes on top when nothing is found here."""
    return [
        *_missing_texts(composition),
        *_keys(composition),
        *_lists(composition),
        *_conditions(composition),
        *_limits(composition),
        *_sheets(composition),
        *_joins(composition, earlier),
    ]


def shares(composition: Composition) -> list[Share]:
    """The meter of languages: "FR 96 %"."""
    texts = [text for _key, _what, text in _texts(composition)]
    return [Share(lang, sum(text.has(lang) for text in texts), len(texts)) for lang in composition.languages]


def taken_by(composition: Composition, one: Field) -> tuple[str, Field] | None:
    """A heading of a field that already means another field of the same sheet, and that field."""
    others = [each for each in (*standard().values(), *composition.own) if each.key != one.key]
    same = [each for each in others if (each.level == "effort") == (one.level == "effort")]
    words = {normal(word): each for each in same for word in (each.key, *each.label.all(), *each.aliases)}
    for word in (one.key, *one.label.all()):
        if normal(word) in words:
            return word, words[normal(word)]
    return None


def _texts(composition: Composition) -> Iterator[tuple[str, str, Text]]:
    """Every text that the operation brings itself: whose, what it is, and the text."""
    for each in composition.fields:
        if is_own(each.key):
            yield each.key, "label", each.label
            if each.help.all():
                yield each.key, "help", each.help
        if is_own(each.key) or each.key in OWN_LISTS:
            for code in each.choices:
                yield each.key, code.code, code.label


def _missing_texts(composition: Composition) -> Iterator[Finding]:
    for key, what, text in _texts(composition):
        for lang in composition.languages:
            if not text.has(lang):
                kind = f"no_{what}" if what in ("label", "help") else "no_entry"
                yield Finding(kind, key, {"lang": lang, "code": what})


def _keys(composition: Composition) -> Iterator[Finding]:
    for each in composition.own:
        if not KEY.fullmatch(each.key):
            yield Finding("bad_key", each.key)
        taken = taken_by(composition, each)
        if taken:
            yield Finding("name_taken", each.key, {"word": taken[0], "other": taken[1].label})


def _lists(composition: Composition) -> Iterator[Finding]:
    for each in composition.fields:
        own = is_own(each.key)
        if own and each.kind in CHOOSING and not each.choices:
            yield Finding("empty_list", each.key)
        if not own and each.key not in OWN_LISTS:
            continue
        if len(each.choices) > MOST_ENTRIES:
            yield Finding("long_list", each.key, {"most": MOST_ENTRIES})
        for code in _misread(each):
            yield Finding("alike", each.key, {"code": code.code})


def _misread(each: Field) -> Iterator[Code]:
    """Entries of which a label, in some language, names another entry."""
    options = each.options if each.choices else None
    for code in each.choices:
        if options and any(options.find(word) != code.code for word in (code.code, *code.label.all())):
            yield code


def _conditions(composition: Composition) -> Iterator[Finding]:
    """Conditions on entries that are no longer in the list."""
    for each in composition.asked():
        deciding = [composition.by_key[key] for key in each.required.keys if key in composition.by_key]
        listed = {code for other in deciding if other.options for code in other.options.codes}
        for code in sorted(each.required.codes - listed):
            yield Finding("no_such_entry", each.key, {"code": code})


def _limits(composition: Composition) -> Iterator[Finding]:
    for each in composition.own:
        limits = each.limits
        if limits.least is not None and limits.most is not None and limits.least > limits.most:
            yield Finding("crossed", each.key)
        whole = composition.by_key.get(each.share_of)
        if each.share_of and (whole is None or whole.unit != each.unit):
            yield Finding("other_unit", each.key, {"other": whole.label if whole else each.share_of})


def _sheets(composition: Composition) -> Iterator[Finding]:
    """What must be answered must be asked by the short sheet."""
    usual = standard()
    shown = {*composition.blocks, "effort"}
    for each in composition.asked():
        if each.block in shown or (each.key in usual and each.required == usual[each.key].required):
            continue
        if each.required.is_always:
            yield Finding("not_shown", each.key)
        deciding = [composition.by_key[key] for key in each.required.keys if key in composition.by_key]
        if any(other.block in shown for other in deciding):
            yield Finding("not_beside", each.key, {"other": deciding[0].label})


def _joins(composition: Composition, earlier: Iterable[Template]) -> Iterator[Finding]:
    """A key means the same in every version, so that reporting can join them."""
    told = set()
    for template in earlier:
        for each in composition.own:
            before = template.by_key.get(each.key)
            if before and (before.kind, before.level) != (each.kind, each.level) and each.key not in told:
                told.add(each.key)
                yield Finding("other_kind", each.key, {"version": template.version, "kind": before.kind})
