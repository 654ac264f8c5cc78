"""What the pages of the directory show and do of operations: those stand to the left of this package, so app.py hands the ways in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opsplanner.core.access import Actor, Seat
from opsplanner.directory.models import Account, Organisation


@dataclass(frozen=True, slots=True)
class TakingPart:
    """An operation in which an organisation takes part: its name, its page, and as what."""

    title: str
    url: str
    note: str


def _no_seat(actor: Actor, account: Account, seat: Seat) -> object:
    """Without operations there are no seats."""
    return None


def _no_seats(actor: Actor, account: Account) -> object:
    """Likewise."""
    return None


def _none(actor: Actor, organisation: Organisation) -> Sequence[TakingPart]:
    """Without operations nobody takes part in one."""
    return ()


def _seatless(account: Account) -> Sequence[TakingPart]:
    """Likewise of a person."""
    return ()


def _nowhere(account: Account) -> str:
    """Likewise nobody is asked to join one."""
    return ""


@dataclass(frozen=True, slots=True)
class Leftward:
    """`give_seat(actor, account, seat)`: the account holds the actor's seat too, in the transaction under way.

    `seat_newcomer(actor, account)`: whom the secretariat invites holds the seats of its organisation, likewise.

    `taking_part(actor, organisation)`: the operations in which an organisation takes part, as far as the actor may know.

    `seats_of(account)`: the operations that a person may open, each with the role.

    `first_page(account)`: where a person who has just come by a link goes on; empty for Home.
    """

    give_seat: Callable[[Actor, Account, Seat], object] = _no_seat
    seat_newcomer: Callable[[Actor, Account], object] = _no_seats
    taking_part: Callable[[Actor, Organisation], Sequence[TakingPart]] = _none
    seats_of: Callable[[Account], Sequence[TakingPart]] = _seatless
    first_page: Callable[[Account], str] = _nowhere
