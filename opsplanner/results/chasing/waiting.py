"""Which returns wait to be sent, and who is told of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.board import Board, read_board
from opsplanner.results.chasing.digest import Item
from opsplanner.results.chasing.recipients import Recipient, of_offices
from opsplanner.results.returns import Return


def waits(found: Return, period: Period) -> bool:
    """Whether a return may be reminded of: expected, nothing received, no excuse, no rehearsal, its period open."""
    owed = found.owed
    return owed.asked and not owed.excused and not owed.rehearsal and not found.received and period.state == "open"


def waiting_of(operation: Operation, participation: Participation) -> list[tuple[Period, Return]]:
    """The returns of one participation that wait to be sent, in the order of their periods."""
    board = read_board(operation, only={participation.id})
    pairs = zip(board.periods, board.of(participation), strict=True)
    return [(period, found) for period, found in pairs if waits(found, period)]


def told_of(
    operation: Operation, board: Board, known: Mapping[int, Sequence[Recipient]]
) -> Iterator[tuple[Item, Recipient]]:
    """What waits in an operation with everyone told of it: the Member's own people, then the office that follows it."""
    offices = of_offices(operation, known)
    for participation in board.participations:
        own = known.get(participation.id, ())
        addresses = {person.email for person in own}
        rilo = offices.get(participation.organisation.rilo_id or 0, ())
        for found, period in zip(board.of(participation), board.periods, strict=True):
            if waits(found, period):
                for person in own:
                    yield Item(operation, participation, period, found, own=True), person
                for person in rilo:
                    if person.email not in addresses:
                        yield Item(operation, participation, period, found, own=False), person
