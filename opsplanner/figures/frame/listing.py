"""The current cases as a list shows them: which match, which may be seen, in which order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from opsplanner.figures.frame.columns import Array, Bools
from opsplanner.figures.frame.frame import Frame
from opsplanner.results.pack import EPOCH

# A bit that no reader ever has: rows without a marking are nobody's.
NOBODY = 62


def matching(frame: Frame, codes: Mapping[str, Iterable[str]], first: date | None, last: date | None) -> Bools:
    """The current case rows that have one of the codes of each field and lie between two days, both among them."""
    rows = frame.current
    for key, words in codes.items():
        rows = rows & frame.where(key, words)
    days = frame.days("detected_on")
    if first is not None:
        rows = rows & (days >= first.toordinal() - EPOCH)
    if last is not None:
        rows = rows & (days <= last.toordinal() - EPOCH)
    return rows


def seen(frame: Frame, open_to: Mapping[int, int], markings: Sequence[str], today: date) -> Bools:
    """The case rows a reader may see. `open_to`: by submission a number whose bit 2 m is set when rows of the m-th marking are
    open, bit 2 m + 1 when they are even under an embargo."""
    places = {marking: 2 * place for place, marking in enumerate(markings)}
    grouping = frame.by("handling")
    bits = np.array([places.get(name, NOBODY) for name in ("", *grouping.names)], dtype=np.uint8)[grouping.codes]
    embargo = frame.days("embargo_until")
    bits += embargo >= today.toordinal() - EPOCH
    allowed = frame.told(lambda each: open_to.get(each.submission, 0), np.int64)
    rows: Bools = (allowed >> bits & 1).astype(np.bool_)
    return rows


def by_day(frame: Frame) -> Array:
    """What sorts by the day of detection."""
    return frame.days("detected_on")


def by_code(frame: Frame, key: str, order: Sequence[str] | None = None) -> Array:
    """What sorts by a field of one code a case: in the order given, else by the codes themselves; not stated comes first."""
    grouping = frame.by(key)
    known = sorted(grouping.names) if order is None else order
    places = {name: place for place, name in enumerate(known, start=1)}
    table = np.array([places.get(name, 0) for name in ("", *grouping.names)], dtype=np.int32)
    return table[grouping.codes]


def listed(frame: Frame, rows: Bools, order: Hashable, keys: Callable[[], Array], downwards: bool) -> Array:
    """The numbers of the cases in those rows, sorted by `keys`, a whole number a row; equal ones come by number, the newest first.

    `order` tells these keys from others: the order of all rows is worked out once.
    """
    cases = frame.numbers("case_id", "case")[0]

    def arrange() -> Array:
        # Inverting bit by bit turns the order round and, unlike a change of sign, never overflows.
        return np.lexsort((-cases, ~keys() if downwards else keys()))

    places = frame.remember(("order", order, downwards), arrange)
    return cases[places[rows[places]]]
