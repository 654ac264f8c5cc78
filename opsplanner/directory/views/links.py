"""One-time links: opening one changes nothing, sending the form uses it up; and what to do when it is lost or expired."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from opsplanner.core import clock, i18n
from opsplanner.core.access import public
from opsplanner.core.errors import Missing, Refusal
from opsplanner.directory import resets, services
from opsplanner.directory.addresses import has_no_address
from opsplanner.directory.forms import AskResetForm, JoinForm, NewPassPhraseForm
from opsplanner.directory.guessing import limiter
from opsplanner.directory.leftward import Leftward
from opsplanner.directory.models import Account, Invitation, LinkState
from opsplanner.directory.signin import enter
from opsplanner.directory.views.blueprint import blueprint
from opsplanner.directory.words import PLATFORM_ROLES, inviter


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> Answer:
    """The invited person takes the account, or chooses a new pass phrase."""
    try:
        invitation = services.look_up(token)
    except Missing:
        return render_template("directory/_link_over.html", state="unknown"), 404
    i18n.offer(invitation.account.language)
    if invitation.state(clock.now()) is not LinkState.LIVE:
        return _over(token, invitation)
    return _reset(token, invitation) if invitation.kind == "reset" else _begin(token, invitation)


@blueprint.post("/join/<token>/again")
@limiter.limit("20 per hour")
@public
def ask_again(token: str) -> Answer:
    """The link has expired: whoever invited is asked for a new one."""
    i18n.offer(services.look_up(token).account.language)
    services.ask_new_link(token)
    flash(_("Your request is sent. A new link will come by mail or from the person who invited you."), "success")
    return redirect(url_for("directory.join", token=token))


@blueprint.route("/sign-in/lost", methods=["GET", "POST"])
@limiter.limit("20 per hour", methods=["POST"])
@public
def ask_reset() -> Answer:
    """Who has lost the pass phrase; the answer is the same for every address."""
    form = AskResetForm()
    if form.validate_on_submit():
        resets.ask(form.email.data)
        flash(_("If somebody signs in with this address, a link is on its way to it."), "info")
        return redirect(url_for("security.login"))
    return render_template("directory/ask_reset.html", form=form), 422 if form.errors else 200


def _begin(token: str, invitation: Invitation) -> Answer:
    account = invitation.account
    asks_address = has_no_address(account)
    start = {"language": i18n.language() if "lang" in session else account.language}
    form = JoinForm(account, asks_address, start=start)
    if form.validate_on_submit():
        address = form.email.data if asks_address else ""
        try:
            services.begin_account(token, form.pass_phrase.data, form.profile(), address)
        except Refusal as refused:
            form.form_errors.append(str(refused))
        else:
            session.pop("lang", None)  # the language said in the form is the later choice
            return _enter(account)
    leftward: Leftward = current_app.extensions["directory_leftward"]
    page = render_template(
        "directory/join.html",
        form=form,
        invitation=invitation,
        invited_by=inviter(invitation.invited_by),
        roles=[PLATFORM_ROLES[each.name] for each in account.roles],
        seats=leftward.seats_of(account),
        asks_address=asks_address,
    )
    return page, 422 if form.errors else 200


def _reset(token: str, invitation: Invitation) -> Answer:
    form = NewPassPhraseForm(invitation.account)
    if form.validate_on_submit():
        services.accept(token, form.pass_phrase.data)
        return _enter(invitation.account)
    return render_template(
        "directory/_new_pass_phrase.html", form=form, invitation=invitation
    ), 422 if form.errors else 200


def _over(token: str, invitation: Invitation) -> Answer:
    state = invitation.state(clock.now())
    return render_template("directory/_link_over.html", invitation=invitation, state=state, token=token), 410


def _enter(account: Account) -> Answer:
    i18n.offer(account.language)
    flash(_("Welcome. Your account is ready."), "success")
    leftward: Leftward = current_app.extensions["directory_leftward"]
    return enter(account, leftward.first_page(account))
