"""The numbers of a dashboard as each reader finds them: in the page's tables, in slides, workbook, and data.

Each answers the same mapping: (chart, series, category) to the exact number, in the words of the language.
"""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation

from tests.journeys.person import plain

Numbers = dict[tuple[str, str, str], Decimal]
NUMBER = re.compile(r"-?[\d\s,.]*\d")


def in_page(page: Any, lang: str) -> Numbers:
    """The table views of the page; series have no name of their own in a table of one, so they are numbered."""
    found: Numbers = {}
    for figure in page.iter("figure"):
        chart = figure.get("id").removeprefix("figure-")
        for row in figure.iter("tr"):
            heads = row.xpath("./th[@scope='row']")
            for number, cell in enumerate(row.xpath("./td")):
                if heads and (value := _written(plain(cell), lang)) is not None:
                    found[chart, str(number), plain(heads[0])] = value
    return found


def in_json(content: bytes) -> Numbers:
    """The data for machines."""
    return {
        (chart["key"], str(number), category): Decimal(value)
        for chart in json.loads(content)["charts"]
        for number, series in enumerate(chart["series"])
        for category, value in zip(chart["categories"], series["values"], strict=True)
        if value is not None
    }


def in_csv(content: bytes) -> Numbers:
    """The long table; the series come in the order of the chart."""
    order: dict[str, dict[str, int]] = {}
    found: Numbers = {}
    for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
        if row["chart"] not in ("about", "measures"):
            series = order.setdefault(row["chart"], {})
            number = series.setdefault(row["series"], len(series))
            if row["value"]:
                found[row["chart"], str(number), row["category"]] = Decimal(row["value"])
    return found


def in_workbook(content: bytes) -> Numbers:
    """The sheets with the data of the charts: code, label, then one column a series, from the fifth row on."""
    found: Numbers = {}
    for sheet in load_workbook(io.BytesIO(content)).worksheets[1:-1]:
        for row in sheet.iter_rows(min_row=6, values_only=True):
            if row[0] is None or row[1] is None:
                break
            for number, value in enumerate(row[2:]):
                if isinstance(value, (int, float)):
                    found[sheet.title, str(number), str(row[1])] = Decimal(str(value))
    return found


def in_slides(content: bytes) -> dict[str, dict[tuple[str, str], Decimal]]:
    """The native charts, by their title: their own data sheets, without the series of a target."""
    found: dict[str, dict[tuple[str, str], Decimal]] = {}
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                plot = shape.chart.plots[0]
                title = shape._element.nvGraphicFramePr.cNvPr.get("title")
                found[title] = {
                    (str(number), str(category)): Decimal(str(value))
                    for number, series in enumerate(plot.series)
                    for category, value in zip(plot.categories, series.values, strict=True)
                    if value is not None
                }
    return found


def titles(content: bytes) -> dict[str, str]:
    """The title of each chart by its key."""
    return {chart["key"]: chart["title"] for chart in json.loads(content)["charts"]}


def _written(text: str, lang: str) -> Decimal | None:
    """A number written for people, without its unit, back to a number."""
    found = NUMBER.match(text)
    if not found:
        return None
    bare = re.sub(r"\s", "", found.group())
    return Decimal(bare.replace(",", ".") if lang == "fr" else bare.replace(",", ""))
