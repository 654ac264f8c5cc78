"""Who looks at figures, and what that means for them: which Members they may tell apart, and how small a number they may see."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Reader:
    """How figures are shown to somebody, or in an export for everybody.

    `members`: participations that may be told apart (None: all); `own`: those whose every row the reader knows;
    `suppress`: sees the one publication, without small numbers, as of the last midnight, whole or by one period;
    `fixed`: nothing but its view of the periods that are over; `only_own`: nothing but the own Member's; `board`: sees who
    reported; `public`: an export marked CLEAR.
    """

    members: frozenset[int] | None = None
    own: frozenset[int] = frozenset()
    suppress: bool = False
    fixed: bool = False
    only_own: bool = False
    board: bool = False
    public: bool = False

    def tells_apart(self, participation: int) -> bool:
        """Whether figures of this Member alone may be shown."""
        return self.members is None or participation in self.members or participation in self.own

    def at_home(self) -> Reader:
        """The same reader looking at nothing but the own Member's figures: there is nothing to hold back."""
        return replace(self, suppress=False, only_own=True)


EVERYTHING = Reader(board=True)
PARTICIPANTS = Reader(members=frozenset(), suppress=True, board=True)
PUBLIC = Reader(members=frozenset(), suppress=True, public=True)
