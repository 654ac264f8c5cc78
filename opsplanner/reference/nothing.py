"""The usual ways of writing that there is nothing, or that nothing is known: one list, read alike wherever an answer comes from a list."""

from __future__ import annotations

from functools import cache

from opsplanner.core.text import clean
from opsplanner.reference.data import rows, several

NONE, UNKNOWN = "none", "unknown"


def nothing_said(text: str) -> str:
    """`none` or `unknown` for a text that says so ("--", "N/A", "not known"), else "". Signs count: NA is Namibia."""
    return words().get(clean(text).casefold(), "")


@cache
def words() -> dict[str, str]:
    """Every such word with what it says."""
    return {word: row["said"] for row in rows("nothing") for word in several(row["words"])}
