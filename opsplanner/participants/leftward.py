"""What becomes of reviews when a liaison office leaves: results stand to the left of this package, so app.py hands the way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from opsplanner.core.access import Actor
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation


@dataclass(frozen=True, slots=True)
class Leftward:
    """`put_back(actor, operation, office, reason)`: what the office holds in review waits again, in the transaction under way."""

    put_back: Callable[[Actor, Operation, Participation, str], object]
