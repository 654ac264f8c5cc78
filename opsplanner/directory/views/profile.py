"""The reader's own profile, display and pass phrase."""

from __future__ import annotations

from flask import current_app, flash, g, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_security import login_user

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.web import by_script
from opsplanner.directory import services, sessions
from opsplanner.directory.forms import DisplayForm, KeysForm, PassPhraseForm, ProfileForm
from opsplanner.directory.signin import remember_look
from opsplanner.directory.views.blueprint import blueprint


@blueprint.route("/profile", methods=["GET", "POST"])
@allow(Permission.PROFILE_EDIT)
def profile() -> Answer:
    """What the reader says of themselves."""
    account = services.find_person(g.actor, g.actor.user_id)
    form = ProfileForm(account)
    if form.validate_on_submit():
        services.save_profile(g.actor, form.profile())
        session.pop("lang", None)
        flash(_("Your profile is stored."), "success")
        return redirect(url_for("directory.profile"))
    page = render_template(
        "directory/profile.html",
        form=form,
        account=account,
        display=DisplayForm(account, formdata=None),
        keys=KeysForm(formdata=None, data={"shortcuts": account.shortcuts}),
        stays=sessions.current(account.id),
        second_factor=current_app.config["SECOND_FACTOR"] != "off",
        here=sessions.fingerprint(session.get(sessions.KEY, "")),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/profile/display")
@allow(Permission.PROFILE_EDIT)
def display() -> Answer:
    """Theme and density, from the profile's form or from the header (then without a page)."""
    account = services.find_person(g.actor, g.actor.user_id)
    form = DisplayForm(account)
    if form.validate_on_submit():
        account = services.save_display(g.actor, form.theme.data, form.density.data)
    quiet = by_script()
    answer = (
        make_response("", 204) if quiet else make_response(redirect(url_for("directory.profile", _anchor="display")))
    )
    return remember_look(answer, account.theme, account.density)


@blueprint.post("/profile/keys")
@allow(Permission.PROFILE_EDIT)
def keys() -> Answer:
    """Single letters that act, on or off."""
    form = KeysForm()
    if form.validate_on_submit():
        services.save_keys(g.actor, bool(form.shortcuts.data))
        flash(_("Your profile is stored."), "success")
    return redirect(url_for("directory.profile", _anchor="keys"))


@blueprint.route("/profile/pass-phrase", methods=["GET", "POST"])
@allow(Permission.PROFILE_EDIT)
def pass_phrase() -> Answer:
    """A new one; every other stay ends."""
    account = services.find_person(g.actor, g.actor.user_id)
    form = PassPhraseForm(account)
    if form.validate_on_submit():
        try:
            account = services.change_pass_phrase(g.actor, form.present.data, form.pass_phrase.data)
        except Refusal as refused:
            form.present.errors = [str(refused)]
        else:
            login_user(account, authn_via=["password"])
            flash(_("Your pass phrase is changed. Other browsers are signed out."), "success")
            return redirect(url_for("directory.profile"))
    return render_template("directory/pass_phrase.html", form=form), 422 if form.errors else 200


@blueprint.post("/profile/sign-out-elsewhere")
@allow(Permission.PROFILE_EDIT)
def sign_out_elsewhere() -> Answer:
    """Ends every stay but this one."""
    sessions.end_others(g.actor.user_id, session.get(sessions.KEY, ""))
    flash(_("Every other browser is signed out."), "success")
    return redirect(url_for("directory.profile"))
