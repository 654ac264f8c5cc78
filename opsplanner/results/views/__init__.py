"""The pages of results."""

from opsplanner.results.views import board, cases, returns, submissions
from opsplanner.results.views.blueprint import blueprint

__all__ = ["blueprint", "board", "cases", "returns", "submissions"]
