"""What participation asks of packages that stand to its left: what becomes of reviews, and what a participant is to be ready with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel.speaklater import LazyString

from opsplanner.core.access import Actor
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation


@dataclass(frozen=True, slots=True)
class Judge:
    """One thing that a participant is to be ready with.

    `judge(operations)` gives, by the id of each participation in them that is asked for it, whether it is there; who is not asked is
    left out. `view` is the page on which the participant puts it right, given what `where` says; `verb` stands on the button that leads
    there, `said` is what a letter says while it is missing. `told`: Home has a need of its own for it.
    """

    key: str
    title: LazyString
    said: LazyString
    verb: LazyString
    judge: Callable[[Sequence[Operation]], Mapping[int, bool]]
    view: str
    where: Callable[[Participation], Mapping[str, str]]
    told: bool = False

    def url(self, participation: Participation) -> str:
        """The address of the page on which this participant puts it right."""
        where: Mapping[str, Any] = self.where(participation)
        return url_for(self.view, **where)


@dataclass(frozen=True, slots=True)
class Leftward:
    """`put_back(actor, operation, office, reason)`: what the office holds in review waits again, in the transaction under way.

    `judges`: what a participant is to be ready with, in the order in which it is told; each package hands in its own.
    """

    put_back: Callable[[Actor, Operation, Participation, str], object]
    judges: tuple[Judge, ...] = ()
