"""The cases of a list, found in the frame: filters, words and order over a million rows without asking the database for them."""

from __future__ import annotations

from collections.abc import Mapping

from opsplanner.core import clock
from opsplanner.figures import cache
from opsplanner.figures.cache import Loaded
from opsplanner.figures.frame.columns import Array
from opsplanner.figures.frame.listing import by_code, by_day, listed, matching, seen
from opsplanner.operations.models import Operation
from opsplanner.results.leftward import Wanted
from opsplanner.results.models import Handling


def find_cases(operation: Operation, wanted: Wanted, open_to: Mapping[int, int]) -> Array:
    """The numbers of the current cases wanted, in order, as far as `open_to` (results.scope.open_rows) lets them be seen."""
    loaded = cache.load(operation)
    frame = loaded.frame
    rows = matching(frame, wanted.codes, wanted.first, wanted.last)
    rows = rows & seen(frame, open_to, list(Handling), clock.today(operation.time_zone))
    if wanted.words:
        # The texts first: they are read under the lock of the cache, and nothing may wait for that one within a frame.
        texts = cache.texts(loaded)
        rows = rows & frame.remember(("words", wanted.words), lambda: texts.having(frame, wanted.words))
    key, members = wanted.sort.lstrip("-"), wanted.members
    order = (key, members) if key == "participation" else key
    return listed(frame, rows, order, lambda: _keys(loaded, key, members), wanted.sort.startswith("-"))


def _keys(loaded: Loaded, key: str, members: tuple[int, ...]) -> Array:
    """What the rows are sorted by."""
    match key:
        case "detected_on":
            return by_day(loaded.frame)
        case "national_ref":
            return cache.texts(loaded).references(loaded.frame)
        case "participation":
            return by_code(loaded.frame, key, [str(member) for member in members])
    return by_code(loaded.frame, key)
