"""The search over everything: its page, and the few best for the palette that Ctrl+K opens."""

from __future__ import annotations

from flask import current_app, g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.core.web import by_script
from opsplanner.home import finding
from opsplanner.home.views.blueprint import blueprint
from opsplanner.home.words import SORTS


@blueprint.get("/find")
@allow(Permission.HOME_SEE)
def find() -> str:
    """What has all the words asked for, sort by sort; a script gets the best of it as a list to choose from."""
    text = request.args.get("q", "")
    most = finding.MOST_AT_ONCE if by_script() else finding.MOST_OF_EACH
    found = finding.find(g.actor, text, current_app.extensions["places"], most)
    if by_script():
        return render_template("home/_hits.html", found=found, hits=found.hits[:most], sorts=SORTS, text=text)
    return render_template("home/find.html", found=found, sorts=SORTS, text=text, most=most)
