"""Participants and contact points as workbooks, and a sheet with a list of participants as rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import label, language
from opsplanner.core.text import clean
from opsplanner.core.web import demo_loaded
from opsplanner.documents.about import About, Names, Share, named, narrowings
from opsplanner.documents.lists import Cell, Column, workbook
from opsplanner.operations.models import Operation
from opsplanner.participants.contact_words import own_hours
from opsplanner.participants.listing import Row
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.participants.services import Readiness, judges, served_by
from opsplanner.participants.words import LACKING, REVIEWERS, ROLES, STATES
from opsplanner.records import Problem, read_sheet, receive, sentence
from opsplanner.reference import code_list

MOST_ROWS = 2000


def table_of(stream: IO[bytes], name: str, most_megabytes: int) -> tuple[list[str], list[Row]]:
    """The letters of the columns and the filled rows of the first visible sheet that holds anything; refuses what cannot be read."""
    upload = receive(stream, name, most_megabytes)
    book = upload if isinstance(upload, Problem) else read_sheet(upload, MOST_ROWS)
    if isinstance(book, Problem):
        raise Refusal(sentence(book, language()))
    sheet = next((sheet for sheet in book.sheets if not sheet.hidden and sheet.length), None)
    if sheet is None:
        raise Refusal(_l("The file holds no rows."))
    cells = ((sheet.row_number(row), [_text(each.cell(row)) for each in sheet.columns]) for row in range(sheet.length))
    return list(map(sheet.letter, range(len(sheet.columns)))), [row for row in cells if any(row[1])]


def participants_workbook(
    operation: Operation, found: Sequence[Participation], of: int, asked: Mapping[str, str]
) -> bytes:
    """The list of participants, one a row, in the reader's language; `of` how many there are, `asked` the filters."""
    columns = [
        Column(str(head)) for head in (_("Code"), _("Name"), _("Role"), _("State"), _("Region"), _("Liaison office"))
    ]
    columns += [
        Column(_("Reviewer")),
        Column(_("Invited"), "moment"),
        Column(_("Answered"), "moment"),
        Column(_("E-mail")),
    ]
    about = _about(operation, Share(len(found), of), asked)
    return workbook(columns, map(_participant, found), _("Participants"), about, language())


def contacts_workbook(operation: Operation, found: Sequence[ContactPoint], of: int, asked: Mapping[str, str]) -> bytes:
    """The contact list, one contact point a row; `of` how many there are, `asked` the filters."""
    heads = (
        _("Code"),
        _("Organisation"),
        _("Function"),
        _("Office"),
        _("E-mail"),
        _("Phone"),
        _("Languages"),
        _("Duty hours"),
    )
    about = _about(operation, Share(len(found), of), asked)
    return workbook([Column(str(head)) for head in heads], map(_contact, found), _("Contact list"), about, language())


def readiness_workbook(
    operation: Operation, found: Readiness, chosen: Sequence[Participation], asked: Mapping[str, str]
) -> bytes:
    """Who has what, one participant a row; what is asked of nobody yet has no column."""
    judged = [count.judge for count in found.counts]
    columns = [Column(str(head)) for head in (_("Code"), _("Name"), _("Role"), _("State"), _("Liaison office"))]
    columns += [Column(str(judge.title)) for judge in judged] + [Column(_("Missing"), "number")]
    words = {True: _("Yes"), False: _("No"), None: ""}

    def row(one: Participation) -> Sequence[Cell]:
        rilo = label(one.organisation.rilo.name) if one.organisation.rilo else ""
        names = (
            one.organisation.code,
            label(one.organisation.name),
            str(ROLES[one.role]),
            str(STATES[one.state]),
            rilo,
        )
        return (*names, *(words[found.has(one.id, judge.key)] for judge in judged), len(found.missing(one.id)))

    about = _about(operation, Share(len(chosen), len(found.asked)), asked)
    return workbook(columns, map(row, chosen), _("Readiness"), about, language())


def addresses(contacts: Iterable[ContactPoint]) -> str:
    """The e-mail addresses of contact points, each once, as a mail program takes them."""
    return "; ".join(dict.fromkeys(contact.email for contact in contacts if contact.email))


def _participant(one: Participation) -> Sequence[Cell]:
    rilo = one.organisation.rilo
    return (
        one.organisation.code,
        label(one.organisation.name),
        str(ROLES[one.role]),
        str(STATES[one.state]),
        one.organisation.wco_region,
        label(rilo.name) if rilo else "",
        str(REVIEWERS[one.reviewer_kind]) if one.role in ("member", "guest") else "",
        one.invited_at,
        one.answered_at,
        addresses(one.contacts),
    )


def _contact(one: ContactPoint) -> Sequence[Cell]:
    organisation = one.participation.organisation
    return (
        organisation.code,
        label(organisation.name),
        one.function,
        one.office,
        one.email,
        one.phone,
        one.languages,
        own_hours(one),
    )


def _about(operation: Operation, share: Share, asked: Mapping[str, str]) -> About:
    lang = language()
    names: Names = {
        "q": (_("Search"), {}),
        "state": (_("State"), _words(STATES)),
        "role": (_("Role"), _words(ROLES)),
        "region": (_("Region"), {code: each.label.to(lang) for code, each in code_list("region").codes.items()}),
        "rilo": (_("Liaison office"), {str(number): name for number, name in served_by(operation, lang)}),
        "reviewer": (_("Reviewer"), _words(REVIEWERS)),
        "missing": (_("What is missing"), {**_words(LACKING), **{judge.key: str(judge.title) for judge in judges()}}),
    }
    synthetic = operation.synthetic or demo_loaded()
    name = named(operation.code, operation.name, lang)
    return About(name, clock.now(), narrowings(asked, names, lang), share, synthetic)


def _words(names: Mapping[str, object]) -> dict[str, str]:
    return {str(code): str(name) for code, name in names.items()}


def _text(cell: object) -> str:
    return clean(str(cell)) if cell is not None else ""
