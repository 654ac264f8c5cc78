"""Which drawing shows which kind of chart."""

from __future__ import annotations

from collections.abc import Callable

from opsplanner.documents import palette, words
from opsplanner.documents.chart import Chart, Kind
from opsplanner.documents.drawing import bars, canvas, columns, grids, lines, maps
from opsplanner.documents.drawing.canvas import Drawing

DRAWINGS: dict[Kind, Callable[[Chart, str, float], Drawing]] = {
    "bar": bars.side_by_side,
    "map": maps.draw,
    "stacked": bars.stacked,
    "column": columns.draw,
    "line": lines.draw,
    "matrix": grids.matrix,
    "table": grids.table,
}


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """The chart in the given width."""
    if not chart.categories or not chart.series:
        return Drawing(36, (canvas.words(0, 20, words.NO_VALUES.to(lang), fill=palette.MUTED),))
    return DRAWINGS[chart.shape()](chart, lang, width)
