"""What the approval of a plan asks of results: that the sheet Members fill in is published, as it was last drafted."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Check
from opsplanner.results.services.composing import look_at_draft


def checks(actor: Actor, operation: Operation) -> Sequence[Check]:
    """One point: the result template."""
    title, where = _("Result template"), {"code": operation.code}
    if operation.template_id is None:
        said = _("No version is published yet.")
        return [Check("template", title, False, said, "results.template_versions", where, _("See it"))]
    begun = look_at_draft(actor, operation.code).is_begun
    said = _("Its draft is not published.") if begun else ""
    return [Check("template", title, not begun, said, "results.template_draft", where, _("See it"))]
