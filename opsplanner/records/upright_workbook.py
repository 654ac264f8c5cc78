"""Writes a questionnaire as a workbook with xlsxwriter: a question a row with room for the answer, the lists, a page to read, the stamp."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.notes import requirement, validation
from opsplanner.records.parts import LIGHT, OPTIONS, WARNING, Parts
from opsplanner.records.template import SHEETS, STAMP_SHEET, Template
from opsplanner.records.upright import in_sheets

CODE, QUESTION, ANSWER, HELP = range(4)
WIDTHS = {CODE: 16, QUESTION: 46, ANSWER: 60, HELP: 48}
HEADS = {CODE: "upright_code", QUESTION: "upright_question", ANSWER: "upright_answer", HELP: "upright_help"}
READ_ME = ("upright_fill", "lists", "several", "dates", "names", "upright_blank", "upright_upload")
LONG_FROM, LONG_HEIGHT, HEIGHT = 1000, 90, 32


def compose(template: Template, lang: str, answers: Mapping[str, Any]) -> bytes:
    """The bytes of the workbook, the answers that are given filled in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    _Writer(book, template, lang).write(answers)
    book.close()
    return out.getvalue()


class _Writer(Parts):
    """One workbook being written."""

    def write(self, answers: Mapping[str, Any]) -> None:
        """All sheets, in the order in which they are shown."""
        names = (SHEETS.answers, SHEETS.read_me, SHEETS.lists, STAMP_SHEET)
        pages = {name: self.book.add_worksheet(name) for name in names}
        fields = in_sheets(self.template)
        self.lists(pages[SHEETS.lists], fields)
        self._questions(pages[SHEETS.answers], answers)
        self._read_me(pages[SHEETS.read_me])
        self.stamp(pages[STAMP_SHEET])
        self.book.set_properties({"title": self.template.title.to(self.lang), "subject": self.template.operation})

    def _questions(self, page: Worksheet, answers: Mapping[str, Any]) -> None:
        for number, width in WIDTHS.items():
            page.set_column(number, number, width)
            page.write_string(0, number, self.said(HEADS[number]), self.format(bold=True, bg_color=LIGHT))
        row = 1
        for section in self.template.sections:
            fields = [field for field in in_sheets(self.template) if field.block == section.code]
            if fields:
                page.write_string(row, QUESTION, section.label.to(self.lang), self.format(bold=True, font_size=13))
            for number, field in enumerate(fields, row + 1):
                self._question(page, number, field, answers.get(field.key))
            row += len(fields) + bool(fields)
        page.freeze_panes(1, 0)
        page.set_portrait()
        page.fit_to_pages(1, 0)
        if self.template.draft:
            page.set_tab_color(WARNING)
            page.set_header("&C&B" + self.said("draft"))

    def _question(self, page: Worksheet, row: int, field: Field, answer: Any) -> None:
        wrapped = self.format(text_wrap=True)
        long = (field.limits.length or 0) >= LONG_FROM
        page.set_row(row, LONG_HEIGHT if long else HEIGHT)
        page.write_string(row, CODE, field.key, self.format(font_color="#667085", font_size=9))
        page.write_string(row, QUESTION, field.label.to(self.lang), wrapped)
        told = filter(None, [requirement(self.template, field, self.lang), field.help.to(self.lang)])
        page.write_string(row, HELP, " ".join(told), wrapped)
        style = self.format(
            num_format=kind_of(field.kind).format, text_wrap=True, border=1, border_color=LIGHT, locked=False
        )
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            page.write_number(row, ANSWER, answer, style)
        elif answer:
            page.write_string(row, ANSWER, str(answer), style)
        else:
            page.write_blank(row, ANSWER, None, style)
        rule = validation(field, self.lang, self.ranges)
        if rule:
            page.data_validation(row, ANSWER, row, ANSWER, rule)

    def _read_me(self, page: Worksheet) -> None:
        wrapped = self.format(text_wrap=True)
        page.set_column(0, 0, 90, wrapped)
        page.write_string(0, 0, self.template.title.to(self.lang), self.format(bold=True, font_size=16))
        self.member(page, 1)
        if self.template.draft:
            page.write_string(2, 0, self.said("draft"), self.format(bold=True, font_color=WARNING))
        for row, key in enumerate(READ_ME, 3):
            page.set_row(row, HEIGHT)
            page.write_string(row, 0, self.said(key))
        page.fit_to_pages(1, 0)
