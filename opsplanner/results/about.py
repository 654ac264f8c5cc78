"""What every list of results to take away says of itself: n of N Members, and the most closed marking of what it holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from opsplanner.core import clock
from opsplanner.core.web import demo_loaded
from opsplanner.documents.about import USUAL, About, Share, named
from opsplanner.operations.models import Operation
from opsplanner.results.board import board_now
from opsplanner.results.services.marking import most_closed


def about_results(
    operation: Operation, filters: Sequence[str], markings: Collection[str], lang: str, *remarks: str
) -> About:
    """`markings`: those of the rows in it; a list without such rows is marked as usual."""
    tally = board_now(operation).whole
    return About(
        operation=named(operation.code, operation.name, lang),
        as_of=clock.now(),
        filters=filters,
        share=Share(tally.n, tally.of, members=True),
        synthetic=operation.synthetic or demo_loaded(),
        marking=most_closed(markings) if markings else USUAL,
        remarks=remarks,
    )
