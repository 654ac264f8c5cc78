"""What every workbook of ours is made of, written with xlsxwriter: formats, the lists that cells choose from, the stamp."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from opsplanner.records.catalogue import workbook_texts
from opsplanner.records.field import Field
from opsplanner.records.stamp import Stamp
from opsplanner.records.template import SHEETS, Template
from opsplanner.reference import CodeList, code_list

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
INK, TINT, LIGHT, WARNING = "#FFFFFF", "#1F3A5F", "#DCE6F1", "#B42318"
FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}


class Parts:
    """A workbook being written for a template; `ranges` are the lists written so far, by name, as cells refer to them."""

    def __init__(self, book: Workbook, template: Template, lang: str) -> None:
        self.book, self.template, self.lang = book, template, lang
        self.ranges: dict[str, str] = {}

    def said(self, key: str, **params: str) -> str:
        """A text of generated workbooks."""
        return workbook_texts()[key].to(self.lang).format(**params)

    def format(self, **style: Any) -> Format:
        """A cell format in our font."""
        return self.book.add_format({**FONT, **style})

    def member(self, page: Worksheet, row: int) -> None:
        """Whose sheet it is, if it is one Member's."""
        if self.template.member:
            member = code_list("country").label(self.template.member, self.lang)
            page.write_string(row, 0, self.said("member", member=member))

    def stamp(self, page: Worksheet) -> None:
        """Whose, for which operation, which version, in which language: on a sheet that nobody sees."""
        for row, (key, value) in enumerate(Stamp.of(self.template, self.lang).entries().items()):
            page.write_string(row, 0, key)
            page.write_string(row, 1, value)
        page.very_hidden()

    def lists(self, page: Worksheet, fields: Iterable[Field]) -> None:
        """Each list once: codes, then labels in every language; the column of the sheet's language is what cells offer."""
        heading = self.format(bold=True)
        left = 0
        for field in fields:
            options = field.options
            if options is None or options.name in self.ranges:
                continue
            languages = [self.lang, *(each for each in self.template.languages if each != self.lang)]
            titles = [options.name, *languages]
            for number, title in enumerate(titles):
                page.write_string(0, left + number, title, heading)
            self._list(page, options, left, languages)
            last = len(options.codes) + 1
            column = xl_col_to_name(left + 1, col_abs=True)
            self.ranges[options.name] = f"='{SHEETS.lists}'!{column}$2:{column}${last}"
            left += len(titles) + 1
        page.set_column(0, max(left, 1), 18)
        page.freeze_panes(1, 0)

    def _list(self, page: Worksheet, options: CodeList, left: int, languages: Sequence[str]) -> None:
        for row, code in enumerate(options.codes.values(), 1):
            page.write_string(row, left, code.code)
            for number, lang in enumerate(languages, 1):
                page.write_string(row, left + number, code.label.to(lang))
