"""Tells a plan chapter by chapter from its plain values: pages, papers and the comparison of versions all show this."""

from opsplanner.operations.telling.chapters import Chapter, tell
from opsplanner.operations.telling.comparing import Change, compare
from opsplanner.operations.telling.part import Facts, Lines, Names, Part, Prose, Said, Table, Telling, said

__all__ = [
    "Change",
    "Chapter",
    "Facts",
    "Lines",
    "Names",
    "Part",
    "Prose",
    "Said",
    "Table",
    "Telling",
    "compare",
    "said",
    "tell",
]
