"""The rows of a draft that need work, as the page "Check and fix" shows them."""

from opsplanner.results.grid.filling import Filling, fill, read_block
from opsplanner.results.grid.parts import ALL, FEW, NOTES, Asked, Cell, Group, Message, Row
from opsplanner.results.grid.sheet import Grid

__all__ = ["ALL", "FEW", "NOTES", "Asked", "Cell", "Filling", "Grid", "Group", "Message", "Row", "fill", "read_block"]
