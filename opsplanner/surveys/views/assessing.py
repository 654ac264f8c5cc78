"""The self-assessment as a picture over time: the reader's own levels and change, and averages where they may be shown."""

from __future__ import annotations

from flask import g, render_template

from opsplanner.core.access import Permission, allow
from opsplanner.operations.services import find
from opsplanner.surveys import services
from opsplanner.surveys.views.blueprint import BASE, blueprint


@blueprint.get(f"{BASE}/assessment")
@allow(Permission.SURVEYS_SEE)
def assessment(code: str) -> str:
    """Each theme by round: own level, average, change."""
    operation = find(g.actor, code)
    return render_template(
        "surveys/assessment.html",
        operation=operation,
        assessed=services.assessed(g.actor, operation),
        themes=services.theme_names(),
        least=services.LEAST,
    )
