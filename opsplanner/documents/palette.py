"""The colours of charts on paper and slides: fixed order, at most four series, told apart by colour-blind readers too."""

from __future__ import annotations

from opsplanner.documents.chart import Chart

INK = "#16202A"
MUTED = "#4F5D69"
LINE = "#D4DBE1"
CONTEXT = "#8794A0"
CANVAS = "#F4F6F8"
PAPER = "#FFFFFF"
BLACK = "#000000"
BAR = "#12304A"
NAVY = "#12436D"
WARNING_TEXT, WARNING_TINT = "#6B4300", "#FFF0D1"
CATEGORICAL = (NAVY, "#D95F02", "#1B9E8A", "#9C6ADE")
OTHER = "#3D3D3D"
# Series that are states, in the colours of their chips: each as light as no other, so that they are told apart in grey too.
TONES = {"good": "#14532D", "neutral": "#459E94", "bad": "#C53A31"}
LIGHT = {*CATEGORICAL[1:], TONES["neutral"]}
SEQUENTIAL = ("#CADDED", "#A6CAE4", "#6FA8D3", "#2F75AD", "#12436D")
SEQUENTIAL_INK = (INK, INK, INK, PAPER, PAPER)


def series_colour(chart: Chart, place: int) -> str:
    """The colour of the series at this place: that of its state, or the next in order; past the fourth they share that of "other"."""
    if tone := chart.series[place].tone:
        return TONES[tone]
    return CATEGORICAL[place] if place < len(CATEGORICAL) else OTHER


def segment_ink(chart: Chart, place: int) -> str:
    """The colour of a number inside a bar of this series: readable on it."""
    return BLACK if series_colour(chart, place) in LIGHT else PAPER


def step(value: float, greatest: float) -> int:
    """Which of the five sequential colours a value from 0 to `greatest` takes."""
    if greatest <= 0:
        return 0
    return min(int(value / greatest * len(SEQUENTIAL)), len(SEQUENTIAL) - 1)
