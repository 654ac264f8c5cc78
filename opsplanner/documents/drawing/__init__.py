"""Charts as vector drawings: deterministic, self-contained, one function for each kind of chart."""

from opsplanner.documents.drawing.canvas import Drawing
from opsplanner.documents.drawing.charts import draw

__all__ = ["Drawing", "draw"]
