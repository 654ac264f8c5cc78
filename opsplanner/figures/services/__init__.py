"""What is done with figures: they are read for an actor, and presented as a document."""

from opsplanner.figures.services.collecting import own_of
from opsplanner.figures.services.looking import own_members, reader_of
from opsplanner.figures.services.presenting import actuals, chart_keys, document, first_look, look, one_chart
from opsplanner.figures.services.reading import Reading, absent

__all__ = [
    "Reading",
    "absent",
    "actuals",
    "chart_keys",
    "document",
    "first_look",
    "look",
    "one_chart",
    "own_members",
    "own_of",
    "reader_of",
]
