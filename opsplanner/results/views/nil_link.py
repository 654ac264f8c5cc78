"""The page behind “nothing to report” in a mail: whoever or whatever opens it changes nothing; the button does, without signing in."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from opsplanner.core import i18n
from opsplanner.core.access import public
from opsplanner.directory.guessing import limiter
from opsplanner.results import services
from opsplanner.results.views.blueprint import blueprint


@blueprint.get("/results/nil/<token>")
@public
def nil_link(code: str, token: str) -> str:
    """For which days of which Member the button speaks; scanners of mail may look as often as they like."""
    found = services.look_at(code, token)
    i18n.offer(found.person.language)
    return render_template("results/nil_link.html", found=found, token=token, done=None)


@blueprint.post("/results/nil/<token>")
@limiter.limit("20 per hour")
@public
def nil_by_link(code: str, token: str) -> str | Response:
    """Stores the nil return; pressed twice it says the same again."""
    found, submission = services.report_nil_by_link(code, token)
    i18n.offer(found.person.language)
    return render_template("results/nil_link.html", found=found, token=token, done=submission)
