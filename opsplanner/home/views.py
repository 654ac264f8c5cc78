"""The page everyone starts on."""

from __future__ import annotations

from flask import Blueprint, current_app, g, render_template

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.home import services

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.HOME_SEE)
def home() -> str:
    """What needs me now."""
    found = services.gather(g.actor)
    reported = current_app.extensions["panels"].reported(g.actor, found.operations)
    return render_template("home/home.html", home=found, reported=reported, now=clock.now())
