"""Who sees a raw row, by its handling marking (Traffic Light Protocol 2.0): one table, asked by queries and by the confirm page."""

from __future__ import annotations

from enum import StrEnum

from opsplanner.results.models import Handling


class Group(StrEnum):
    """Groups of readers, each as it stands to one participation of one operation."""

    OWN = "own"  # the Member's contact point; its offices, their own rows
    NAMED = "named"  # people named on the row
    REVIEWER = "reviewer"  # whom the Member chose
    PLANNER = "planner"  # the lead of the operation
    SECRETARIAT = "secretariat"
    RILO = "rilo"  # the liaison office that serves the Member
    SHARED = "shared"  # whom the operation's sharing rule names
    EVERYONE = "everyone"  # all who may see results, and public exports, once no embargo stands


_STRICT = frozenset({Group.OWN, Group.REVIEWER, Group.PLANNER})
_AMBER = _STRICT | {Group.SECRETARIAT, Group.RILO}
_GREEN = _AMBER | {Group.SHARED}

AUDIENCE: dict[Handling, frozenset[Group]] = {
    Handling.RED: frozenset({Group.OWN, Group.NAMED}),
    Handling.STRICT: _STRICT,
    Handling.AMBER: _AMBER,
    Handling.GREEN: _GREEN,
    Handling.CLEAR: _GREEN | {Group.EVERYONE},
}


def open_to(group: Group) -> list[Handling]:
    """The markings under which a group sees a row."""
    return [handling for handling, groups in AUDIENCE.items() if group in groups]
