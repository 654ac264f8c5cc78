"""What a delivery comes to beside the other periods of its Member and beside the other Members, for the page of its review."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from statistics import median

import numpy as np

from opsplanner.figures import cache
from opsplanner.figures.disclosure import FEWEST_OTHERS, LEAST
from opsplanner.figures.frame import Frame, Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.frame.standing import Delivery
from opsplanner.figures.measures import Evidence, by
from opsplanner.figures.money import Rates
from opsplanner.operations.models import Operation
from opsplanner.reference.measures import measures
from opsplanner.reference.units import Family
from opsplanner.results.leftward import Beside
from opsplanner.results.returns import tally
from opsplanner.results.unusual import Range

SHOWN = ("cases", "detections", *(f"quantity_{family}" for family in Family), "persons_arrested")
# Shown even when there is nothing of them.
ALWAYS = ("cases", "detections")
Sums = Mapping[tuple[int, int], Decimal]


def beside(operation: Operation, submission: int, member: int, period: int, earlier: Sequence[int]) -> list[Beside]:
    """Measure by measure what a submission told of one period, what the period holds now, and what `earlier` periods hold.

    Cases marked RED are left out, and every Member has its own telling of what two of them told. The median is that of the
    other Members with anything in the period, where they are enough of them. The measures of the objectives follow the usual ones.
    """
    frame = cache.load(operation).frame

    def is_it(delivery: Delivery) -> int:
        return int(delivery.submission == submission)

    told = _sums(operation, frame, frame.told(is_it, np.bool_))
    held = _sums(operation, frame, frame.counted("submitted"))
    aims = _aimed_at(operation)
    rows = {key: _row(key, told(key), held(key), (member, period), earlier) for key in (*SHOWN, *aims)}
    return [row for key, row in rows.items() if key in (*ALWAYS, *aims) or row.told or row.held or row.unusual]


def _aimed_at(operation: Operation) -> list[str]:
    """The measures of the operation's objectives that a delivery of cases can be compared by; amounts of money have their rates."""
    aims = (measures()[each.measure] for each in operation.objectives)
    return [aim.key for aim in aims if aim.level in ("case", "line") and aim.unit != "currency"]


def _sums(operation: Operation, frame: Frame, rows: Bools) -> Callable[[str], Sums]:
    """What a measure comes to over some rows, by participation and period; places with nothing are left out."""
    selection = Selection(rows & ~frame.where("handling", {"RED"}))
    evidence = Evidence(frame, selection, tally(()), Rates(operation.currency))
    places = frame.by_both("participation", "period")

    def sums(key: str) -> Sums:
        found = by(key, evidence, places)[1:]
        told = ((places.names[place].split(">"), value) for place, value in enumerate(found) if value)
        return {(int(member), int(period)): value for (member, period), value in told if member and period}

    return sums


def _row(key: str, told: Sums, held: Sums, place: tuple[int, int], earlier: Sequence[int]) -> Beside:
    member, period = place
    nothing = Decimal(0)
    mine, now = told.get(place, nothing), held.get(place, nothing)
    before = Range([held.get((member, each), nothing) for each in earlier])
    others = [value for (other, when), value in held.items() if when == period and other != member]
    middle = Decimal(median(others)) if len(others) >= FEWEST_OTHERS else None
    counted = measures()[key].unit in ("count", "persons")
    if middle is not None and counted and middle < LEAST:
        middle = None
    return Beside(measures()[key], mine, now, before, middle, len(others))
