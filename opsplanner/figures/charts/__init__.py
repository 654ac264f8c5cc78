"""The charts of the dashboard, by key: each is drawn from one view and is the same on screen and in every export."""

from __future__ import annotations

from collections.abc import Callable

from opsplanner.documents.chart import Chart
from opsplanner.figures.charts.fields import BY_BASIS, BY_CLASS, BY_MODE, by_own, departures, routes
from opsplanner.figures.charts.members import by_member, reporting
from opsplanner.figures.charts.time import over_time, tells_time
from opsplanner.figures.charts.view import Member, View, Window

CHARTS: dict[str, Callable[[View], Chart]] = {
    "over_time": over_time,
    "by_class": BY_CLASS.draw,
    "by_member": by_member,
    "by_mode": BY_MODE.draw,
    "by_basis": BY_BASIS.draw,
    "routes": routes,
    "map": departures,
    "reporting": reporting,
}


def available(view: View) -> list[str]:
    """The keys of the charts that this reader may have, in the order of the dashboard."""
    nobody = view.reader.members is not None and not (view.reader.members or view.reader.own)
    untold = view.publication is not None and not tells_time(view)
    missing = {"by_member": nobody, "over_time": untold}
    return [*(key for key in CHARTS if not missing.get(key)), *view.evidence.own.dimensions]


def draw(key: str, view: View) -> Chart:
    """The chart of that key; KeyError when there is none."""
    return CHARTS[key](view) if key in CHARTS else by_own(key, view)


__all__ = ["CHARTS", "Member", "View", "Window", "available", "draw"]
