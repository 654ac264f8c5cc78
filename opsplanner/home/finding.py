"""One search over everything a reader may see, and over the pages it may open: each package looks for what is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.navigation import Page
from opsplanner.directory import finding as directory
from opsplanner.lessons import finding as lessons
from opsplanner.meetings import finding as meetings
from opsplanner.operations import finding as operations
from opsplanner.results import finding as results

Source = Callable[[Actor, Asked, int], Sequence[Hit]]
SOURCES: tuple[Source, ...] = (
    operations.operations,
    directory.organisations,
    meetings.meetings,
    operations.documents,
    meetings.papers,
    lessons.lessons,
    results.sent,
    results.cases,
)
# Asked only where nothing else was found.
NEARLY: tuple[Source, ...] = (operations.nearly, directory.nearly)
# So many of each sort on the page of what was found, and in the palette.
MOST_OF_EACH, MOST_AT_ONCE = 20, 12
# Of so many operations that are named, the pages are offered.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Places:
    """The pages one can go to by their names: of the platform, and of each operation."""

    pages: Sequence[Page] = ()
    of_operation: Sequence[Page] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the best first; `nearly`: only for words that are nearly those asked."""

    hits: Sequence[Hit] = ()
    nearly: bool = False
    groups: dict[Sort, list[Hit]] = field(default_factory=dict)


def find(actor: Actor, text: str, places: Places, most: int = MOST_OF_EACH) -> Found:
    """Everything that has all the words; without a word, the pages one can go to."""
    asked = Asked(text)
    if not asked.words:
        return _found(list(_pages(actor, asked, places.pages)))
    hits = [*_pages(actor, asked, places.pages), *_of_operations(actor, asked, places.of_operation)]
    hits += [hit for source in SOURCES for hit in source(actor, asked, most)]
    if hits:
        return _found(asked.ordered(hits))
    return _found([hit for source in NEARLY for hit in source(actor, asked, most)], nearly=True)


def _found(hits: Sequence[Hit], nearly: bool = False) -> Found:
    groups: dict[Sort, list[Hit]] = {sort: [] for sort in Sort}
    for hit in hits:
        groups[hit.sort].append(hit)
    return Found(hits, nearly and bool(hits), {sort: group for sort, group in groups.items() if group})


def _pages(actor: Actor, asked: Asked, pages: Iterable[Page]) -> Iterator[Hit]:
    for page in pages:
        if page.is_for(actor, None) and asked.is_in(str(page.label)):
            yield Hit(Sort.PAGE, str(page.label), url_for(page.endpoint))


def _of_operations(actor: Actor, asked: Asked, pages: Sequence[Page]) -> Iterator[Hit]:
    """COSMO2 board: some words name an operation, the others one of its pages."""
    if len(asked.words) < 2:
        return
    naming = {hit.url: hit for word in asked.words for hit in operations.operations(actor, Asked(word), NAMED)}
    for hit in list(naming.values())[:NAMED]:
        code = hit.known_by.partition(" | ")[0]
        left = [word for word in asked.words if not Asked(word).is_in(hit.known_by)]
        for page in pages:
            if left and page.is_for(actor, code) and Asked(" ".join(left)).is_in(str(page.label)):
                title = _("%(code)s: %(kind)s", code=code, kind=page.label)
                url = url_for(page.endpoint, code=code)
                yield Hit(Sort.PAGE, title, url, hit.title, known_by(f"{code} {page.label}"))
