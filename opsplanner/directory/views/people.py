"""People: the list, one of them, inviting, and what the secretariat does with accounts."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Permission, Role, Seat, allow
from opsplanner.core.differences import Differences
from opsplanner.core.errors import Refusal
from opsplanner.core.versions import Stale
from opsplanner.directory import services
from opsplanner.directory.forms import InviteForm, PersonForm, RolesForm
from opsplanner.directory.leftward import Leftward
from opsplanner.directory.models import Account
from opsplanner.directory.services import Link, lists
from opsplanner.directory.views.blueprint import blueprint
from opsplanner.directory.words import ACCOUNT_STATES, LINK_STATES, PLATFORM_ROLES, account_state, inviter

SHOWN_ONCE = "link_shown_once"


@blueprint.get("/people")
@allow(Permission.PEOPLE_SEE)
def people() -> Answer:
    """The list."""
    page = lists.people(g.actor, request.args)
    return render_template("directory/people.html", page=page, states=ACCOUNT_STATES, state_of=account_state)


@blueprint.get("/people/<int:person_id>")
@allow(Permission.PEOPLE_SEE)
def person(person_id: int) -> Answer:
    """One of them; a link just made is shown this once."""
    found = services.find_person(g.actor, person_id)
    shown = session.get(SHOWN_ONCE, {})
    link = session.pop(SHOWN_ONCE)["url"] if shown.get("person") == person_id else ""
    return render_template(
        "directory/person.html",
        person=found,
        state=account_state(found),
        states=ACCOUNT_STATES,
        role_names="; ".join(str(PLATFORM_ROLES[role.name]) for role in found.roles),
        link_states=LINK_STATES,
        inviter=inviter,
        links=lists.links(found) if _may_hand_out(found) else [],
        may_hand_out=_may_hand_out(found),
        may_hold_link=services.may_hold_link(g.actor, found),
        now=clock.now(),
        link=link,
    )


@blueprint.route("/people/invite", methods=["GET", "POST"])
@allow(Permission.PEOPLE_INVITE)
def invite() -> Answer:
    """Somebody new; `?organisation=ID` chooses the organisation."""
    form = InviteForm(g.actor)
    if request.method == "GET" and request.args.get("organisation"):
        form.organisation.data = request.args["organisation"]
    if form.validate_on_submit():
        try:
            made, link = services.invite(
                g.actor,
                form.values(form.email.data),
                by_mail=form.way.data == "mail",
                seat=lambda account: _seat(account, form.chosen_seats(g.actor)),
            )
        except Refusal as refused:
            form.email.errors = [str(refused)]
        else:
            return _after_link(made, link, form.way.data)
    return render_template("directory/invite.html", form=form), 422 if form.errors else 200


@blueprint.post("/people/<int:person_id>/link")
@allow(Permission.PEOPLE_INVITE)
def renew_link(person_id: int) -> Answer:
    """A new link: for who has not come yet, or has lost the pass phrase."""
    way = request.form.get("way", "mail")
    made, link = services.renew_link(g.actor, person_id, by_mail=way == "mail")
    return _after_link(made, link, way)


@blueprint.post("/people/<int:person_id>/revoke")
@allow(Permission.PEOPLE_INVITE)
def revoke(person_id: int) -> Answer:
    """Its links open no more."""
    services.withdraw_links(g.actor, person_id)
    flash(_("No link of this person opens any more."), "success")
    return redirect(url_for("directory.person", person_id=person_id))


@blueprint.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def edit_person(person_id: int) -> Answer:
    """Name, function, organisation, language."""
    found = services.find_person(g.actor, person_id)
    form = PersonForm(g.actor, found)
    theirs: Differences = []
    if form.validate_on_submit():
        try:
            services.change_person(g.actor, person_id, form.values(found.email), form.version.data)
        except Stale:
            theirs = form.newer(services.find_person(g.actor, person_id))
        else:
            flash(_("The change is stored."), "success")
            return redirect(url_for("directory.person", person_id=person_id))
    page = render_template("directory/edit_person.html", form=form, person=found, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors else 200


@blueprint.route("/people/<int:person_id>/roles", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def edit_roles(person_id: int) -> Answer:
    """Platform-wide roles."""
    found = services.find_person(g.actor, person_id)
    form = RolesForm(found)
    if form.validate_on_submit():
        try:
            services.change_roles(g.actor, person_id, {Role(name) for name in form.roles.data}, form.shown.data or "")
        except Refusal as refused:
            form.roles.errors, form.shown.data = [str(refused)], form.standing
        else:
            flash(_("The roles are stored; the person signs in anew."), "success")
            return redirect(url_for("directory.person", person_id=person_id))
    return render_template("directory/edit_roles.html", form=form, person=found), 422 if form.errors else 200


@blueprint.route("/people/<int:person_id>/disable", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def disable(person_id: int) -> Answer:
    """Asks once more, then ends every stay."""
    found = services.find_person(g.actor, person_id)
    if request.method == "POST":
        services.disable(g.actor, person_id)
        flash(_("The account is disabled and every stay has ended."), "success")
        return redirect(url_for("directory.person", person_id=person_id))
    return render_template("directory/disable.html", person=found)


@blueprint.post("/people/<int:person_id>/enable")
@allow(Permission.PEOPLE_MANAGE)
def enable(person_id: int) -> Answer:
    """May sign in again."""
    services.enable(g.actor, person_id)
    flash(_("The account is open again."), "success")
    return redirect(url_for("directory.person", person_id=person_id))


def _may_hand_out(account: Account) -> bool:
    """The secretariat may for everyone; a colleague only for who has not come yet."""
    return bool(g.actor.is_secretariat or (g.actor.may(Permission.PEOPLE_INVITE) and not account.password))


def _seat(account: Account, chosen: list[Seat]) -> None:
    leftward: Leftward = current_app.extensions["directory_leftward"]
    for seat in chosen:
        leftward.give_seat(g.actor, account, seat)
    leftward.seat_newcomer(g.actor, account)


def _after_link(account: Account, link: Link, way: str) -> Answer:
    if way == "mail":
        flash(_("The link is on its way to %(email)s.", email=account.email), "success")
    else:
        session[SHOWN_ONCE] = {"person": account.id, "url": link.url}
    return redirect(url_for("directory.person", person_id=account.id))
