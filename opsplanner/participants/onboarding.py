"""The steps by which a participant gets ready, one decision a page: each is kept where it belongs, so the way goes on wherever it was left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from opsplanner.participants.models import Participation, ParticipationState

ANSWER, CONTACT, HOURS, DEPUTY, REVIEWER, PRACTICE, NEXT = (
    "answer",
    "contact",
    "hours",
    "deputy",
    "reviewer",
    "practice",
    "next",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the way, and whether what it asks for is there."""

    key: str
    done: bool


def steps(participation: Participation, reports: bool, missing: Collection[str]) -> list[Step]:
    """The pages in their order; `missing` are the keys of what is missing. Who does not report has no deputy, reviewer or practice."""
    named = participation.contacts
    said = bool(named and named[0].languages and named[0].duty_hours)
    found = [
        Step(ANSWER, participation.state == ParticipationState.ACCEPTED),
        Step(CONTACT, bool(named)),
        Step(HOURS, said),
    ]
    if reports:
        found += [
            Step(DEPUTY, len(named) > 1),
            Step(REVIEWER, REVIEWER not in missing and participation.state == ParticipationState.ACCEPTED),
            Step(PRACTICE, PRACTICE not in missing and participation.state == ParticipationState.ACCEPTED),
        ]
    return [*found, Step(NEXT, False)]


def first_open(found: Sequence[Step]) -> str:
    """Where the way goes on: the first page that is not done, the last when all are."""
    return next(step.key for step in found if not step.done)


def after(found: Sequence[Step], key: str) -> str:
    """The page that follows, whether it is done or not."""
    keys = [step.key for step in found]
    return keys[min(keys.index(key) + 1, len(keys) - 1)]
