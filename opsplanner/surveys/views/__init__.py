"""The pages of questionnaires and of the register of training workshops."""

from opsplanner.surveys.views import answering, assessing, composing, overview, reviewing, sheets, workshops
from opsplanner.surveys.views.blueprint import blueprint

__all__ = ["answering", "assessing", "blueprint", "composing", "overview", "reviewing", "sheets", "workshops"]
