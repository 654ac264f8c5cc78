"""What Home shows of any package: something that needs the reader, something that is coming, something that has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum


class Harm(IntEnum):
    """How much harm delay does: the order of the list."""

    OVERDUE = 0
    RETURNED = 1
    ASKED = 2
    DUE = 3
    BEGUN = 4
    SILENT = 5
    ACTION = 6
    SET_UP = 7


@dataclass(frozen=True, slots=True)
class Way:
    """A button: its verb and where it leads; with `sent` it is a form that does at once what it says."""

    verb: str
    url: str
    sent: Mapping[str, str | int] | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the reader: the state as the components know it and in words, which operation, what, until when.

    `place` is the page of what `code` names, where that is no operation.
    """

    harm: Harm
    state: str
    said: str
    code: str
    title: str
    hint: str = ""
    at: datetime | None = None
    ways: tuple[Way, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something at a moment, to come or past: in which operation, what, and the page about it; with `day` it takes that whole day."""

    at: datetime
    code: str
    sentence: str
    url: str
    day: date | None = None
