"""The kinds of answers: how each is read from a cell, shown back, laid out in a workbook column, and exemplified."""

from opsplanner.records.kinds.base import Kind, Reading, read_values
from opsplanner.records.kinds.registry import kind_of

__all__ = ["Kind", "Reading", "kind_of", "read_values"]
