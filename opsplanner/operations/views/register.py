"""The register of operations."""

from __future__ import annotations

from flask import g, render_template

from opsplanner.core.access import Permission, allow
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.operations.scope import scope
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/")
@allow(Permission.OPERATIONS_LIST)
def browse() -> str:
    """All operations the reader takes part in."""
    operations = db.session.scalars(scope(g.actor).order_by(Operation.starts_on.desc())).all()
    return render_template("operations/browse.html", operations=operations)
