"""The participation board: who has joined, who has spoken and who is silent, Member by period, by liaison office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

import sqlalchemy as sa

from opsplanner.core.access import Actor, Permission
from opsplanner.core.asking import wholes
from opsplanner.core.db import db
from opsplanner.core.i18n import language
from opsplanner.core.text import Text, fold, in_alphabet
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState
from opsplanner.results.board import Board, read_board
from opsplanner.results.chasing.contacts import LastContact, last_contacts
from opsplanner.results.chasing.requests import asked_for
from opsplanner.results.chasing.waiting import waits
from opsplanner.results.counting import Counts, Grid, count, total, totals
from opsplanner.results.returns import Return, ReturnState
from opsplanner.results.scope import REPORTING, Standing, standing
from opsplanner.results.words import state_words

ORDER = ("silent", "invited", "accepted", "reported", "nil", "declined", "withdrawn")
# Nothing has come and something may be asked for.
WAITING = frozenset({ReturnState.OVERDUE, ReturnState.DUE, ReturnState.DRAFT, ReturnState.NOT_DUE})
# What is chased: its time has come, or the work on it has begun.
CHASED = frozenset({ReturnState.OVERDUE, ReturnState.DUE, ReturnState.DRAFT})


class Cell(NamedTuple):
    """One return on the board: its look (classes), its words, and, where it can be chosen, the name of its place."""

    number: int
    look: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """One participation on the board; `opens` when the reader may open its returns, `chased` when the reader chases it;
    `overdue` is what is past due and has not come."""

    participation: Participation
    spoken: str
    returns: Sequence[Return]
    counts: Counts
    cells: Sequence[Cell]
    opens: bool
    chased: bool
    last: LastContact | None
    contacts: Sequence[ContactPoint]
    overdue: Sequence[Return]


@dataclass(frozen=True, slots=True)
class Office:
    """The Members that one liaison office serves; all of them under no name where they are ranked."""

    id: int
    name: Text | None
    lines: Sequence[Line]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How the board is narrowed and ordered: one state, names that hold the words, a liaison office, those overdue, by rate."""

    spoken: str = ""
    words: str = ""
    office: int | None = None
    overdue: bool = False
    by_rate: bool = False

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.spoken or self.words or self.office or self.overdue)


@dataclass(frozen=True)
class Matrix:
    """What the page shows: offices with their lines, the numbers of every period shown and of all shown; and, whatever is shown,
    the `whole`, n of N and how many stand where."""

    board: Board
    offices: Sequence[Office]
    periods: Sequence[Counts]
    total: Counts
    whole: Counts
    reported: tuple[int, int]
    spoken: Mapping[str, int]
    names: Sequence[tuple[int, str]]
    narrowed: Narrowed
    addresses: Sequence[str] = field(default=())

    @cached_property
    def lines(self) -> list[Line]:
        """Every participation shown."""
        return [line for office in self.offices for line in office.lines]

    @cached_property
    def overdue(self) -> list[Line]:
        """Those shown of whom something is past due, the most first."""
        late = [line for line in self.lines if line.overdue]
        return sorted(late, key=lambda line: -len(line.overdue))


def read_matrix(actor: Actor, operation: Operation, narrowed: Narrowed = Narrowed()) -> Matrix:
    """The board of Members and guests as the reader may see it. The order by rate is for planner and secretariat."""
    board, stands = read_board(operation), standing(actor, operation)
    everyone = [each for each in board.participations if each.role in REPORTING]
    rows = [board.of(each) for each in everyone]
    grid = count(rows, len(board.periods))
    counts = totals(grid, 1)
    spoken = [spoken_of(each, its) for each, its in zip(everyone, counts, strict=True)]
    names = _office_names(everyone)
    whole = total(grid)
    shown = [at for at, each in enumerate(everyone) if _fits(each, rows[at], spoken[at], narrowed)]
    grid = grid[shown]
    make = _line_maker(actor, operation, board, stands)
    lines = [make(everyone[at], spoken[at], rows[at], counts[at]) for at in shown]
    ranked = narrowed.by_rate and actor.may(Permission.PERIODS_CLOSE, operation.code)
    return Matrix(
        board=board,
        offices=_ranked(lines, total(grid)) if ranked else _by_office(lines, grid, names),
        periods=totals(grid, 0),
        total=total(grid),
        whole=whole,
        reported=_reported(counts),
        spoken={state: spoken.count(state) for state in ORDER},
        names=[(key, name.to(language())) for key, name in names.items()],
        narrowed=narrowed,
        addresses=list(dict.fromkeys(each.email for line in lines for each in line.contacts if each.email)),
    )


def _reported(counts: Sequence[Counts]) -> tuple[int, int]:
    """n of N: Members with something received, of those of whom something is expected."""
    expected = [each for each in counts if each.expected]
    return sum(each.received > 0 for each in expected), len(expected)


