"""Native charts: drawn by the presentation program from their own data sheet, styled so that they read without a legend."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from opsplanner.documents import numerals, palette, sentences, svg, typeset, typesetter, words
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import axes
from opsplanner.documents.slides.page import ROOM

TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "map": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
LOCALES = {"en": "[$-809]", "fr": "[$-40C]", "ru": "[$-419]"}
SIZE = 12
END_ROOM = 0.2
FEW = 3
MAP_SHARE = 0.6  # of the width of a slide
LONG_NAME = 0.12  # longer names are wrapped by the program instead
PLOT_HEIGHT, LABEL_HEIGHT = 0.84, 0.065  # shares of the chart
LEAST_SHARE = Decimal("0.03")


def rgb(colour: str) -> RGBColor:
    """Our way of writing a colour, to theirs."""
    return RGBColor(*bytes.fromhex(colour[1:]))


def number_format(chart: Chart, lang: str) -> str:
    """The format of every number in the chart: all its decimals, its unit, the separators of the language."""
    places = max((numerals.places(value, chart.decimals) for value in chart.values()), default=chart.decimals)
    digits = "#,##0" + ("." + "0" * places if places else "")
    mark = numerals.with_unit("", words.unit_mark(chart.unit, lang), lang).replace('"', "")
    return LOCALES.get(lang, "") + digits + (f'"{mark}"' if mark else "")


def data(chart: Chart, lang: str) -> Any:
    """The chart's data sheet: the very values, empty cells where there is none; a target that is drawn is a series of its own."""
    sheet = CategoryChartData(number_format=number_format(chart, lang))
    sheet.categories = [category.label.to(lang) for category in chart.categories]
    for series in chart.series:
        sheet.add_series(series.label.to(lang), series.values)
    if chart.aims():
        sheet.add_series(words.TARGET.to(lang), [chart.target] * len(chart.categories))
    return sheet


def insert(place: Any, chart: Chart, lang: str, alt: str) -> Any:
    """The chart into its placeholder, styled, with its alternative text; answers the frame it stands in."""
    frame = place.insert_chart(TYPES[chart.shape()], data(chart, lang))
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", alt)
    described.set("title", chart.title.to(lang))
    plot = frame.chart
    plot.has_legend = plot.has_title = False
    plot.font.size, plot.font.color.rgb = Pt(SIZE), rgb(palette.INK)
    _speak(plot, lang)
    STYLES[chart.shape()](plot, chart, lang)
    return frame


def beside_map(slide: Any, frame: Any, chart: Chart, lang: str) -> None:
    """The map as a picture on the left; the native chart makes room for it."""
    left, top, high = frame.left, frame.top, frame.height
    content = typesetter.to_png("picture.typ", {"drawing": svg.map_alone(chart, lang), "width": str(svg.WIDTH)}, 144)
    picture = slide.shapes.add_picture(io.BytesIO(content), left, top, width=Pt(ROOM * MAP_SHARE))
    picture.height, picture.width = min(picture.height, high), int(picture.width * min(1, high / picture.height))
    picture._element.nvPicPr.cNvPr.set("descr", sentences.alt(chart, lang))
    frame.left, frame.top = left + picture.width + Pt(12), top
    frame.width, frame.height = Pt(ROOM) - picture.width - Pt(12), high


def _speak(plot: Any, lang: str) -> None:
    """The language in which the chart's own texts are read."""
    space = plot._chartSpace
    tag = {"en": "en-GB", "fr": "fr-FR", "ru": "ru-RU"}.get(lang, lang)
    space.insert(
        list(space).index(space.find(qn("c:date1904"))) + 1, parse_xml(f'<c:lang {nsdecls("c")} val="{tag}"/>')
    )


def _bars(plot: Any, chart: Chart, lang: str) -> None:
    """From zero, as given from the top, each bar with its number; no value axis, no gridline."""
    _categories(plot, top_down=True)
    _labelled_bars(plot, chart, lang)


def _columns(plot: Any, chart: Chart, lang: str) -> None:
    """Upright bars; where their numbers would touch, a value axis stands in for them."""
    _categories(plot, top_down=False)
    _thin_out(plot, chart, lang, ROOM * 0.94)
    room = ROOM / len(chart.categories) / len(chart.series)
    written = (sentences.value(chart, value, lang) for value in chart.values())
    if max((typeset.width(text, SIZE, bold=True) for text in written), default=0) <= room:
        _labelled_bars(plot, chart, lang)
    else:
        _values(plot, chart, lang)
        _coloured_bars(plot, chart)


def _labelled_bars(plot: Any, chart: Chart, lang: str) -> None:
    _no_values(plot)
    _labels(plot.plots[0], chart, lang, XL_LABEL_POSITION.OUTSIDE_END)
    _coloured_bars(plot, chart)


def _coloured_bars(plot: Any, chart: Chart) -> None:
    bars = plot.plots[0]
    bars.gap_width, bars.overlap = 45 if len(chart.categories) > FEW else 200, 100 if chart.aims() else -8
    for number, series in enumerate(bars.series):
        if number == len(chart.series):
            _outlined(series)
            continue
        _fill(series.format, palette.series_colour(chart, number))
        for place in range(len(chart.categories)):
            if chart.gathered(place):
                _fill(series.points[place].format, palette.CONTEXT)


def _outlined(series: Any) -> None:
    """The target as a dashed frame that the bar fills or not, without a number: the sentence under the chart has it."""
    series.format.fill.background()
    series.format.line.color.rgb, series.format.line.width = rgb(palette.INK), Pt(1.25)
    series.format.line.dash_style = MSO_LINE.DASH
    series.data_labels.show_value = False


