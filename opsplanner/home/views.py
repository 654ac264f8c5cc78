"""The page everyone starts on."""

from __future__ import annotations

from flask import Blueprint, render_template

from opsplanner.core.access import Permission, allow

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.HOME_SEE)
def home() -> str:
    """What needs me now."""
    return render_template("home/home.html")
