"""Compares two tellings of a plan: chapter by chapter, what was said before and what is said now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opsplanner.core.text import Text
from opsplanner.operations.telling.chapters import Chapter
from opsplanner.operations.telling.part import Facts, Lines, Part, Prose, Said, Table, said, whole


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the plan says otherwise: where it stands, in which language ("" for all), before and now ("" for nothing)."""

    where: str
    lang: str
    before: str
    after: str


def compare(before: Sequence[Chapter], after: Sequence[Chapter]) -> dict[str, list[Change]]:
    """The changes by title of chapter, in the order of the plan; chapters that say the same are left out."""
    old = {chapter.key: chapter for chapter in before}
    pairs = ((chapter.title, _entries(old.get(chapter.key)), _entries(chapter)) for chapter in after)
    found = {title: list(_changes(theirs, ours)) for title, theirs, ours in pairs}
    return {title: changes for title, changes in found.items() if changes}


Entries = dict[tuple[str, str], str]


def _changes(before: Entries, after: Entries) -> Iterator[Change]:
    """In the order of what stands now; what is gone last."""
    for where, lang in [*after, *(key for key in before if key not in after)]:
        old, new = before.get((where, lang), ""), after.get((where, lang), "")
        if old != new:
            yield Change(where, lang, old, new)


def _entries(chapter: Chapter | None) -> Entries:
    """What a chapter says, by place and language; a place that occurs twice is numbered."""
    found: Entries = {}
    for part in chapter.parts if chapter else ():
        for where, content in _said(part):
            texts = content.as_dict() if isinstance(content, Text) else {"": content}
            times = len({place for place, _lang in found if place == where or place.startswith(f"{where} (")})
            place = f"{where} ({times + 1})" if times else where
            found.update({(place, lang): words for lang, words in texts.items() if words})
    return found


def _said(part: Part) -> Iterator[tuple[str, Said]]:
    if isinstance(part, Prose):
        yield part.title, part.text
    elif isinstance(part, Facts):
        title = said(part.title)
        for term, content in part.rows:
            yield " – ".join(filter(None, (title, term))), content
    elif isinstance(part, Lines):
        yield part.title, _joined(part)
    elif isinstance(part, Table):
        for row in part.rows:
            yield f"{part.title}: {said(row[0])}", " · ".join(map(whole, row))


def _joined(part: Lines) -> Text:
    """A list as one text a language, numbered where its entries are."""
    texts: dict[str, list[str]] = {}
    for place, item in enumerate(part.items, start=1):
        head = f"{place}. " if part.numbered else "– "
        for lang, words in item.as_dict().items() if isinstance(item, Text) else (("", item),):
            texts.setdefault(lang, []).append(head + words)
    return Text.read({lang: "\n".join(lines) for lang, lines in texts.items()})
