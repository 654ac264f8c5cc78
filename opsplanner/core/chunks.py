"""Many values in parts of a size that a statement of the database can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 5_000
Value = TypeVar("Value")


def chunks(values: Iterable[Value], size: int = CHUNK) -> Iterator[list[Value]]:
    """The values in their order, so many at once, the last part with what is left."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
