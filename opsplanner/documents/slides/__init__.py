"""The export as a deck of slides: native charts that can be edited, real tables, notes for the speaker."""

from opsplanner.documents.slides.deck import write

__all__ = ["write"]
