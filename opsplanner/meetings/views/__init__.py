"""Pages about meetings; importing this room hangs every page on the blueprint."""

from opsplanner.meetings.views import delegates, entries, meeting, outputs, papers, register
from opsplanner.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "delegates", "entries", "meeting", "outputs", "papers", "register"]
