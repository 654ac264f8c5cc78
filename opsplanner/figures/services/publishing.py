"""The publication of an operation's figures: what is told of them to whoever may not see small numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from opsplanner.core import clock
from opsplanner.figures.cache import Loaded
from opsplanner.figures.charts import Window
from opsplanner.figures.filters import Asked
from opsplanner.figures.measures import Evidence
from opsplanner.figures.money import Rates
from opsplanner.figures.publication import Publication, batches
from opsplanner.figures.reader import Reader
from opsplanner.figures.services import collecting
from opsplanner.operations.models import Operation
from opsplanner.results.board import Board


def publish(
    operation: Operation,
    loaded: Loaded,
    reader: Reader,
    moment: datetime | None,
    board: Board | None,
    shown: Sequence[Window],
) -> Publication:
    """Over all periods there are for this reader, whichever of them is shown."""
    windows = told_windows(operation, loaded, reader, Asked(), moment)
    returned = collecting.returns(board, windows, None)
    rows = collecting.selection(loaded.frame, reader, Asked(), moment, windows, None)
    evidence = collecting.collect(operation, loaded, Asked(), moment, rows, returned, Rates(operation.currency))
    if reader.public:
        evidence, _notes = collecting.without_embargoed(evidence, operation)
    red = loaded.frame.red(())
    told = evidence.only(evidence.selection.only(~red))
    together = _together(told, windows) if reader.fixed else None
    today = clock.today(operation.time_zone)
    return Publication(
        told,
        red & evidence.selection.cases,
        period=shown[0].period if len(shown) == 1 and len(windows) > 1 else None,
        together=together,
        stamp=(moment, today if reader.public else None, together),
    )


def told_windows(
    operation: Operation, loaded: Loaded, reader: Reader, asked: Asked, moment: datetime | None
) -> list[Window]:
    """The periods shown; to whoever sees figures grow by whole periods, those that are over and enough together."""
    windows = collecting.windows(operation, asked, moment if reader.fixed else None)
    if not reader.fixed:
        return windows
    rows = collecting.selection(loaded.frame, reader, asked, moment, windows, None)
    counted = rows.cases & ~loaded.frame.red(())
    told = {period for batch in batches(loaded.frame, counted, [each.period for each in windows]) for period in batch}
    return [each for each in windows if each.period in told]


def _together(evidence: Evidence, windows: Sequence[Window]) -> tuple[tuple[int, ...], ...]:
    return batches(evidence.frame, evidence.selection.cases, [each.period for each in windows])
