"""Tables: plain ones with numbers on the right, and matrices whose cells are tinted by their number."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.documents import numerals, palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents import words as fixed
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import canvas
from opsplanner.documents.drawing.canvas import SIZE, Drawing

ROW, HEAD, GAP = 30, 20, 2
MOST_ROWS = 20
HATCH = (
    '<defs><pattern id="missing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{palette.PAPER}"/><rect width="1.5" height="6" fill="{palette.CONTEXT}"/></pattern></defs>'
)


def table(chart: Chart, lang: str, width: float) -> Drawing:
    """The first rows of the table, and how many more there are."""
    heads, name_room, column = _heads(chart, lang, width)
    marks, y = _head_marks(heads, name_room, column, right=True)
    for number, (category, row) in enumerate(chart.rows()):
        if number == MOST_ROWS:
            left = numerals.number(Decimal(len(chart.categories) - MOST_ROWS), lang)
            marks.append(canvas.words(0, y + 20, fixed.say(fixed.MORE_ROWS, lang, n=left), fill=palette.MUTED))
            return Drawing(y + ROW, tuple(marks))
        marks.append(canvas.words(0, y + 20, typeset.cut(category.label.to(lang), SIZE, name_room - 8)))
        for at, amount in enumerate(row):
            text = numerals.cell(amount, lang, chart.decimals, number in chart.series[at].hidden)
            marks.append(canvas.words(name_room + column * (at + 1), y + 20, text, anchor="end"))
        y += ROW
        marks.append(canvas.line(0, y, width, y, palette.LINE))
    return Drawing(y + 4, tuple(marks))


def matrix(chart: Chart, lang: str, width: float) -> Drawing:
    """Rows are the categories, columns the series; darker is more, hatched is not reported."""
    heads, name_room, column = _heads(chart, lang, width)
    marks, y = _head_marks(heads, name_room, column, right=False)
    greatest = float(max(chart.values(), default=Decimal(0)))
    for number, (category, row) in enumerate(chart.rows()):
        marks.append(canvas.words(0, y + 19, typeset.cut(category.label.to(lang), SIZE, name_room - 8)))
        for at, amount in enumerate(row):
            x = name_room + column * at
            shade = palette.step(float(amount), greatest) if amount is not None else 0
            hidden = number in chart.series[at].hidden
            fill = palette.SEQUENTIAL[shade] if amount is not None else (palette.PAPER if hidden else "url(#missing)")
            marks.append(canvas.rect(x + GAP / 2, y + GAP / 2, column - GAP, ROW - GAP, fill))
            text = numerals.cell(amount, lang, chart.decimals, hidden)
            if amount is None:
                marks.append(canvas.over(x + column / 2, y + 19, text, 12, anchor="middle"))
            else:
                ink = palette.SEQUENTIAL_INK[shade]
                marks.append(canvas.words(x + column / 2, y + 19, text, 12, anchor="middle", fill=ink))
        y += ROW
    return Drawing(y + 4, (HATCH, *marks))


def _heads(chart: Chart, lang: str, width: float) -> tuple[list[list[str]], float, float]:
    """The heads of the columns in wrapped lines, the room of the names, the width of a column."""
    longest = max((typeset.width(category.label.to(lang), SIZE) for category in chart.categories), default=0) + 16
    name_room = min(longest, width * 0.45)
    column = (width - name_room) / max(len(chart.series), 1)
    return (
        [typeset.wrap(say.column(chart, s, lang), 12, column - 8, 3, bold=True) for s in chart.series],
        name_room,
        column,
    )


def _head_marks(heads: list[list[str]], name_room: float, column: float, *, right: bool) -> tuple[list[str], float]:
    depth = max((len(lines) for lines in heads), default=1)
    marks = [
        canvas.words(
            name_room + column * (at + (1 if right else 0.5)),
            14 + 15 * (depth - len(lines) + row),
            text,
            12,
            anchor="end" if right else "middle",
            fill=palette.MUTED,
            bold=True,
        )
        for at, lines in enumerate(heads)
        for row, text in enumerate(lines)
    ]
    return marks, HEAD + 15 * (depth - 1)
