"""The second factor: codes of an authenticator app, with recovery codes; off, offered or required by one setting."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Callable
from typing import Any

from flask import Flask, request, session
from flask_babel import lazy_gettext as _l
from flask_security import tf_disabled, tf_profile_changed

from opsplanner.core import audit
from opsplanner.core.access import PUBLIC, Actor, Permission
from opsplanner.core.db import writes
from opsplanner.directory import sessions
from opsplanner.directory.models import Account

# Public to our guard: the library itself admits only who has just given the right pass phrase.
VIEWS: dict[str, Permission | str] = {
    "security.two_factor_setup": PUBLIC,
    "security.two_factor_token_validation": PUBLIC,
    "security.two_factor_rescue": PUBLIC,
    "security.tf_select": PUBLIC,
    "security.mf_recovery": PUBLIC,
    "security.two_factor_setup_validate": Permission.PROFILE_EDIT,
    "security.mf_recovery_codes": Permission.PROFILE_EDIT,
}


def settings(app: Flask) -> dict[str, Any]:
    """How the library is to ask for it; nothing at all while it is off."""
    mode = app.config["SECOND_FACTOR"]
    if mode == "off":
        return {}
    secret = hashlib.sha256(f"second factor {app.config['SECRET_KEY']}".encode()).digest()
    return {
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": mode == "required",
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TOTP_SECRETS": {"1": secret.hex()},
        "SECURITY_TOTP_ISSUER": "OpsPlanner",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(secret)],
        "SECURITY_TWO_FACTOR_SETUP_URL": "/profile/second-factor",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/sign-in/code/lost",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/sign-in/factor",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/profile/recovery-codes",
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
        "SECURITY_VERIFY_URL": "/profile/confirm",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "directory/second_factor.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "directory/second_factor_code.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "directory/recovery_codes.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "directory/recovery.html",
        "SECURITY_VERIFY_TEMPLATE": "directory/confirm.html",
        **_sentences(),
    }


def _sentences() -> dict[str, Any]:
    """What the library says on the way, in our words."""
    return {
        "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (_l("The code is not right, or its time is over"), "error"),
        "SECURITY_MSG_INVALID_RECOVERY_CODE": (_l("This recovery code is not right, or was used"), "error"),
        "SECURITY_MSG_TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("You are signed in."), "success"),
        "SECURITY_MSG_TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_l("Your second factor is set up."), "success"),
        "SECURITY_MSG_TWO_FACTOR_DISABLED": (_l("Your second factor is switched off."), "success"),
        "SECURITY_MSG_REAUTHENTICATION_REQUIRED": (
            _l("Give your pass phrase once more before you change this."),
            "info",
        ),
        "SECURITY_MSG_REAUTHENTICATION_SUCCESSFUL": (_l("Thank you. You may go on."), "success"),
        "SECURITY_MSG_INVALID_PASSWORD": (_l("The pass phrase is not right"), "error"),
    }


def init(app: Flask) -> None:
    """Every change of a second factor is audited and ends the person's stays in other browsers, in one transaction with it."""
    tf_profile_changed.connect(_set_up, app)
    tf_disabled.connect(_switched_off, app)
    for endpoint in VIEWS:
        if endpoint in app.view_functions:
            app.view_functions[endpoint] = _one_transaction(app.view_functions[endpoint])


def _one_transaction(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def run(**arguments: Any) -> Any:
        return writes(view)(**arguments) if request.method == "POST" else view(**arguments)

    return run


def _set_up(_app: Flask, user: Account, **_extra: Any) -> None:
    _note(user, "second_factor:set")


def _switched_off(_app: Flask, user: Account, **_extra: Any) -> None:
    _note(user, "second_factor:off")


def _note(user: Account, action: str) -> None:
    audit.record(Actor(user.id, user.name or user.email), action, user.email)
    sessions.end_others(user.id, session.get(sessions.KEY, ""))
