"""What is done with figures: they are read for an actor, and presented as a document."""

from opsplanner.figures.services.looking import reader_of
from opsplanner.figures.services.presenting import actuals, chart_keys, document, look, one_chart
from opsplanner.figures.services.reading import Reading, absent

__all__ = ["Reading", "absent", "actuals", "chart_keys", "document", "look", "one_chart", "reader_of"]
