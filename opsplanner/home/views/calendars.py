"""Calendars that follow what concerns the reader: secret addresses, made and revoked here, read by calendar programs without a session."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import mail
from opsplanner.core.access import Permission, allow, public
from opsplanner.core.i18n import LOCALES, screen_language
from opsplanner.home import services, subscribing
from opsplanner.home.views.blueprint import blueprint
from opsplanner.operations.needs import operations_of

SHOWN_ONCE = "calendar_shown_once"
# For so long a program need not ask again.
FRESH = 900


@blueprint.get("/calendars")
@allow(Permission.HOME_SEE)
def calendars() -> str:
    """The addresses there are, and those that could be made; one just made is shown this once."""
    links, mine = services.links_of(g.actor), operations_of(g.actor)
    shown = session.pop(SHOWN_ONCE, {})
    return render_template(
        "home/calendars.html",
        personal=next((link for link in links if link.operation_id is None), None),
        followed={link.operation_id: link for link in links},
        operations=mine,
        gone=[link for link in links if link.operation_id and link.operation_id not in {each.id for each in mine}],
        opens=subscribing.opens,
        made=shown.get("number"),
        address=shown.get("address", ""),
        asked=request.args.get("operation", ""),
    )


@blueprint.post("/calendars")
@allow(Permission.HOME_SEE)
def make_calendar() -> Response:
    """A new address for all, or for the operation named; the one before it ends."""
    link, secret = services.make_link(g.actor, request.form.get("operation") or None)
    session[SHOWN_ONCE] = {"number": link.id, "address": mail.address(url_for("home.calendar_feed", secret=secret))}
    return redirect(url_for("home.calendars", _anchor="made"))


@blueprint.post("/calendars/<int:number>/revoke")
@allow(Permission.HOME_SEE)
def revoke_calendar(number: int) -> Response:
    """The address opens no more."""
    services.revoke_link(g.actor, number)
    flash(_("The address opens no more. Calendars that used it keep what they have read until they are told to forget it."), "success")  # fmt: skip
    return redirect(url_for("home.calendars"))


@blueprint.get("/calendar/<secret>.ics")
@public
def calendar_feed(secret: str) -> Response:
    """What whoever made the address may see now, in that person's language; unchanged, it is told in one line."""
    actor, link = subscribing.open_link(secret)
    if not subscribing.may_read_on(link):
        abort(429)
    with force_locale(LOCALES[screen_language(actor.language)]):
        found = services.feed(actor, link.code)
        answer = Response(content_type="text/calendar; charset=utf-8")
        answer.set_etag(found.fingerprint, weak=True)
        answer.headers["Cache-Control"] = f"private, max-age={FRESH}"
        if answer.make_conditional(request).status_code == 304:
            return answer
        answer.data = services.file_of(found)
    answer.headers["Content-Disposition"] = 'inline; filename="opsplanner.ics"'
    return answer
