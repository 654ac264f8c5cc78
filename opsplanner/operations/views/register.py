"""The register of operations."""

from __future__ import annotations

from flask import g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.operations import services
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/")
@allow(Permission.OPERATIONS_LIST)
def browse() -> str:
    """All operations the reader takes part in."""
    page = services.register(g.actor, request.args)
    return render_template("operations/browse.html", page=page)
