"""Native charts of the workbook, drawn by the spreadsheet program from the cells beside them."""

from __future__ import annotations

from typing import Any

from opsplanner.documents import numerals, palette
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import axes

TYPES: dict[str, dict[str, str]] = {
    "bar": {"type": "bar"},
    "map": {"type": "bar"},
    "column": {"type": "column"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "line": {"type": "line"},
}
WIDTH, HEIGHT, ROW = 760, 380, 26
MOST_LABELS = 16


def make(book: Any, page: Any, chart: Chart, head_row: int, label_column: int, first_column: int) -> tuple[Any, int]:
    """The chart and its height in pixels, over the cells of `page`: names in the row of the heads, labels in one column.

    Each series has a column, and so has the target where it is drawn.
    """
    drawn = book.add_chart(TYPES[chart.shape()])
    bars = len(chart.categories)
    name, last = page.get_name(), head_row + bars
    for number in range(len(chart.series) + chart.aims()):
        column = first_column + number
        drawn.add_series(
            {
                "name": [name, head_row, column],
                "categories": [name, head_row + 1, label_column, last, label_column],
                "values": [name, head_row + 1, column, last, column],
                **(_style(chart, number) if number < len(chart.series) else _target(chart)),
            }
        )
    drawn.set_title({"name": [name, 0, 0], "name_font": {"size": 14, "color": palette.INK}, "overlay": False})
    drawn.set_legend({"position": "top"} if len(chart.series) > 1 or chart.aims() else {"none": True})
    _axes(drawn, chart)
    drawn.show_blanks_as("gap")
    drawn.set_chartarea({"border": {"none": True}})
    upright = chart.shape() in ("column", "line")
    high = HEIGHT if upright else max(HEIGHT, 120 + ROW * bars * _thickness(chart))
    drawn.set_size({"width": WIDTH, "height": high})
    return drawn, high


def _thickness(chart: Chart) -> int:
    return 1 if chart.kind == "stacked" else len(chart.series)


def _style(chart: Chart, number: int) -> dict[str, Any]:
    """Colours in their fixed order; values beside the bars while there is room for them."""
    colour = palette.series_colour(chart, number)
    if chart.shape() == "line":
        marker = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": palette.PAPER}}
        return {"line": {"color": colour, "width": 2.25}, "marker": marker, "smooth": False}
    points = [
        {"fill": {"color": palette.CONTEXT}} if chart.gathered(at) else None for at in range(len(chart.categories))
    ]
    style: dict[str, Any] = {"fill": {"color": colour}, "gap": 45, **({"overlap": 100} if chart.aims() else {})}
    if any(points):
        style["points"] = points
    if chart.kind == "stacked":
        font = {"color": palette.segment_ink(chart, number), "bold": True}
        return {**style, "border": {"color": palette.PAPER, "width": 1.5}, "data_labels": {"value": True, "font": font}}
    if chart.shape() != "column" or len(chart.categories) <= MOST_LABELS:
        style["data_labels"] = {"value": True, "font": {"bold": True}}
    return style


def _target(chart: Chart) -> dict[str, Any]:
    """A dashed line; over bars the dashed frame of each, that it fills or not."""
    dashed = {"color": palette.INK, "width": 1.25, "dash_type": "dash"}
    if chart.shape() == "line":
        return {"line": dashed, "marker": {"type": "none"}, "smooth": False}
    return {"fill": {"none": True}, "border": dashed, "gap": 45, "overlap": 100}


def _axes(drawn: Any, chart: Chart) -> None:
    """From zero; horizontal bars from the top, without a value axis, since each has its number."""
    places = max((numerals.places(tick, 0) for tick in axes.steps(chart)), default=0)
    values = {
        "min": 0,
        "num_format": "#,##0" + ("." + "0" * places if places else ""),
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": palette.LINE}},
        "num_font": {"color": palette.MUTED},
    }
    categories = {"line": {"color": palette.MUTED}, "major_tick_mark": "none", "major_gridlines": {"visible": False}}
    if chart.shape() in ("bar", "map", "stacked"):
        drawn.set_y_axis({**categories, "reverse": True})
        drawn.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    else:
        drawn.set_x_axis({**categories, "label_position": "low"})
        drawn.set_y_axis({**values, "major_unit": float(axes.steps(chart)[1])})
