"""Which columns of a sheet are shown where it is put right, and in which order: what asks for work stands first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from opsplanner.records.field import Field
from opsplanner.records.template import REFERENCE
from opsplanner.results.grid.parts import ALL, FEW

# So many columns are read at a glance.
GLANCE = 8


def columns(there: Sequence[Field], trouble: Collection[str | None], asked: str) -> list[Field]:
    """Of the columns `there`: those with trouble, then some that are always asked; only the former; or all, as the sheet has them.

    The reference names every row at its head: it is a column of its own only where it has to be put right, or among all.
    """
    if asked == ALL:
        return list(there)
    needed = [each for each in there if each.key in trouble]
    if asked == FEW and needed:
        return needed
    usual = [each for each in there if each.required.is_always and each.key not in trouble and each.key != REFERENCE]
    return needed + usual[: max(GLANCE - len(needed), 0)]
