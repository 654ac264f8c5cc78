"""How an invited colleague gets seats in operations: operations stand to the left of this package, so app.py hands the way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from opsplanner.core.access import Actor, Seat
from opsplanner.directory.models import Account


def _nobody(actor: Actor, account: Account, seat: Seat) -> object:
    """Without operations there are no seats."""
    return None


@dataclass(frozen=True, slots=True)
class Seating:
    """`give(actor, account, seat)`: the account holds the actor's seat too, in the transaction under way."""

    give: Callable[[Actor, Account, Seat], object] = _nobody
