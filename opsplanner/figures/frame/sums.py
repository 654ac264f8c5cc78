"""Sums of whole numbers by group, exact whatever their size."""

from __future__ import annotations

import numpy as np

from opsplanner.figures.frame.columns import Array, Bools

# numpy adds weights as floating point numbers, which hold whole numbers exactly up to here.
EXACT = 2**53
HALF = 26


def narrow(groups: int) -> type[np.unsignedinteger]:
    """The narrowest whole numbers that hold the slots of so many groups."""
    return np.uint8 if groups < 255 else np.uint16 if groups < 65535 else np.uint32


def slots(codes: Array, mask: Bools, groups: int) -> Array:
    """Slot 0 for what the mask leaves out, slot g + 1 for group g."""
    shifted: Array = codes.astype(narrow(groups)) + 1
    shifted *= mask
    return shifted


def counts(placed: Array, groups: int) -> list[int]:
    """How many stand in each group."""
    counted: list[int] = np.bincount(placed, minlength=groups + 1)[1:].tolist()
    return counted


def sums(placed: Array, weights: Array, groups: int) -> list[int]:
    """The sum of the weights (whole numbers) in each group, exactly: too large ones are added as two halves."""
    if not len(weights):
        return [0] * groups
    if groups == 1:
        return [_total(weights[placed > 0])]
    bound = max(int(weights.max()), -int(weights.min()))
    if bound * len(weights) < EXACT:
        return _added(placed, weights, groups)
    high = _added(placed, weights >> HALF, groups)
    low = _added(placed, weights & (2**HALF - 1), groups)
    return [(upper << HALF) + lower for upper, lower in zip(high, low, strict=True)]


def _total(weights: Array) -> int:
    """The exact sum: neither half of the numbers can overflow."""
    return (int((weights >> HALF).sum()) << HALF) + int((weights & (2**HALF - 1)).sum())


def _added(placed: Array, weights: Array, groups: int) -> list[int]:
    return [int(total) for total in np.bincount(placed, weights=weights, minlength=groups + 1)[1:]]