def _stacked(plot: Any, chart: Chart, lang: str) -> None:
    """One bar a category, white gaps between the parts, numbers inside them."""
    _categories(plot, top_down=True)
    _no_values(plot)
    bars = plot.plots[0]
    bars.gap_width, bars.overlap = 45, 100
    _labels(bars, chart, lang, XL_LABEL_POSITION.CENTER)
    least = chart.greatest_total() * LEAST_SHARE
    for number, series in enumerate(bars.series):
        _fill(series.format, palette.series_colour(chart, number))
        series.format.line.color.rgb, series.format.line.width = rgb(palette.PAPER), Pt(1.5)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = number_format(chart, lang), False
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.size, labels.font.bold = Pt(10), True
        labels.font.color.rgb = rgb(palette.segment_ink(chart, number))
        _unlabel(
            labels, [place for place, value in enumerate(chart.series[number].values) if value is None or value < least]
        )


def _lines(plot: Any, chart: Chart, lang: str) -> None:
    """A line a series with its name and last value at its end; few light gridlines from zero; the target dashed."""
    _categories(plot, top_down=False)
    _thin_out(plot, chart, lang, ROOM * (0.94 - END_ROOM))
    _values(plot, chart, lang)
    goal = [] if chart.target is None else [float(1 - chart.target / axes.steps(chart)[-1])]
    shifts = axes.apart([height * PLOT_HEIGHT for height in axes.ends(chart) + goal], LABEL_HEIGHT)
    for number, series in enumerate(plot.plots[0].series):
        target = number == len(chart.series)
        colour = palette.INK if target else palette.series_colour(chart, number)
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(1.25 if target else 2.25)
        if target:
            series.format.line.dash_style = MSO_LINE.DASH
            series.marker.style = XL_MARKER_STYLE.NONE
        else:
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            _fill(series.marker.format, colour)
            series.marker.format.line.color.rgb = rgb(palette.PAPER)
        _end_label(series, chart, lang, colour, shifts[number])
    _room_on_the_right(plot)


def _end_label(series: Any, chart: Chart, lang: str, colour: str, shift: float) -> None:
    """The series' name and its value, at the right of the last point that has one."""
    last = axes.last(series.values)
    if last is None:
        return
    label = series.points[last].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.size, label.font.bold, label.font.color.rgb = Pt(SIZE), True, rgb(colour)
    element = series._element.xpath(f'c:dLbls/c:dLbl[c:idx/@val="{last}"]')[0]
    element.find(qn("c:showSerName")).set("val", "1")
    element.find(qn("c:showVal")).set("val", "1")
    number = parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="" sourceLinked="0"/>')
    number.set("formatCode", number_format(chart, lang))
    element.insert(1, number)
    if shift:
        moved = f'<c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/></c:manualLayout>'
        element.insert(1, parse_xml(f"<c:layout {nsdecls('c')}>{moved}</c:layout>"))
    element.append(parse_xml(f"<c:separator {nsdecls('c')}> </c:separator>"))


def _room_on_the_right(plot: Any) -> None:
    """The plot ends before the slide does, so that the labels at the ends of the lines have their place."""
    sizes = "".join(
        f'<c:{key} val="{value}"/>'
        for key, value in (("x", 0.06), ("y", 0.04), ("w", 0.94 - END_ROOM), ("h", PLOT_HEIGHT))
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area = plot._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sizes}</c:manualLayout></c:layout>"))


def _categories(plot: Any, *, top_down: bool) -> None:
    axis = plot.category_axis
    axis.reverse_order = top_down
    axis.major_tick_mark, axis.has_major_gridlines = XL_TICK_MARK.NONE, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.rgb = rgb(palette.MUTED)


def _thin_out(plot: Any, chart: Chart, lang: str, room: float) -> None:
    """Every second or fifth name under the axis where all of them would touch or stand aslant."""
    longest = max(typeset.width(category.label.to(lang), SIZE) for category in chart.categories) + 6
    every = math.ceil(longest * len(chart.categories) / room)
    if every > 1 and longest < ROOM * LONG_NAME:
        axis = plot.category_axis._element
        axis.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>'))


def _values(plot: Any, chart: Chart, lang: str) -> None:
    """A value axis from zero with few light gridlines."""
    axis = plot.value_axis
    axis.minimum_scale, axis.major_unit = 0, float(axes.steps(chart)[1])
    axis.has_major_gridlines, axis.major_tick_mark = True, XL_TICK_MARK.NONE
    axis.major_gridlines.format.line.color.rgb = rgb(palette.LINE)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format(chart, lang), False
    axis.tick_labels.font.color.rgb = rgb(palette.MUTED)


def _no_values(plot: Any) -> None:
    axis = plot.value_axis
    axis.minimum_scale, axis.visible, axis.has_major_gridlines = 0, False, False


def _labels(bars: Any, chart: Chart, lang: str, position: Any) -> None:
    bars.has_data_labels = True
    labels = bars.data_labels
    labels.show_value, labels.position = True, position
    labels.number_format, labels.number_format_is_linked = number_format(chart, lang), False
    labels.font.size, labels.font.bold = Pt(SIZE), True


def _unlabel(labels: Any, points: list[int]) -> None:
    """No number in a part too small to hold it: it stands in the data sheet and in the workbook."""
    for at, point in enumerate(points):
        none = parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>')
        labels._element.insert(at, none)


def _fill(format_: Any, colour: str) -> None:
    format_.fill.solid()
    format_.fill.fore_color.rgb = rgb(colour)


STYLES: dict[str, Callable[[Any, Chart, str], None]] = {
    "bar": _bars,
    "map": _bars,
    "column": _columns,
    "stacked": _stacked,
    "line": _lines,
}
