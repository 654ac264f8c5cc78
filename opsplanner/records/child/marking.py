"""A Member's own workbook with its formatting, cells put right, tinted and commented, and a sheet that lists its errors.

What openpyxl does not keep is lost in the copy: charts, drawings and pictures, slicers and other additions of newer programs;
formulas are replaced by the values they had. The file that was sent is not touched.
"""

from __future__ import annotations

import datetime
import importlib
import io
import marshal
import os
import sys
import tempfile
from typing import Any

from .archive import inflate, parts
from .refusal import MACRO_SHEET, Refused
from .scan import Look

AUTHOR = "OpsPlanner"
TINTS = {"error": "FFFDECEA", "warning": "FFFFF6E0", "left_out": "FFE8ECEF"}
WIDTHS = (18, 30, 9, 90)
COMMENT = (320, 140)
GENERAL = ("General", "@")


def mark_workbook(path: str, most_rows: int) -> dict[str, Any]:
    """{"content": the marked workbook}; what is to be marked lies beside the file. Raises Refused."""
    with open(f"{path}.marks", "rb") as file:
        marks = marshal.load(file)  # noqa: S302 - written by our own parent
    _weigh(path, most_rows)
    tempfile.tempdir = os.path.dirname(path)
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # not needed here, and slow to load
    openpyxl = importlib.import_module("openpyxl")
    book = openpyxl.load_workbook(path, data_only=True, keep_vba=path.endswith(".xlsm"), rich_text=True)
    formulas = None
    if any(sheet["formulas"] for sheet in marks["sheets"].values()):
        formulas = openpyxl.load_workbook(path, keep_links=False)
    for name, sheet in marks["sheets"].items():
        if name in book.sheetnames:
            _mark(book[name], sheet, formulas[name] if formulas else None)
    _list(book, marks)
    out = io.BytesIO()
    book.save(out)
    return {"content": out.getvalue()}


def _weigh(path: str, most_rows: int) -> None:
    """The same look at every part as before the file was read the first time."""
    with open(path, "rb") as file:
        data = file.read()
    looked = Look(most_rows)
    for part in parts(data):
        if part.name.lower().startswith("xl/macrosheets/"):
            raise Refused(MACRO_SHEET)
        looked.at(part.name, inflate(data, part))


def _mark(page: Any, sheet: dict[str, Any], formulas: Any) -> None:
    styles, comments = importlib.import_module("openpyxl.styles"), importlib.import_module("openpyxl.comments")
    tints = {name: styles.PatternFill("solid", fgColor=color) for name, color in TINTS.items()}
    _unmark(page, styles.PatternFill())
    for row, column, kind, value in sheet["put"]:
        _put(page.cell(row, column), kind, value)
    for row in sheet["cleared"]:
        for cell in page[row]:
            if type(cell).__name__ != "MergedCell":
                cell.value = None
    for row, column in sheet["formulas"]:
        page.cell(row, column).value = formulas.cell(row, column).value
    for row, column, severity, text in sheet["told"]:
        cell = page.cell(row, column)
        if type(cell).__name__ == "MergedCell":
            continue
        said = f"{text}\n\n{cell.comment.text}" if cell.comment else text
        cell.comment = comments.Comment(said, AUTHOR, height=COMMENT[1], width=COMMENT[0])
        cell.fill = tints[severity]


def _unmark(page: Any, plain: Any) -> None:
    """What an earlier marking left: cells put right since are not tinted any more."""
    ours = {*TINTS.values()}
    for row in page.iter_rows():
        for cell in row:
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours:
                cell.fill = plain
            if getattr(cell, "comment", None) and cell.comment.author == AUTHOR:
                cell.comment = None


def _put(cell: Any, kind: str, value: Any) -> None:
    if type(cell).__name__ == "MergedCell":
        return
    if kind == "day":
        cell.value = datetime.date.fromisoformat(value)
        if cell.number_format in GENERAL:
            cell.number_format = "yyyy-mm-dd"
        return
    cell.value = value if value != "" else None
    if kind == "text" and value:
        cell.data_type = "s"
    elif cell.number_format == "@":
        cell.number_format = "General"


def _list(book: Any, marks: dict[str, Any]) -> None:
    """The sheet with the errors, each with a link to its cell; one of an earlier marking is replaced."""
    styles, links = importlib.import_module("openpyxl.styles"), importlib.import_module("openpyxl.worksheet.hyperlink")
    words, name = marks["words"], marks["name"]
    for sheet in book.worksheets:
        if sheet.title.startswith(name) and str(sheet.cell(1, 1).value or "").startswith(marks["mark"]):
            book.remove(sheet)
    page = book.create_sheet(name)
    page.append([words["title"]])
    page.append([words["how"]])
    page.append([words["more"]] if words["more"] else [])
    page.append([words[word] for word in ("cell", "found", "rule", "what")])
    bold, link = styles.Font(bold=True), styles.Font(underline="single", color="FF0B5A8C")
    page["A1"].font = bold
    for cell in page[4]:
        cell.font = bold
    for number, (sheet, address, found, rule, what) in enumerate(marks["lines"], 5):
        place = f"{sheet}!{address}" if sheet and address else sheet or address
        for column, text in enumerate((place, found, rule, what), 1):
            cell = page.cell(number, column)
            cell.value, cell.data_type = text, "s"
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
        if address and sheet in book.sheetnames:
            target = "'" + sheet.replace("'", "''") + "'!" + address
            page.cell(number, 1).hyperlink = links.Hyperlink(ref=f"A{number}", location=target, display=place)
            page.cell(number, 1).font = link
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A5"
