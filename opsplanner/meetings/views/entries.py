"""Writing what a meeting is made of, and its minutes item by item while it runs."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.forms import attempt
from opsplanner.core.numbers import whole
from opsplanner.core.versions import Stale, stamp
from opsplanner.core.web import by_script
from opsplanner.meetings import services, words
from opsplanner.meetings.entries import ADDABLE, KINDS, REMOVABLE
from opsplanner.meetings.forms import FORMS, EntryForm
from opsplanner.meetings.models import Meeting
from opsplanner.meetings.views.blueprint import blueprint

ENTRY = f"<any({', '.join(KINDS)}):key>"


@blueprint.route(f"/meetings/<int:number>/<any({', '.join(ADDABLE)}):key>/new", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def add_entry(number: int, key: str) -> Any:
    """A new item, decision, action or practice."""
    meeting = services.managed(g.actor, number)
    form = FORMS[key](data=_usual(meeting, key))
    form.offer(meeting)
    if form.validate_on_submit():
        saved = attempt(form, lambda: services.save_entry(g.actor, number, key, form.values()))
        if saved:
            return _stored(number, key)
        meeting = services.managed(g.actor, number)
    page = render_template("meetings/add_entry.html", form=form, meeting=meeting, kind=KINDS[key])
    return page, 422 if form.errors else 200


@blueprint.route(f"/meetings/<int:number>/{ENTRY}/<int:entry>", methods=["GET", "POST"])
@allow(Permission.MEETINGS_SEE)
def edit_entry(number: int, key: str, entry: int) -> Any:
    """One entry changed. Saving over somebody else's change shows both versions first."""
    meeting = services.find(g.actor, number)
    found = services.entry_of(meeting, key, entry)
    if not services.may_write(g.actor, meeting, key, found):
        abort(403)
    stored = KINDS[key].read(found)
    form = FORMS[key](data={**stored, "version": stamp(stored)})
    form.offer(meeting)
    if form.validate_on_submit():
        return _save(form, number, key, entry)
    return _page(form, number, key, entry)


@blueprint.route(
    f"/meetings/<int:number>/<any({', '.join(REMOVABLE)}):key>/<int:entry>/remove", methods=["GET", "POST"]
)
@allow(Permission.MEETINGS_SEE)
def remove_entry(number: int, key: str, entry: int) -> Any:
    """Asks, then takes it off the page."""
    meeting = services.managed(g.actor, number)
    found = services.entry_of(meeting, key, entry)
    if request.method == "GET":
        return render_template("meetings/remove_entry.html", meeting=meeting, kind=KINDS[key], entry=found)
    services.remove_entry(g.actor, number, key, entry)
    flash(_("Removed."), "success")
    return redirect(url_for("meetings.meeting", number=number, _anchor=key))


@blueprint.get("/meetings/<int:number>/minutes")
@allow(Permission.MEETINGS_SEE)
def minutes(number: int) -> str:
    """Every item with its minutes to write; what is typed is kept as it is typed where scripts run."""
    meeting = services.managed(g.actor, number)
    stamps = {item.id: stamp(KINDS["minutes"].read(item)) for item in meeting.items}
    return render_template("meetings/minutes.html", meeting=meeting, stamps=stamps, words=words)


def _usual(meeting: Meeting, key: str) -> dict[str, Any]:
    """What a new entry's form begins with: the next number, or the item it was asked for."""
    if key == "agenda":
        return {"number": max((item.number for item in meeting.items), default=0) + 1}
    return {"item_id": whole(request.args.get("item", ""))}


def _save(form: EntryForm, number: int, key: str, entry: int) -> Any:
    version = form.version.data or None
    try:
        saved = attempt(form, lambda: services.save_entry(g.actor, number, key, form.values(), entry, version))
    except Stale as conflict:
        if by_script():
            return jsonify(said=str(conflict)), 409
        form.version.data = stamp(conflict.stored)
        return _page(form, number, key, entry, differences(form, conflict.stored))
    if not saved:
        return _page(form, number, key, entry)
    if by_script():
        return jsonify(version=stamp(KINDS[key].read(saved)), said=_("Kept"))
    return _stored(number, key)


def _stored(number: int, key: str) -> Any:
    flash(_("The change is stored."), "success")
    if key == "minutes":
        return redirect(url_for("meetings.minutes", number=number))
    place = {"outcomes": "decisions", "progress": "actions"}.get(key, key)
    return redirect(url_for("meetings.meeting", number=number, _anchor=place))


def _page(form: EntryForm, number: int, key: str, entry: int, theirs: list[tuple[str, str]] | None = None) -> Any:
    meeting = services.find(g.actor, number)
    page = render_template(
        "meetings/edit_entry.html",
        form=form,
        meeting=meeting,
        entry=services.entry_of(meeting, key, entry),
        kind=KINDS[key],
        removable=key in REMOVABLE,
        theirs=theirs,
    )
    return page, 409 if theirs else 422 if form.errors else 200
