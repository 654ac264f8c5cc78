"""Charts for the browser: plain figure values for plotly.js, colours by the names of the page's tokens."""

from opsplanner.documents.plotly.figure import figure

__all__ = ["figure"]
