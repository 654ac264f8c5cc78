"""The looks that are taken at a delivery: each takes the material and names what is unusual. Add one to LOOKS to have it drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import numpy as np

from opsplanner.reference.units import Family, from_base
from opsplanner.results.models import Handling
from opsplanner.results.pack import EPOCH, NO_DAY
from opsplanner.results.remarks.material import FAMILIES, Material, as_date, days, lines_of, plain
from opsplanner.results.remarks.remark import Remark, Severity
from opsplanner.results.unusual import far

Look = Callable[[Material], Iterator[Remark]]
TENFOLD = 10


def warnings_kept(material: Material) -> Iterator[Remark]:
    """Warnings sent as they are, each with the reason the Member gave."""
    for each in material.submission.reasons:
        yield Remark(
            "warning_kept",
            Severity.CARE,
            params={"message": each["message"], "count": each["count"], "reason": each["reason"]},
        )


def entered_on_behalf(material: Material) -> Iterator[Remark]:
    """Entered by somebody else for the Member."""
    if material.submission.on_behalf:
        yield Remark("on_behalf", Severity.CARE, params={"who": material.submission.entered_by})


def accepted_before(material: Material) -> Iterator[Remark]:
    """Cases told differently than what was accepted already."""
    for case in material.accepted_before().tolist():
        yield Remark("accepted_before", Severity.CARE, case)


def tenfold(material: Material) -> Iterator[Remark]:
    """Quantities that changed ten times or more against the telling before, line by line of the same family."""
    if material.packed is None:
        return
    families: dict[str, int] = {}
    mine = lines_of(material.packed, families)
    waiting = mine.base > 0
    for each in material.earlier:
        before = lines_of(each.packed, families)
        _shared, here, there = np.intersect1d(mine.places, before.places, return_indices=True)
        told = waiting[here] & (before.base[there] > 0) & (mine.family[here] == before.family[there])
        new, old = mine.base[here].astype(np.float64), before.base[there].astype(np.float64)
        jumped = told & ((new >= TENFOLD * old) | (old >= TENFOLD * new))
        for found in np.flatnonzero(jumped).tolist():
            case, line = mine.place(here[found])
            family = list(families)[mine.family[here[found]]]
            params = {
                "old": _shown(before.base[there[found]], family),
                "new": _shown(mine.base[here[found]], family),
                "family": family,
            }
            yield Remark("tenfold", Severity.DOUBT, case, line, params)
        waiting[here] = False


def far_from_history(material: Material) -> Iterator[Remark]:
    """Quantities far from what the Member had accepted of the same class and family before, by the rule that asks who sends them."""
    if material.packed is None:
        return
    families: dict[str, int] = {}
    classes: dict[str, int] = {}
    mine = lines_of(material.packed, families, classes)
    before = [lines_of(each.packed, families, classes) for each in material.earlier if each.accepted]
    for group in np.unique(mine.groups[mine.base > 0]).tolist():
        told = [
            each.base[(each.groups == group) & (each.base > 0) & ~np.isin(each.cases, mine.cases)] for each in before
        ]
        known = np.concatenate([np.zeros(0, np.int64), *told]).astype(np.float64)
        family = list(families)[group % FAMILIES]
        odd, median = far(mine.base.astype(np.float64), known)
        for place in np.flatnonzero((mine.groups == group) & (mine.base > 0) & odd).tolist():
            params = {
                "value": _shown(mine.base[place], family),
                "median": _shown(median, family),
                "family": family,
                "count": len(known),
            }
            yield Remark("far", Severity.DOUBT, *mine.place(place), params)


def early_or_late(material: Material) -> Iterator[Remark]:
    """Detected outside the action phase: counted as early or late."""
    if material.packed is None:
        return
    first = material.operation.starts_on.toordinal() - EPOCH
    last = material.operation.ends_on.toordinal() - EPOCH
    told = days(material.packed, "detected_on")
    stated = told != NO_DAY
    for kind, places in (("early", stated & (told < first)), ("late", stated & (told > last))):
        for place in np.flatnonzero(places).tolist():
            yield Remark(kind, Severity.NOTICE, plain(material.cases[place]), params={"day": as_date(told[place])})


def embargoed(material: Material) -> Iterator[Remark]:
    """Cases under an embargo that still stands."""
    if material.packed is None:
        return
    told = days(material.packed, "embargo_until")
    for place in np.flatnonzero((told != NO_DAY) & (told >= material.today)).tolist():
        yield Remark("embargo", Severity.NOTICE, plain(material.cases[place]), params={"day": as_date(told[place])})


def marked_red(material: Material) -> Iterator[Remark]:
    """Cases marked RED: only those named see them."""
    column = material.packed.column("handling") if material.packed else None
    if column is None or Handling.RED not in column.words:
        return
    for place in np.flatnonzero(column.values == column.words.index(Handling.RED)).tolist():
        yield Remark("red", Severity.NOTICE, plain(material.cases[place]))


LOOKS: tuple[Look, ...] = (
    warnings_kept,
    entered_on_behalf,
    accepted_before,
    tenfold,
    far_from_history,
    early_or_late,
    embargoed,
    marked_red,
)


def _shown(base: float, family: str) -> Decimal:
    """An amount in the unit its family is shown in."""
    return from_base(Family(family), round(float(base)))
