"""Participants and contact points as workbooks, and a sheet with a list of participants as rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import label, language, moment
from opsplanner.core.text import clean, fold
from opsplanner.documents.lists import Cell, Column, workbook
from opsplanner.operations.models import Operation
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.participants.words import REVIEWERS, ROLES, STATES
from opsplanner.records import Problem, read_sheet, receive, sentence

MOST_ROWS = 2000
HEADINGS = {
    "member", "members", "membre", "membres", "country", "countries", "pays", "code", "iso", "iso2", "name", "nom",
    "organisation", "organization", "administration", "participant", "participants",
}  # fmt: skip


def rows_of(stream: IO[bytes], name: str, most_megabytes: int) -> list[list[str]]:
    """The rows of the first visible sheet that hold anything, without a heading; refuses what cannot be read, in the reader's words."""
    upload = receive(stream, name, most_megabytes)
    book = upload if isinstance(upload, Problem) else read_sheet(upload, MOST_ROWS)
    if isinstance(book, Problem):
        raise Refusal(sentence(book, language()))
    sheet = next((sheet for sheet in book.sheets if not sheet.hidden and sheet.length), None)
    if sheet is None:
        raise Refusal(_l("The file holds no rows."))
    rows = [[_text(column.cell(row)) for column in sheet.columns] for row in range(sheet.length)]
    filled = [cells for cells in ([cell for cell in row if cell] for row in rows) if cells]
    return filled[1:] if filled and any(fold(cell) in HEADINGS for cell in filled[0]) else filled


def participants_workbook(operation: Operation, participations: Iterable[Participation]) -> bytes:
    """The list of participants, one a row, in the reader's language."""
    columns = [
        Column(str(head)) for head in (_("Code"), _("Name"), _("Role"), _("State"), _("Region"), _("Liaison office"))
    ]
    columns += [
        Column(_("Reviewer")),
        Column(_("Invited"), "moment"),
        Column(_("Answered"), "moment"),
        Column(_("E-mail")),
    ]
    return workbook(columns, map(_participant, participations), _("Participants"), list(_notes(operation)))


def contacts_workbook(operation: Operation, contacts: Iterable[ContactPoint]) -> bytes:
    """The contact list, one contact point a row."""
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
    return workbook(
        [Column(str(head)) for head in heads], map(_contact, contacts), _("Contact list"), list(_notes(operation))
    )


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
        one.duty_hours,
    )


def _notes(operation: Operation) -> Iterator[str]:
    yield f"{operation.code} – {label(operation.name)}"
    yield _("As of %(moment)s", moment=moment(clock.now()))
    if operation.synthetic:
        yield _("Synthetic demonstration data")


def _text(cell: object) -> str:
    return clean(str(cell)) if cell is not None else ""
