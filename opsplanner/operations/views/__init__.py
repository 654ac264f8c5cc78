"""The pages of programmes, networks, operations and their plans."""

from opsplanner.operations.views import overview, plan, register
from opsplanner.operations.views.blueprint import blueprint

__all__ = ["blueprint", "overview", "plan", "register"]
