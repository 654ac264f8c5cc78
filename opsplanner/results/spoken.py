"""The participation board: who has joined, who has spoken and who is silent, by liaison office, and whom to write to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.core.text import Text, fold
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.results.board import Board, read_board
from opsplanner.results.returns import Return, Tally, tally
from opsplanner.results.scope import REPORTING

ORDER = ("silent", "invited", "accepted", "reported", "nil", "declined", "withdrawn")


@dataclass(frozen=True)
class Line:
    """One participation on the board, with its returns in the order of the periods."""

    participation: Participation
    spoken: str
    returns: Sequence[Return]
    tally: Tally


@dataclass(frozen=True)
class Office:
    """The Members that one liaison office serves."""

    name: Text | None
    lines: Sequence[Line]
    tally: Tally


@dataclass(frozen=True)
class SpokenBoard:
    """What the page shows: offices with their lines, how many stand where, and the addresses of those shown."""

    board: Board
    offices: Sequence[Office]
    counts: Mapping[str, int]
    addresses: Sequence[str]

    @property
    def shown(self) -> int:
        """How many participations are shown."""
        return sum(len(office.lines) for office in self.offices)


def read_spoken(operation: Operation, spoken: str = "", words: str = "") -> SpokenBoard:
    """The board of Members and guests, narrowed to one state or to names that hold `words`."""
    board = read_board(operation)
    lines = [_line(board, each) for each in board.participations if each.role in REPORTING]
    counts = {state: sum(line.spoken == state for line in lines) for state in ORDER}
    shown = [line for line in lines if spoken in ("", line.spoken) and _named(line.participation, words)]
    return SpokenBoard(board, _by_office(shown), counts, _addresses(shown))


def _line(board: Board, participation: Participation) -> Line:
    returns = board.of(participation)
    return Line(participation, board.spoken(participation), returns, board.tally_of(participation))


def _named(participation: Participation, words: str) -> bool:
    organisation = participation.organisation
    said = f"{organisation.code} {organisation.search_en} {organisation.search_fr}".casefold()
    return all(word in said for word in fold(words).split())


def _by_office(lines: Sequence[Line]) -> list[Office]:
    wanted = {line.participation.organisation.rilo_id for line in lines}
    offices = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted - {None}))
    names = {key: name for key, name in db.session.execute(offices)}  # noqa: C416 - rows are not pairs to the checker

    def office(line: Line) -> tuple[bool, str, int]:
        rilo = line.participation.organisation.rilo_id
        return rilo is None, names[rilo].to("en") if rilo else "", rilo or 0

    return [
        Office(names.get(key[2]), theirs, tally(each for line in theirs for each in line.returns))
        for key, group in groupby(sorted(lines, key=office), key=office)
        if (theirs := list(group))
    ]


def _addresses(lines: Sequence[Line]) -> list[str]:
    found = db.session.scalars(
        sa.select(ContactPoint.email)
        .where(ContactPoint.participation_id.in_([line.participation.id for line in lines]), ContactPoint.email != "")
        .order_by(ContactPoint.email)
    )
    return list(dict.fromkeys(found))
