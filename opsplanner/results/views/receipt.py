"""Where sending ends: at the receipt, or at the submission that had said all of it before; old pages of a draft lead there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.models import Submission


def sent(operation: Operation, submission: Submission, stored: bool, stays: int = 0) -> Response:
    """Says what happened, also of the rows that stay in the draft, and leads to the submission."""
    reference = submission.reference
    if stored:
        flash(_("Sent and stored as %(reference)s.", reference=reference), "success")
    else:
        flash(
            _("All of this was sent before, as %(reference)s; nothing was stored twice.", reference=reference), "info"
        )
    if stays:
        flash(
            ngettext(
                "%(num)s row stays in the draft to be put right; you find it among the returns.",
                "%(num)s rows stay in the draft to be put right; you find it among the returns.",
                stays,
            ),
            "info",
        )
    return redirect(url_for("results.submission", code=operation.code, submission_id=submission.id))


def or_receipt(view: Callable[[str, int], Any]) -> Callable[[str, int], Any]:
    """Marks a page of a draft: of one that was sent meanwhile (pressed twice, an old tab) it leads to what was stored."""

    @wraps(view)
    def shown(code: str, draft_id: int) -> Any:
        try:
            return view(code, draft_id)
        except Missing:
            operation = find(g.actor, code)
            submission = services.sent_as(g.actor, operation, draft_id)
            if submission is None:
                raise
            return sent(operation, submission, False)

    return shown
