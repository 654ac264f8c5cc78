"""The blueprint that all pages of the package hang on, and the panels that app.py filled in."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app

from opsplanner.operations.overview import Panels

blueprint = Blueprint("operations", __name__)


def panels() -> Panels:
    """What later packages show on an operation's page."""
    return cast(Panels, current_app.extensions["panels"])
