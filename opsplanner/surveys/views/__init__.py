"""The pages of questionnaires and of the register of training workshops."""

from opsplanner.surveys.views import answering, composing, overview, reviewing
from opsplanner.surveys.views.blueprint import blueprint

__all__ = ["answering", "blueprint", "composing", "overview", "reviewing"]
