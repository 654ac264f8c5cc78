"""The themes that lessons and best practices are kept under."""

from __future__ import annotations

from functools import cache

from opsplanner.core.text import Text
from opsplanner.reference.data import rows


@cache
def themes() -> dict[str, Text]:
    """The themes in the order of the list, the six policy recommendations of the first COSMO's evaluation first."""
    return {row.pop("code"): Text.read(row) for row in rows("themes")}
