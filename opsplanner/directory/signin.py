"""Sign-in: Flask-Security with Argon2; our pages, our sentences, stays that end in all processes at once, limited guessing."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Request, after_this_request, current_app, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import user_logged_out
from flask_security import LoginForm, Security, SQLAlchemyUserDatastore, login_user, user_authenticated
from flask_security.utils import set_request_attr, validate_redirect_url
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField

from opsplanner.core import clock
from opsplanner.core.access import LIBRARY_VIEWS, PUBLIC, Permission
from opsplanner.core.db import db
from opsplanner.core.forms import stripped
from opsplanner.core.posted import PostedForm
from opsplanner.directory import demo, secondfactor, sessions
from opsplanner.directory.guessing import limit_guessing
from opsplanner.directory.models import Account, PlatformRole
from opsplanner.directory.passphrase import PassPhraseRules, normal

datastore = SQLAlchemyUserDatastore(db, Account, PlatformRole)
DEFAULT_LOOK = ("auto", "comfortable")  # of who has never chosen: this browser's own choice stays
YEAR = 365 * 24 * 3600

LIBRARY_VIEWS |= {
    "security.static": PUBLIC,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
    "security.verify": Permission.PROFILE_EDIT,
}


def _typed(pass_phrase: str | None) -> str:
    """The library also hashes what belongs to nobody, and takes neither nothing nor a page of text."""
    return normal(pass_phrase or "")


class SignInForm(LoginForm):
    """E-mail address and pass phrase; a browser may fill and paste both."""

    email = EmailField(
        _l("E-mail address"), filters=[stripped], render_kw={"autocomplete": "username", "required": True}
    )
    password = PasswordField(
        _l("Pass phrase"), filters=[_typed], render_kw={"autocomplete": "current-password", "required": True}
    )
    remember = None

    class Meta(PostedForm.Meta):
        """As every form of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An address elsewhere is forgotten, so that it neither leads away nor stands in the way.
        if not validate_redirect_url(self.next.data or ""):
            self.next.data = ""


def settings(app: Flask) -> dict[str, Any]:
    """How the library is to behave."""
    wrong = _l("The e-mail address or the pass phrase is not right")
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        # Argon2 salts by itself; with the application's key mixed in, a backup restored elsewhere would let nobody in.
        "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
        "SECURITY_PASSWORD_SALT": app.config["SECRET_KEY"],
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGIN_USER_TEMPLATE": "directory/sign_in.html",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_MSG_GENERIC_AUTHN_FAILED": (wrong, "error"),
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_CACHE_CONTROL": {},  # core.web says it for every page
        "SECURITY_EMAIL_SENDER": app.config["MAIL_SENDER"],
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_DATETIME_FACTORY": clock.now,
        # Its commands would write without an audit entry; ours stand in opsplanner/cli.
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
    }


def init(app: Flask) -> None:
    """Configures the library and connects it."""
    app.config.from_mapping(settings(app) | secondfactor.settings(app))
    LIBRARY_VIEWS.update(secondfactor.VIEWS)
    security = Security(app, datastore, login_form=SignInForm, password_util_cls=PassPhraseRules)
    security.want_json(lambda _request: False)
    security.login_context_processor(lambda: {"people": demo.people(), "pass_phrase": demo.PASS_PHRASE})
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]
    app.login_manager.request_loader(_no_tokens)  # type: ignore[attr-defined]
    user_authenticated.connect(_begin_stay, app)
    user_logged_out.connect(_end_stay, app)
    secondfactor.init(app)
    limit_guessing(app)


def enter(account: Account, onward: str = "") -> Response:
    """Signs in somebody who came by a link, who goes `onward` or Home; a second factor is asked for as at the sign-in page."""
    asked = current_app.extensions["security"].two_factor_plugins.tf_enter(account, False, "password", None)
    if asked:
        return cast(Response, asked)
    login_user(account, authn_via=["password"])
    return redirect(onward or url_for("home.home"))


def _load(uniquifier: str) -> Account | None:
    account = sessions.holder(uniquifier, session.get(sessions.KEY, ""))
    if account is not None:
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
    return account


def _no_tokens(_request: Request) -> None:
    """The library's own tokens are not accepted: a stay in a browser is the one way in."""


def _begin_stay(_app: Flask, user: Account, **_extra: Any) -> None:
    datastore.commit()  # what the library has changed so far: a service begins with a clean transaction
    session[sessions.KEY] = sessions.begin(user.id, request.user_agent.string)
    look = (user.theme, user.density)

    @after_this_request
    def _look(response: Response) -> Response:
        unsaid = look == DEFAULT_LOOK and "theme" in request.cookies
        return response if unsaid else remember_look(response, *look)


def _end_stay(_app: Flask, **_extra: Any) -> None:
    token = session.pop(sessions.KEY, None)
    if token:
        sessions.end(token)


def remember_look(response: Response, theme: str, density: str) -> Response:
    """Theme and density stand in two cookies, so that the first byte of a page already looks right."""
    for name, value in (("theme", theme), ("density", density)):
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=secure)
    return response
