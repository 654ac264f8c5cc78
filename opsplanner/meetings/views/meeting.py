"""The page of a meeting, one before, during and after it, and the form it is planned and changed with."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import attempt
from opsplanner.core.versions import Stale, stamp
from opsplanner.meetings import services, words
from opsplanner.meetings.forms import MeetingForm
from opsplanner.meetings.models import Meeting
from opsplanner.meetings.scope import runs
from opsplanner.meetings.views.blueprint import blueprint
from opsplanner.operations import services as operations
from opsplanner.operations.models import Network, Operation
from opsplanner.reference.themes import themes


@blueprint.get("/meetings/<int:number>")
@allow(Permission.MEETINGS_SEE)
def meeting(number: int) -> str:
    """Agenda with minutes, delegates, papers, decisions and actions in one page."""
    found = services.find(g.actor, number)
    return render_template(
        "meetings/meeting.html",
        meeting=found,
        editor=runs(g.actor, found),
        own=services.to_register(g.actor, found),
        sent={each.id: services.delegation(found, each) for each in services.own_organisations(g.actor, found)},
        tally=services.tallies([found])[found.id],
        before=services.before(g.actor, found),
        papers=services.papers(g.actor, found),
        movable=[each.id for each in found.actions if services.may_write(g.actor, found, "progress", each)],
        today=clock.today(found.time_zone),
        themes=themes(),
        words=words,
    )


@blueprint.route("/operations/<code>/meetings/new", methods=["GET", "POST"])
@allow(Permission.MEETINGS_EDIT)
def plan_meeting(code: str) -> Any:
    """A new meeting of an operation."""
    operation = operations.find(g.actor, code)
    return _planned(operation, {"time_zone": operation.time_zone, "kind": "seminar"})


@blueprint.route("/networks/<key>/meetings/new", methods=["GET", "POST"])
@allow(Permission.PROGRAMMES_EDIT)
def plan_network_meeting(key: str) -> Any:
    """A new meeting of a network."""
    network = operations.network(key)
    guests = [each.organisation_id for each in operations.guests_on(network, clock.today())]
    return _planned(network, {"time_zone": g.actor.time_zone, "kind": "network", "guests": guests})


@blueprint.route("/meetings/<int:number>/edit", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def change_meeting(number: int) -> Any:
    """Name, place, time, marking and guests of one. Saving over somebody else's change shows both versions first."""
    found = services.managed(g.actor, number)
    stored = services.meeting_values(found)
    form = MeetingForm(data={**stored, "version": stamp(stored)})
    form.offer(services.earlier(g.actor, found))
    theirs: Differences = []
    if form.validate_on_submit():
        try:
            saved = attempt(
                form, lambda: services.change_meeting(g.actor, number, form.values(), form.version.data or None)
            )
        except Stale as conflict:
            form.version.data = stamp(conflict.stored)
            theirs = differences(form, conflict.stored)
        else:
            if saved:
                flash(_("The change is stored."), "success")
                return redirect(url_for("meetings.meeting", number=number))
    return _form_page(form, services.managed(g.actor, number), found.operation or found.network, theirs)


def _planned(owner: Operation | Network, usual: dict[str, Any]) -> Any:
    form = MeetingForm(data=usual)
    form.offer(services.earlier(g.actor, None))
    if form.validate_on_submit():
        made = attempt(form, lambda: services.plan_meeting(g.actor, owner, form.values()))
        if made:
            flash(_("The meeting is planned. Write its agenda next."), "success")
            return redirect(url_for("meetings.meeting", number=made.id))
    return _form_page(form, None, owner, [])


def _form_page(form: MeetingForm, found: Meeting | None, owner: Any, theirs: Differences) -> Any:
    page = render_template("meetings/change_meeting.html", form=form, meeting=found, owner=owner, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors else 200
