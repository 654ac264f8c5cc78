"""Where sending ends: at the receipt, or at the submission that had said all of it before."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.operations.models import Operation
from opsplanner.results.models import Submission


def sent(operation: Operation, submission: Submission, stored: bool) -> Response:
    """Says what happened and leads to the submission."""
    reference = submission.reference
    if stored:
        flash(_("Sent and stored as %(reference)s.", reference=reference), "success")
    else:
        flash(
            _("All of this was sent before, as %(reference)s; nothing was stored twice.", reference=reference), "info"
        )
    return redirect(url_for("results.submission", code=operation.code, submission_id=submission.id))
