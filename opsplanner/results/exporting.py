"""Lists to take away: the cases an actor may see, one line of goods a row, and the participation board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.chunks import chunks
from opsplanner.core.db import db
from opsplanner.core.i18n import days
from opsplanner.core.web import told
from opsplanner.documents.about import Names, narrowings
from opsplanner.documents.lists import CONTENT_TYPE, Cell, Column, text, workbook
from opsplanner.operations.models import Operation
from opsplanner.records.field import Field
from opsplanner.records.forms import shown
from opsplanner.records.kept import as_told
from opsplanner.records.template import REFERENCE, Template
from opsplanner.reference import code_list
from opsplanner.results.about import about_results
from opsplanner.results.counting import Counts
from opsplanner.results.lists import CASE_CODES, case_numbers, case_rows
from opsplanner.results.matrix import Line, Matrix
from opsplanner.results.models import Case, CaseRow, GoodsLine, Submission
from opsplanner.results.pack import Array
from opsplanner.results.returns import Return
from opsplanner.results.scope import Standing, standing
from opsplanner.results.services import joined_template
from opsplanner.results.services.marking import markings_held
from opsplanner.results.showing import MASK, MASKED
from opsplanner.results.words import NUMBERS, SPOKEN, state_words

CASE_FORMATS = {"xlsx": CONTENT_TYPE, "csv": "text/csv; charset=utf-8"}
BATCH = 1_000
KINDS = {"date": "day", "integer": "number", "decimal": "number"}
Row = Sequence[Cell]


def export_cases(actor: Actor, operation: Operation, asked: Mapping[str, str], form: str, lang: str) -> bytes:
    """The list of cases as it is filtered, as a workbook or as CSV for a double click."""
    template = joined_template(operation)
    fields = [each for each in template.at("case", "line") if each.key not in (REFERENCE, "handling")]
    columns = [
        *map(Column, (_("Member"), _("Reference"), _("Period"), _("Handling"), _("Line"))),
        *(Column(each.label.to(lang), KINDS.get(each.kind, "text")) for each in fields),  # type: ignore[arg-type]
    ]
    stands = standing(actor, operation)
    numbers = case_numbers(actor, operation, asked, stands)
    rows = _case_rows(actor, operation, numbers, stands, fields, lang)
    about = about_results(
        operation,
        narrowings(asked, _filters(operation, template, lang), lang),
        _markings(numbers),
        lang,
        _("Cases of %(operation)s, accepted and submitted, as far as you may see them.", operation=operation.code),
    )
    if form == "csv":
        return text((column.label for column in columns), rows, about, lang)
    return workbook(columns, rows, _("Cases"), about, lang)


def export_board(operation: Operation, found: Matrix, lang: str) -> bytes:
    """The participation board as a workbook, one column a period; below the Members, the numbers of every period."""
    numbers = [str(name) for name in NUMBERS]
    reached = any(line.contacts for line in found.lines)  # of a reader who may see contact points
    columns = [
        *map(Column, (_("Liaison office"), _("Member"), _("State"))),
        *(Column(days(period.starts_on, period.ends_on)) for period in found.board.periods),
        *(Column(label, "number") for label in numbers),
        *map(Column, (_("Contact point"), _("E-mail"), _("Telephone")) if reached else ()),
    ]
    rows: list[Row] = [
        [
            office.name.to(lang) if office.name else "",
            line.participation.organisation.name.to(lang),
            str(SPOKEN[line.spoken]),
            *(_said(each, lang) for each in line.returns),
            *line.counts,
            *(_reached_by(line) if reached else ()),
        ]
        for office in found.offices
        for line in office.lines
    ]
    for place, label in enumerate(numbers):
        rows.append(
            ["", _("All"), label, *(str(counts[place]) for counts in found.periods), *_only(found.total, place)]
        )
    about = about_results(operation, _narrowings(found), (), lang)
    return workbook(columns, rows, _("Board"), about, lang)


def _reached_by(line: Line) -> list[Cell]:
    """Functions, addresses and telephone numbers of its contact points, in the same order; a missing one is a dash."""
    parts = ([told(each.function), each.email, each.phone] for each in line.contacts)
    return ["; ".join(part or "–" for part in column) for column in zip(*parts, strict=True)] or ["", "", ""]


def _said(each: Return, lang: str) -> str:
    return state_words(each.state, each.late, 0, False, lang) if each.owed.asked or each.received else ""


def _only(total: Counts, place: int) -> list[int | None]:
    return [number if at == place else None for at, number in enumerate(total)]


def _narrowings(found: Matrix) -> list[str]:
    """What was left out, so that nobody takes a part for the whole."""
    asked = found.narrowed
    said = [
        _("State: %(state)s", state=SPOKEN[asked.spoken]) if asked.spoken else "",
        _("Liaison office: %(name)s", name=dict(found.names).get(asked.office, "")) if asked.office else "",
        _("Search: %(words)s", words=asked.words) if asked.words else "",
        _("Only Members with something overdue") if asked.overdue else "",
    ]
    return [each for each in said if each]


def _case_rows(
    actor: Actor, operation: Operation, numbers: Array, stands: Standing, fields: Sequence[Field], lang: str
) -> Iterator[Row]:
    for start in range(0, len(numbers), BATCH):
        found = case_rows(actor, operation, numbers[start : start + BATCH], stands)
        goods = _goods([case.id for case, *_rest in found])
        submissions = _submissions([case.current_id for case, *_rest in found])
        for case, row, member, period in found:
            masked = not stands.is_close(submissions[case.current_id])
            named = member.name.to(lang), case.national_ref, days(period.starts_on, period.ends_on), row.handling
            for line in goods[case.id]:
                cells = (_cell(each, row if each.level == "case" else line, lang, masked) for each in fields)
                yield [*named, line.line, *cells]


def _filters(operation: Operation, template: Template, lang: str) -> Names:
    """What the filters of the list are called, and their codes."""

    def listed(key: str) -> tuple[str, dict[str, str]]:
        field = template.by_key[key]
        codes = (field.options or code_list(field.code_list)).codes
        return field.label.to(lang), {code: entry.label.to(lang) for code, entry in codes.items()}

    periods = {str(each.number): days(each.starts_on, each.ends_on) for each in operation.periods}
    return {
        "q": (_("Search"), {}),
        **{name: listed(key) for name, key in CASE_CODES.items()},
        "member": (_("Member"), {}),
        "period": (_("Period"), periods),
        "from": (_("From"), {}),
        "to": (_("To"), {}),
    }


def _markings(numbers: Array) -> set[str]:
    """The markings of the cases of the list."""
    return {marking for cases in chunks(numbers.tolist()) for marking in markings_held(cases)}


def _goods(cases: Sequence[int]) -> dict[int, list[GoodsLine]]:
    """The current goods lines of some cases."""
    line = GoodsLine.__table__.c
    found = db.session.scalars(
        sa.select(GoodsLine)
        .join(Case, sa.and_(line.case_id == Case.id, line.submission_id == Case.current_id))
        .where(Case.id.in_(cases))
        .order_by(line.case_id, line.line)
    )
    return {case: list(lines) for case, lines in groupby(found, attrgetter("case_id"))}


def _submissions(numbers: Sequence[int]) -> dict[int, Submission]:
    """Who told the cases: Standing.is_close is asked of their submissions."""
    return {each.id: each for each in db.session.scalars(sa.select(Submission).where(Submission.id.in_(numbers)))}


def _cell(field: Field, row: CaseRow | GoodsLine, lang: str, masked: bool) -> Cell:
    own = (row.extras or {}).get(field.key)
    value: Any = getattr(row, field.key, None) if own is None else as_told(field, own)
    if value is None or (isinstance(value, (date, int, Decimal)) and not isinstance(value, bool)):
        return value
    if field.key == "quantity":
        return Decimal(value)
    return MASK if masked and field.key in MASKED else shown(field, value, lang)
