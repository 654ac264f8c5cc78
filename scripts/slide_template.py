"""Makes the template of our slide decks (opsplanner/documents/layouts/deck.pptx): theme, master, and the four layouts that are filled."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from opsplanner.documents import palette

TARGET = Path(__file__).parent.parent / "opsplanner/documents/layouts/deck.pptx"
WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.6, 12.13

THEME_COLOURS = {
    "dk1": palette.INK,
    "lt1": palette.PAPER,
    "dk2": palette.BAR,
    "lt2": palette.CANVAS,
    "accent1": palette.CATEGORICAL[0],
    "accent2": palette.CATEGORICAL[1],
    "accent3": palette.CATEGORICAL[2],
    "accent4": palette.CATEGORICAL[3],
    "accent5": palette.CONTEXT,
    "accent6": palette.OTHER,
    "hlink": "#0B5A8C",
    "folHlink": palette.MUTED,
}


def rgb(colour: str) -> str:
    """The colour as OOXML writes it."""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def area(x: float, y: float, width: float, height: float) -> str:
    """A rectangle in inches."""
    return (
        f'<a:xfrm><a:off x="{Inches(x)}" y="{Inches(y)}"/><a:ext cx="{Inches(width)}" cy="{Inches(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def place(
    number: int,
    name: str,
    kind: str,
    box: tuple[float, float, float, float],
    size: int,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "t",
    fill: str = "",
) -> Any:
    """A placeholder: `number` is its index, by which the writer finds it."""
    where = 'type="title"' if kind == "title" else f'type="{kind}" idx="{number}"'
    inset = 'lIns="91440" tIns="18288" rIns="91440" bIns="18288"' if fill else 'lIns="0" tIns="0" rIns="0" bIns="0"'
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number + 20}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {where}/></p:nvPr></p:nvSpPr><p:spPr>{area(*box)}{rgb(fill) if fill else ''}</p:spPr>"
        f'<p:txBody><a:bodyPr {inset} anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size * 100}" b="{int(bold)}">{rgb(colour)}</a:defRPr></a:lvl1pPr>'
        f'</a:lstStyle><a:p><a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def mark(number: int, name: str, box: tuple[float, float, float, float], colour: str) -> Any:
    """A coloured rectangle that only decorates."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number + 60}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{area(*box)}{rgb(colour)}<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def page_number() -> Any:
    """The number of the slide, bottom right."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Number"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{area(12.13, 6.93, 0.6, 0.25)}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        '<a:p><a:pPr algn="r"/><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="en-GB" sz="900">{rgb(palette.MUTED)}</a:rPr><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
    )


def frame() -> list[Any]:
    """What every inner layout has: title, topic, legend, footer, notices."""
    return [
        place(0, "Title", "title", (LEFT, 0.62, ROOM, 0.88), 26, palette.INK, bold=True, anchor="b"),
        place(10, "Topic", "body", (LEFT, 1.56, ROOM, 0.3), 14, palette.MUTED),
        place(12, "Legend", "body", (LEFT, 6.0, ROOM, 0.62), 10, palette.INK, anchor="b"),
        place(13, "Footer", "body", (LEFT, 6.78, 11.3, 0.5), 9, palette.MUTED),
        place(
            14,
            "Notices",
            "body",
            (LEFT, 0.28, ROOM, 0.26),
            10,
            palette.WARNING_TEXT,
            bold=True,
            anchor="ctr",
            fill=palette.WARNING_TINT,
        ),
    ]


LAYOUTS = {
    "Title": [
        place(0, "Title", "title", (LEFT, 1.5, ROOM, 1.6), 40, palette.PAPER, bold=True, anchor="b"),
        place(10, "Subtitle", "body", (LEFT, 3.25, ROOM, 0.6), 20, "#B9CBD9"),
        place(11, "Facts", "body", (LEFT, 4.35, ROOM, 2.4), 14, palette.PAPER),
        place(14, "Notices", "body", (LEFT, 0.5, ROOM, 0.34), 12, palette.WARNING_TEXT, bold=True, anchor="ctr", fill=palette.WARNING_TINT),
    ],
    "Chart": [
        *frame(),
        place(15, "Key", "body", (LEFT, 1.93, ROOM, 0.26), 12, palette.INK),
        place(11, "Chart", "chart", (LEFT, 2.2, ROOM, 3.78), 12, palette.INK),
    ],
    "Table": [*frame(), place(11, "Table", "tbl", (LEFT, 2.05, ROOM, 3.9), 12, palette.INK)],
    "Text": [*frame(), place(11, "Text", "body", (LEFT, 2.05, ROOM, 4.6), 14, palette.INK)],
}  # fmt: skip


def fill_tree(part: Any, shapes: list[Any]) -> None:
    """Replaces all the shapes of a master or layout."""
    tree = part.shapes._spTree
    for child in list(tree):
        if child.tag in {qn("p:sp"), qn("p:pic"), qn("p:graphicFrame"), qn("p:cxnSp")}:
            tree.remove(child)
    for shape in shapes:
        tree.append(shape)


def retheme(master: Any) -> None:
    """Our colours and Arial (which every machine has, or a font of the same widths) in the theme."""
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode("utf-8")
    for key, colour in THEME_COLOURS.items():
        xml = re.sub(rf"<a:{key}>.*?</a:{key}>", f'<a:{key}><a:srgbClr val="{colour.lstrip("#")}"/></a:{key}>', xml)
    xml = re.sub(r'<a:latin typeface="Calibri"/>', '<a:latin typeface="Arial"/>', xml)
    xml = re.sub(r'script="Arab" typeface="[^"]*"', 'script="Arab" typeface="Arial"', xml)
    theme._blob = xml.replace('name="Office Theme"', 'name="OpsPlanner"').encode("utf-8")


def main() -> None:
    """Writes the template."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_masters[0]
    layouts = list(master.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        master.slide_layouts.remove(spare)
    titles = [shape for shape in frame() if shape.find(".//" + qn("p:ph")).get("type") == "title"]
    body = place(1, "Text", "body", (LEFT, 2.05, ROOM, 4.6), 14, palette.INK)
    rule = mark(2, "Rule", (LEFT, 6.7, ROOM, 0.01), palette.LINE)
    fill_tree(master, [*titles, body, mark(1, "Band", (0, 0, WIDTH, 0.12), palette.BAR), rule, page_number()])
    title_style = master._element.find(".//" + qn("p:titleStyle") + "/" + qn("a:lvl1pPr"))
    title_style.set("algn", "l")
    for layout, (name, shapes) in zip(layouts, LAYOUTS.items(), strict=False):
        layout.name = name
        layout._element.attrib.pop("type", None)
        fill_tree(layout, [deepcopy(shape) for shape in shapes])
    cover = layouts[0]
    cover._element.set("showMasterSp", "0")
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(palette.BAR[1:])
    retheme(master)
    for parts in (deck.part.package, deck.part):
        for key, relation in list(parts._rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                parts._rels.pop(key)
    deck.core_properties.title, deck.core_properties.author = "OpsPlanner", "OpsPlanner"
    deck.save(str(TARGET))


if __name__ == "__main__":
    main()
