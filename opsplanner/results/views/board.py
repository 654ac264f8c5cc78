"""The page of the participation board."""

from __future__ import annotations

from flask import g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.operations.services import find
from opsplanner.results.spoken import read_spoken
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import SPOKEN


@blueprint.get("/board")
@allow(Permission.BOARD_SEE)
def board(code: str) -> str:
    """Who has spoken, who is silent, whom to call."""
    operation = find(g.actor, code)
    spoken = request.args.get("spoken", "")
    found = read_spoken(operation, spoken if spoken in SPOKEN else "", request.args.get("q", ""))
    may_copy = g.actor.may(Permission.CONTACTS_SEE, code)
    return render_template(
        "results/board.html", operation=operation, found=found, words=SPOKEN, spoken=spoken, may_copy=may_copy
    )
