"""Writes the workbook of a template with xlsxwriter: sheets to fill in, the lists they choose from, a page to read, the stamp."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opsplanner.records.downloads import prefilled
from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.notes import note, validation
from opsplanner.records.parts import INK, LIGHT, OPTIONS, TINT, WARNING, Parts
from opsplanner.records.sentences import shown
from opsplanner.records.sheet import Cell
from opsplanner.records.template import SHEETS, STAMP_SHEET, Template
from opsplanner.records.worked import worked

ROWS_TO_FILL = 5000
WIDTHS = {"date": 14, "integer": 12, "decimal": 12, "currency": 12, "hs": 14, "boolean": 10}
USUAL_WIDTH, LONG_WIDTH, LONG_FROM = 22, 40, 200
READ_ME = (
    "rows",
    "required",
    "lists",
    "several",
    "dates",
    "names",
    "references",
    "own",
    "effort",
    "upload",
)


def compose(
    template: Template, lang: str, full: bool, references: Sequence[str], answers: Mapping[str, Any] | None
) -> bytes:
    """The bytes of the workbook; see `opsplanner.records.downloads.write_workbook`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    _Writer(book, template, lang).write(full, references, answers or {})
    book.close()
    return out.getvalue()


class _Writer(Parts):
    """One workbook being written."""

    def write(self, full: bool, references: Sequence[str], answers: Mapping[str, Any]) -> None:
        """All sheets, in the order in which they are shown."""
        results = self.template.asked("case", "line", full=full) or self.template.asked("answer", full=full)
        effort = self.template.asked("effort", full=full)
        sheets = {SHEETS.results: results} | ({SHEETS.effort: effort} if effort else {})
        pages = {name: self.book.add_worksheet(name) for name in (*sheets, SHEETS.read_me, SHEETS.lists, STAMP_SHEET)}
        self.lists(pages[SHEETS.lists], [*results, *effort])
        for name, fields in sheets.items():
            self._sheet(pages[name], fields)
            self._answer(pages[name], fields, answers)
        for row, reference in enumerate(references, 1):
            for number, field in enumerate(results):
                text = prefilled(self.template, field, reference, self.lang)
                if text:
                    pages[SHEETS.results].write_string(row, number, text, self._cells(field))
        self._read_me(pages[SHEETS.read_me], results)
        self.stamp(pages[STAMP_SHEET])
        self.book.set_properties({"title": self.template.title.to(self.lang), "subject": self.template.operation})

    def _sheet(self, page: Worksheet, fields: Sequence[Field]) -> None:
        """One row of headings with notes, columns formatted, choices offered."""
        for number, field in enumerate(fields):
            page.set_column(number, number, _width(field), self._cells(field))
            page.write_string(0, number, field.label.to(self.lang), self._heading(field))
            page.write_comment(0, number, note(self.template, field, self.lang), {"x_scale": 2, "y_scale": 1.6})
            rule = validation(field, self.lang, self.ranges)
            if rule:
                page.data_validation(1, number, ROWS_TO_FILL, number, rule)
        page.set_row(0, 48)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.repeat_rows(0)
        if self.template.draft:
            page.set_tab_color(WARNING)
            page.set_header("&C&B" + self.said("draft"))

    def _answer(self, page: Worksheet, fields: Sequence[Field], answers: Mapping[str, Any]) -> None:
        """One row filled in, numbers and days as such."""
        for number, field in enumerate(fields):
            match answers.get(field.key):
                case None:
                    continue
                case date() as day:
                    page.write_datetime(1, number, datetime.combine(day, datetime.min.time()), self._cells(field))
                case int() | float() as amount:
                    page.write_number(1, number, amount, self._cells(field))
                case text:
                    page.write_string(1, number, str(text), self._cells(field))

    def _read_me(self, page: Worksheet, fields: Sequence[Field]) -> None:
        """What to know, and one row filled in as an example; it stands here so that it is never imported."""
        wrapped = self.format(text_wrap=True)
        page.set_column(0, 0, 90, wrapped)
        page.set_column(1, 1, 60, wrapped)
        title = self.said("title", operation=self.template.title.to(self.lang))
        page.set_row(0, 28)
        page.write_string(0, 0, title, self.format(bold=True, font_size=16, valign="vcenter"))
        self.member(page, 1)
        if self.template.draft:
            page.set_tab_color(WARNING)
            page.write_string(2, 0, self.said("draft"), self.format(bold=True, font_color=WARNING))
        for row, key in enumerate(READ_ME, 3):
            page.set_row(row, 32)
            page.write_string(row, 0, self.said(key))
        top = 4 + len(READ_ME)
        page.write_string(top, 0, self.said("example"), self.format(bold=True, font_size=13))
        boxed = self.format(text_wrap=True, border=1, border_color=LIGHT)
        answers = worked(self.template, fields, self.lang)
        for row, field in enumerate(fields, top + 1):
            page.write_string(row, 0, field.label.to(self.lang), boxed)
            page.write_string(row, 1, _read_out(answers[field.key], self.lang), boxed)
        page.set_landscape()
        page.fit_to_pages(1, 0)

    def _heading(self, field: Field) -> Format:
        if field.required.is_always:
            return self.format(
                bold=True, text_wrap=True, valign="vcenter", bg_color=TINT, font_color=INK, border=1, border_color=LIGHT
            )
        tint = {"bg_color": LIGHT} if field.required.depends else {}
        return self.format(bold=True, text_wrap=True, valign="vcenter", border=1, border_color=LIGHT, **tint)

    def _cells(self, field: Field) -> Format:
        return self.format(num_format=kind_of(field.kind).format, text_wrap=_width(field) == LONG_WIDTH)


def _read_out(answer: Cell, lang: str) -> str:
    if answer is None or isinstance(answer, str):
        return answer or ""
    return shown(Decimal(str(answer)) if isinstance(answer, float) else answer, lang)


def _width(field: Field) -> int:
    if (field.limits.length or 0) >= LONG_FROM:
        return LONG_WIDTH
    return WIDTHS.get(field.kind, USUAL_WIDTH)
