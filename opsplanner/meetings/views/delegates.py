"""Who comes: the list, one organisation's delegation, the list as a workbook."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import clock, i18n, web
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import attempt
from opsplanner.core.versions import Stale, stamp
from opsplanner.core.web import told
from opsplanner.directory.words import KINDS
from opsplanner.documents import lists
from opsplanner.documents.about import About, Share
from opsplanner.meetings import services, words
from opsplanner.meetings.forms import DelegationForm
from opsplanner.meetings.models import Delegate, DelegateRole, Meeting
from opsplanner.meetings.scope import runs
from opsplanner.meetings.views.blueprint import blueprint
from opsplanner.meetings.wording import is_invented, represented
from opsplanner.operations.forms.papers import LANGUAGES


@blueprint.get("/meetings/<int:number>/delegates")
@allow(Permission.MEETINGS_SEE)
def delegates(number: int) -> str:
    """All that are registered."""
    meeting = services.find(g.actor, number)
    return render_template(
        "meetings/delegates.html",
        meeting=meeting,
        page=services.delegates(meeting, request.args, i18n.language()),
        tally=services.tallies([meeting])[meeting.id],
        attendance=_attendance(meeting),
        editor=runs(g.actor, meeting),
        own=services.to_register(g.actor, meeting),
        senders=services.senders() if runs(g.actor, meeting) else (),
        kinds=KINDS,
        languages=LANGUAGES,
        words=words,
    )


@blueprint.get("/meetings/<int:number>/delegation")
@allow(Permission.MEETINGS_SEE)
def choose_delegation(number: int) -> Any:
    """From the choice of an organisation to its delegation."""
    meeting = services.managed(g.actor, number)
    chosen = services.sender(g.actor, meeting, request.args.get("of", ""))
    return redirect(url_for("meetings.delegation", number=meeting.id, org=chosen.code))


@blueprint.route("/meetings/<int:number>/delegations/<org>", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def delegation(number: int, org: str) -> Any:
    """Whom one organisation sends."""
    meeting = services.find(g.actor, number)
    organisation = services.sender(g.actor, meeting, org)
    stored = services.delegation_values(services.delegation(meeting, organisation))
    form = DelegationForm(data={**stored, "version": stamp(stored)})
    if "add" in request.form or not form.is_submitted():
        form.add_rows(1 if stored["delegates"] or form.is_submitted() else 2)
    form.offer(services.days_of(meeting), roll=runs(g.actor, meeting))
    theirs: Differences = []
    if "add" not in request.form and form.validate_on_submit():
        rows, version = form.values()["delegates"], form.version.data or None
        try:
            saved = attempt(form, lambda: services.register_delegation(g.actor, number, org, rows, version))
        except Stale as conflict:
            form.version.data = stamp(conflict.stored)
            theirs = differences(form, conflict.stored)
        else:
            if saved is not None:
                flash(_("The delegation is registered."), "success")
                return redirect(url_for("meetings.meeting", number=number, _anchor="delegates"))
    page = render_template(
        "meetings/delegation.html",
        form=form,
        meeting=services.find(g.actor, number),
        organisation=services.sender(g.actor, meeting, org),
        theirs=theirs,
    )
    return page, 409 if theirs else 422 if form.errors and "add" not in request.form else 200


@blueprint.get("/meetings/<int:number>/delegates.xlsx")
@allow(Permission.MEETINGS_SEE)
def delegates_workbook(number: int) -> Any:
    """The same as a workbook."""
    meeting, lang = services.find(g.actor, number), i18n.language()
    days = services.days_of(meeting)
    heads = [_("Organisation"), _("Code"), _("Kind"), _("Function"), _("In the delegation"), _("Language")]
    columns = [lists.Column(head) for head in (*heads, *map(i18n.day, days))]
    found = services.all_delegates(meeting, lang)
    rows = (
        [*_cells(each, lang), *(_("yes") if day.isoformat() in each.present else "" for day in days)] for each in found
    )
    content = lists.workbook(columns, rows, _("Delegates"), _about(meeting, len(found)), lang)
    return web.download(content, f"{meeting.code}_delegates_{meeting.first_day}_{lang}.xlsx", lists.CONTENT_TYPE)


def _attendance(meeting: Meeting) -> list[tuple[str, str]]:
    """Who was there, day by day; nothing before a roll was called."""
    found = services.attendance(meeting)
    return [(_("Present on %(day)s", day=i18n.day(day)), represented(tally)) for day, tally in found.items()]


def _cells(each: Delegate, lang: str) -> list[str]:
    sender = each.organisation
    return [
        sender.name.to(lang),
        sender.code,
        str(KINDS.get(sender.kind, sender.kind)),
        told(each.function),
        str(words.ROLES[DelegateRole(each.role)]),
        str(LANGUAGES.get(each.language, each.language)),
    ]


def _about(meeting: Meeting, there: int) -> About:
    of = f"{meeting.code} – {i18n.label(meeting.name)}"
    return About(of, clock.now(), (), Share(there, there), is_invented(meeting), meeting.marking)