def spoken_of(participation: Participation, counts: Counts) -> str:
    """One word for a participation: its answer to the invitation, and once accepted whether it reported, nil, or is silent."""
    if participation.state != ParticipationState.ACCEPTED:
        return participation.state
    if counts.received:
        return "nil" if counts.nil == counts.received else "reported"
    return "silent" if counts.expected else "accepted"


def _fits(participation: Participation, returns: Sequence[Return], spoken: str, narrowed: Narrowed) -> bool:
    organisation = participation.organisation
    if narrowed.spoken not in ("", spoken) or narrowed.office not in (None, organisation.rilo_id):
        return False
    said = f"{organisation.code} {organisation.search_en} {organisation.search_fr}".casefold()
    if not all(word in said for word in fold(narrowed.words).split()):
        return False
    return not narrowed.overdue or any(each.state is ReturnState.OVERDUE and each.owed.asked for each in returns)


def _line_maker(
    actor: Actor, operation: Operation, board: Board, stands: Standing
) -> Callable[[Participation, str, Sequence[Return], Counts], Line]:
    chases = actor.may(Permission.RESULTS_REVIEW, operation.code)
    last = last_contacts(operation) if chases else {}
    contacts = _contacts(operation) if actor.may(Permission.CONTACTS_SEE, operation.code) else {}
    asked = asked_for(operation)
    when = [(each.number, each.state == "open") for each in board.periods]

    def line(participation: Participation, spoken: str, returns: Sequence[Return], counts: Counts) -> Line:
        chased = chases and stands.enters_for(participation.id)
        opens = chased or participation.id in stands.senders
        return Line(
            participation=participation,
            spoken=spoken,
            returns=returns,
            counts=counts,
            cells=_cells(returns, when, board, asked if opens else frozenset()),
            opens=opens,
            chased=chased,
            last=last.get(participation.id) if chased else None,
            contacts=contacts.get(participation.id, ()),
            overdue=[each for each in returns if each.state is ReturnState.OVERDUE and each.owed.asked],
        )

    return line


def _cells(
    returns: Sequence[Return], when: Sequence[tuple[int, bool]], board: Board, asked: frozenset[tuple[int, int]]
) -> list[Cell]:
    lang = language()
    cells = []
    for found, (number, is_open) in zip(returns, when, strict=True):
        owed, state, late = found.owed, found.state, found.late
        if not (owed.asked or found.received):
            cells.append(Cell(number, "", "", ""))
            continue
        wants = bool(asked) and (owed.participation, owed.period) in asked
        overdue = (board.now - owed.due_at).days if state is ReturnState.OVERDUE else 0
        look, said = _look(state, late, wants), state_words(state, late, overdue, wants, lang)
        place = f"{owed.participation}-{owed.period}" if is_open and state in WAITING else ""
        cells.append(Cell(number, look, said, place))
    return cells


@lru_cache(maxsize=64)
def _look(state: ReturnState, late: bool, wants: bool) -> str:
    """The classes of a cell."""
    return f"state-{state}{' late' if late else ''}{' asks' if wants else ''}"


def _office_names(everyone: Sequence[Participation]) -> dict[int, Text]:
    """The liaison offices by id, in the order of their names."""
    wanted = {each.organisation.rilo_id for each in everyone} - {None}
    offices = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    found = [(key, name) for key, name in db.session.execute(offices)]
    return dict(sorted(found, key=lambda pair: in_alphabet(pair[1].to(language()))))


def _by_office(lines: Sequence[Line], grid: Grid, names: Mapping[int, Text]) -> list[Office]:
    """Office by office in the order of their names, those without one last; within one by name."""
    order = {key: place for place, key in enumerate(names)}

    def place(index: int) -> int:
        return order.get(lines[index].participation.organisation.rilo_id or 0, len(order))

    offices = []
    for at, group in groupby(sorted(range(len(lines)), key=place), key=place):
        theirs = list(group)
        key = list(names)[at] if at < len(names) else 0
        offices.append(Office(key, names.get(key), [lines[index] for index in theirs], total(grid[theirs])))
    return offices


def _ranked(lines: Sequence[Line], counts: Counts) -> list[Office]:
    order = sorted(lines, key=lambda line: -line.counts.punctuality)
    return [Office(0, None, order, counts)] if order else []


def _contacts(operation: Operation) -> dict[int, list[ContactPoint]]:
    found = db.session.scalars(
        sa.select(ContactPoint)
        .join(Participation, Participation.id == ContactPoint.participation_id)
        .where(Participation.operation_id == operation.id)
        .order_by(ContactPoint.participation_id, ContactPoint.position)
    )
    return {key: list(group) for key, group in groupby(found, key=lambda each: each.participation_id)}


def chased_places(operation: Operation, members: Sequence[str]) -> list[str]:
    """The names of all returns of these participations (by id) whose time has come and that have not."""
    numbers = set(wholes(members))
    if not numbers:
        return []
    board = read_board(operation, only=numbers)
    return [
        f"{each.owed.participation}-{each.owed.period}"
        for each in board.returns.values()
        if each.state in CHASED and waits(each, board.period(each))
    ]
