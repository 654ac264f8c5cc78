"""Papers of a meeting: added, opened, withdrawn."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.web import download
from opsplanner.meetings import services
from opsplanner.meetings.forms import PaperForm
from opsplanner.meetings.services import Sent
from opsplanner.meetings.views.blueprint import blueprint


@blueprint.route("/meetings/<int:number>/papers/new", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def add_paper(number: int) -> Any:
    """A paper, a further language of one, or its next edition."""
    meeting = services.managed(g.actor, number)
    form = PaperForm()
    if form.validate_on_submit():
        file = form.file.data
        said = {name: form[name].data for name in ("number", "title", "language")}
        sent = Sent(content=file.read(), file_name=file.filename, **said)
        if added := attempt(form, lambda: services.add_paper(g.actor, number, sent)):
            flash(_("Added: %(title)s.", title=added.title), "success")
            return redirect(url_for("meetings.meeting", number=number, _anchor="papers"))
        meeting = services.managed(g.actor, number)
    return render_template("meetings/add_paper.html", form=form, meeting=meeting), 422 if form.errors else 200


@blueprint.get("/meetings/<int:number>/papers/<int:paper_id>")
@allow(Permission.MEETINGS_SEE)
def paper(number: int, paper_id: int) -> Response:
    """The paper itself, to keep."""
    _meeting, found = services.find_paper(g.actor, number, paper_id)
    return download(files.fetch(found.sha256), found.file_name, found.media_type)


@blueprint.route("/meetings/<int:number>/papers/<int:paper_id>/withdraw", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def withdraw_paper(number: int, paper_id: int) -> Any:
    """Asks, then takes it out of sight."""
    meeting = services.managed(g.actor, number)
    _meeting, found = services.find_paper(g.actor, number, paper_id)
    if request.method == "GET":
        return render_template("meetings/withdraw_paper.html", meeting=meeting, paper=found)
    services.withdraw_paper(g.actor, number, paper_id)
    flash(_("Withdrawn: %(title)s.", title=found.title), "success")
    return redirect(url_for("meetings.meeting", number=number, _anchor="papers"))
