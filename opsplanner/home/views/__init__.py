"""The page everyone starts on, what is due, and calendars."""

from opsplanner.home.views import calendars, finding, home
from opsplanner.home.views.blueprint import blueprint

__all__ = ["blueprint", "calendars", "finding", "home"]
