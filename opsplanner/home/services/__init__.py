"""What Home shows, and the calendars that follow it."""

from opsplanner.home.services.calendars import Feed, due, due_calendar, feed, file_of
from opsplanner.home.services.gathering import Home, gather
from opsplanner.home.services.linking import links_of, make_link, revoke_link

__all__ = [
    "Feed",
    "Home",
    "due",
    "due_calendar",
    "feed",
    "file_of",
    "gather",
    "links_of",
    "make_link",
    "revoke_link",
]
