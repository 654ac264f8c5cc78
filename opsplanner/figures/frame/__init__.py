"""The current rows of an operation as numpy columns: any filter and grouping over a million rows in milliseconds."""

from opsplanner.figures.frame.frame import BASES, Frame
from opsplanner.figures.frame.grouping import Grouping, Selection
from opsplanner.figures.frame.standing import Basis, Delivery, Twins, Withdrawal
from opsplanner.figures.frame.store import Part, Store
from opsplanner.figures.frame.texts import Texts

__all__ = [
    "BASES",
    "Basis",
    "Delivery",
    "Frame",
    "Grouping",
    "Part",
    "Selection",
    "Store",
    "Texts",
    "Twins",
    "Withdrawal",
]
