"""Native tables: hairlines instead of boxes, numbers on the right, the tints of a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from opsplanner.documents import palette
from opsplanner.documents.slides.page import CONTENT, ROOM, Page

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
MOST_ROWS = 12
ROW_LEADING = 1.85
POINT = 12700


def insert(
    page: Page, alt: str, rows: Sequence[Sequence[str]], widths: Sequence[float], numbers: set[int], size: int = 12
) -> Any:
    """The rows, heads first, as a table; `widths` are shares of the room, `numbers` the columns set to the right."""
    frame = page.place(CONTENT).insert_table(rows=len(rows), cols=len(rows[0]))
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", alt)
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    table.horz_banding = False
    for column, share in enumerate(widths):
        table.columns[column].width = Pt(ROOM * share / sum(widths))
    for number, row in enumerate(rows):
        table.rows[number].height = Pt(size * ROW_LEADING)
        for column, text in enumerate(row):
            _cell(page, table.cell(number, column), text, size, head=number == 0, right=column in numbers)
    return table


def tint(cell: Any, shade: int) -> None:
    """A cell of a matrix in one of the sequential colours."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(palette.SEQUENTIAL[shade][1:])
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(palette.SEQUENTIAL_INK[shade][1:])


def _cell(page: Page, cell: Any, text: str, size: int, *, head: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(6)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    page.write(paragraph, text, size - 1 if head else size, palette.MUTED if head else palette.INK, bold=head)
    colour = palette.MUTED if head else palette.LINE
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<a:lnB {nsdecls("a")} w="{POINT * 3 // 4}">{fill}</a:lnB>'))
