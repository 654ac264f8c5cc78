"""Sign-in: Flask-Security with Argon2; second factors and passkeys only have to be switched on."""

from __future__ import annotations

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from opsplanner.core.access import LIBRARY_VIEWS, PUBLIC, Permission
from opsplanner.core.db import db
from opsplanner.directory.models import Account, PlatformRole

datastore = SQLAlchemyUserDatastore(db, Account, PlatformRole)
security = Security()

LIBRARY_VIEWS |= {
    "security.static": PUBLIC,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
    "security.change_password": Permission.PROFILE_EDIT,
    "security.verify": Permission.PROFILE_EDIT,
}


def init(app: Flask) -> None:
    """Configures the library and connects it."""
    app.config.from_mapping(
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SALT=app.config["SECRET_KEY"],
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_CHANGEABLE=True,
        SECURITY_CHANGE_URL="/profile/pass-phrase",
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_EMAIL_SENDER=app.config.get("MAIL_SENDER", "opsplanner@localhost"),
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False, "test_environment": True},
        SECURITY_I18N_DIRNAME=["builtin", "translations"],
    )
    security.init_app(app, datastore)
