"""What one version of a template asks otherwise than another: added, removed, moved, renamed, required, limits, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from opsplanner.core.text import LANGUAGES, Text
from opsplanner.records.field import Field
from opsplanner.records.template import Template
from opsplanner.reference import Code

NOTHING = Text(())


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: what kind, of which field (key and label; none of the whole template), and from what to what.

    `lang` is the language of a text that changed, `code` the entry of a list.
    """

    what: str
    key: str = ""
    label: Text = NOTHING
    old: Any = ""
    new: Any = ""
    lang: str = ""
    code: str = ""

    def __str__(self) -> str:
        """For the audit log: the same in every language."""
        place = " ".join(filter(None, (self.key, self.code, self.lang)))
        change = f": {_plain(self.old)} -> {_plain(self.new)}" if self.old != self.new else ""
        return f"{self.what} {place}".strip() + change


def differences(old: Template, new: Template) -> list[Difference]:
    """From the older to the newer, in the order of the newer; what was removed comes first."""
    removed = [Difference("removed", each.key, each.label) for each in old.fields if each.key not in new.by_key]
    found = [*_whole(old, new), *removed]
    for field in new.fields:
        before = old.by_key.get(field.key)
        found += [Difference("added", field.key, field.label)] if before is None else _changed(before, field)
    return [*found, *_reordered(old, new)]


def _whole(old: Template, new: Template) -> Iterator[Difference]:
    for what, one, other in (
        ("title", old.title, new.title),
        ("edition", old.edition, new.edition),
        ("phase", old.phase, new.phase),
        ("blocks", old.blocks, new.blocks),
        ("languages", old.languages, new.languages),
    ):
        if one != other:
            yield Difference(what, old=one, new=other)


def _changed(old: Field, new: Field) -> Iterator[Difference]:
    for what in ("label", "help"):
        one, other = getattr(old, what), getattr(new, what)
        for lang in LANGUAGES:
            before, after = one.as_dict().get(lang, ""), other.as_dict().get(lang, "")
            if before != after:
                yield Difference(f"{what}_changed", new.key, new.label, before, after, lang)
    for what in ("kind", "block", "required", "limits", "role", "unit", "share_of"):
        one, other = getattr(old, what), getattr(new, what)
        if one != other:
            yield Difference(what, new.key, new.label, one, other)
    yield from _entries(new, old.choices, new.choices)


def _entries(field: Field, old: Sequence[Code], new: Sequence[Code]) -> Iterator[Difference]:
    before, after = {each.code: each for each in old}, {each.code: each for each in new}
    for code, entry in before.items():
        if code not in after:
            yield Difference("entry_removed", field.key, field.label, entry.label, code=code)
    for code, entry in after.items():
        if code not in before:
            yield Difference("entry_added", field.key, field.label, new=entry.label, code=code)
            continue
        for lang in LANGUAGES:
            one, other = before[code].label.as_dict().get(lang, ""), entry.label.as_dict().get(lang, "")
            if one != other:
                yield Difference("entry_renamed", field.key, field.label, one, other, lang, code)
        if dict(before[code].extra) != dict(entry.extra):
            yield Difference("entry_moved", field.key, field.label, code=code)


def _reordered(old: Template, new: Template) -> Iterator[Difference]:
    """Fields that stand behind another one than before; the fewest that explain the new order."""
    for block in dict.fromkeys(field.block for field in new.fields):
        before = [each.key for each in old.fields if each.block == block and new.by_key.get(each.key) and new.by_key[each.key].block == block]  # fmt: skip
        after = [each.key for each in new.fields if each.key in before]
        stay = set(_longest(after, {key: place for place, key in enumerate(before)}))
        for key in after:
            if key not in stay:
                yield Difference("moved", key, new.by_key[key].label, before.index(key) + 1, after.index(key) + 1)


def _longest(keys: Sequence[str], place: dict[str, int]) -> list[str]:
    """The longest run of keys that stand in the same order as before."""
    best: list[list[str]] = []
    for key in keys:
        fitting = [run for run in best if place[run[-1]] < place[key]]
        best.append([*max(fitting, key=len, default=[]), key])
    return max(best, key=len, default=[])


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return value.to("en")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
