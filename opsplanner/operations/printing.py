"""The plan as a paper: approval, contents, the chapters as the pages tell them, and annexes; set as a tagged PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.i18n import LOCALES, SCREEN_LANGUAGES, days, language, moment
from opsplanner.core.web import demo_loaded, told
from opsplanner.documents import words as documents
from opsplanner.documents.paper import Block, Bullets, Contents, Grid, Heading, Pairs, Paper, Paragraph
from opsplanner.documents.writers import papers_pdf
from opsplanner.operations import words
from opsplanner.operations.models import Operation, PlanVersion
from opsplanner.operations.telling import Facts, Lines, Part, Prose, Table, Telling, said, tell
from opsplanner.operations.telling.part import Values, day_of, text


@dataclass(frozen=True, slots=True)
class Edition:
    """What is printed: the plan, the version that it is (None: a draft), the version in force, and the annexes in the language asked."""

    operation: Operation
    told: Telling
    version: PlanVersion | None
    in_force: PlanVersion | None
    annexes: Callable[[], Sequence[Table]]


def write_plan(edition: Edition, langs: Iterable[str]) -> bytes:
    """One after the other in each language."""
    return papers_pdf([_paper(edition, lang) for lang in langs], clock.now())


def _paper(edition: Edition, lang: str) -> Paper:
    operation, dates = edition.operation, edition.told.plan["dates"]
    with force_locale(LOCALES[lang]):
        made = _("OpsPlanner, %(at)s", at=moment(clock.now(), operation.time_zone))
        synthetic = operation.synthetic or demo_loaded()
        return Paper(
            title=text(edition.told.plan["identity"]["name"]).to(lang),
            subtitle=_("Operational plan · %(code)s · %(when)s", code=operation.code, when=_when(dates)),
            lang=lang,
            blocks=tuple(_blocks(edition)),
            notices=(
                f"TLP:{edition.told.plan['evidence']['marking']}",
                _standing(edition),
                *([documents.SYNTHETIC.to(lang)] if synthetic else []),
            ),
            footer=f"{operation.code} · {_standing(edition)} · {made}",
            page_of=_("Page {n} of {of}"),
        )


def _when(dates: Values) -> str:
    return days(day_of(dates["starts_on"]), day_of(dates["ends_on"]))


def _standing(edition: Edition) -> str:
    """The line of version and approval."""
    if edition.version is not None:
        return _("Version %(number)s", number=edition.version.number)
    if edition.in_force is not None:
        return _("Draft, changed since version %(number)s, not approved", number=edition.in_force.number)
    return _("Draft, not approved")


def _blocks(edition: Edition) -> Iterator[Block]:
    yield from _approval(edition)
    yield Contents(_("Contents"))
    group = None
    for chapter in tell(edition.told):
        if chapter.group != group:
            group = chapter.group
            yield Heading(str(words.GROUPS[group]))
        yield Heading(chapter.title, 2)
        for part in chapter.parts:
            yield from _part(part, chapter.title)
    for annex in edition.annexes():
        yield Heading(_("Annex: %(title)s", title=annex.title))
        yield Paragraph(_("As of %(at)s", at=moment(clock.now(), edition.told.zone)), "note")
        yield from _table(annex)


def _approval(edition: Edition) -> Iterator[Block]:
    version = edition.version
    if version is None:
        yield Paragraph(_standing(edition))
        return
    rows = [
        (_("Version"), str(version.number)),
        (_("Approved"), moment(version.approved_at, edition.told.zone)),
        (_("By"), version.approved_by),
        (_("Why it changed"), told(version.reason)),
    ]
    yield Pairs(tuple((term, content) for term, content in rows if content))
    if version.overrides:
        yield Paragraph(_("Approved although not ready"))
        yield Pairs(
            tuple(
                (
                    text({lang: one[lang] for lang in SCREEN_LANGUAGES if lang in one}).to(language()),
                    told(one["reason"]),
                )
                for one in version.overrides
            )
        )


def _part(part: Part, chapter: str) -> Iterator[Block]:
    title = said(part.title)
    if title and title != chapter and not (isinstance(part, Table) and not part.rows):
        yield Heading(title, 3)
    if isinstance(part, Prose):
        yield from _prose(part)
    elif isinstance(part, Facts):
        yield Pairs(tuple((term, said(content) or "–") for term, content in part.rows))
    elif isinstance(part, Lines):
        yield Bullets(tuple(map(said, part.items)), part.numbered)
    else:
        yield from _table(part)


def _prose(part: Prose) -> Iterator[Block]:
    lines = [line.strip() for line in said(part.text).splitlines() if line.strip()]
    yield from map(Paragraph, lines)
    if not lines:
        yield Paragraph(_("Not written yet."), "note")


def _table(table: Table) -> Iterator[Block]:
    if table.rows:
        yield Grid(table.heads, tuple(tuple(map(said, row)) for row in table.rows), table.numbers)
    else:
        yield Paragraph(_("Nothing yet."), "note")
