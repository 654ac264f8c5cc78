"""Which drawing shows which kind of chart."""

from __future__ import annotations

from collections.abc import Callable

from opsplanner.documents import palette, words
from opsplanner.documents.chart import MOST_BARS, Chart, Kind
from opsplanner.documents.drawing import bars, canvas, columns, grids, lines
from opsplanner.documents.drawing.canvas import Drawing

DRAWINGS: dict[Kind, Callable[[Chart, str, float], Drawing]] = {
    "bar": bars.side_by_side,
    "map": bars.side_by_side,
    "stacked": bars.stacked,
    "column": columns.draw,
    "line": lines.draw,
    "matrix": grids.matrix,
    "table": grids.table,
}


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """The chart in the given width. A map is drawn as the bars of its greatest places: a printed page carries no boundaries."""
    if not chart.categories or not chart.series:
        return Drawing(36, (canvas.words(0, 20, words.NO_VALUES.to(lang), fill=palette.MUTED),))
    return DRAWINGS[chart.shape()](chart.greatest(MOST_BARS) if chart.kind == "map" else chart, lang, width)
