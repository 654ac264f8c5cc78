"""Who is written to about a participation: the chasing of results knows, to the left of this package, so app.py hands the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from opsplanner.operations.models import Operation


class Addressee(Protocol):
    """Somebody who is written to."""

    @property
    def email(self) -> str:
        """The address."""

    @property
    def language(self) -> str:
        """The language in which it is written to."""


@dataclass(frozen=True, slots=True)
class Leftward:
    """`addressees(operations)`: by participation its contact points, else the people who hold a seat for it."""

    addressees: Callable[[Sequence[Operation]], Mapping[int, Sequence[Addressee]]]
