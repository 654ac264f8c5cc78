"""Pages that belong to no feature: health, the outbox, the audit log."""

from __future__ import annotations

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner import __version__
from opsplanner.core import audit, health, mail
from opsplanner.core.access import Permission, allow, public

blueprint = Blueprint("core", __name__)
MAIL_STATES = {
    "waiting": _l("Waiting"),
    "sent": _l("Sent"),
    "logged": _l("Kept here, not sent"),
    "failed": _l("Failed"),
    "dropped": _l("Not needed any more"),
}


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """The process is alive; its version."""
    return jsonify(status="alive", version=__version__)


@blueprint.get("/readyz")
@public
def readyz() -> Answer:
    """The database answers and has every migration."""
    revision = health.database_revision()
    ready = revision == health.newest_revision()
    status = "ready" if ready else "not ready"
    return jsonify(status=status, revision=revision, version=__version__), 200 if ready else 503


@blueprint.get("/outbox")
@allow(Permission.OUTBOX_SEE)
def outbox() -> Answer:
    """Mails and what has become of them."""
    return render_template("core/outbox.html", page=mail.outbox(request.args), states=MAIL_STATES)


@blueprint.get("/outbox/<int:mail_id>")
@allow(Permission.OUTBOX_SEE)
def outbox_mail(mail_id: int) -> Answer:
    """One mail, with its links, so that they can be handed over on another channel."""
    return render_template("core/outbox_mail.html", mail=mail.find(mail_id), states=MAIL_STATES)


@blueprint.post("/outbox/<int:mail_id>/send-again")
@allow(Permission.OUTBOX_SEE)
def send_again(mail_id: int) -> Answer:
    """Back into the queue."""
    mail.send_again(g.actor, mail_id)
    flash(_("The mail waits to be sent again."), "success")
    return redirect(url_for("core.outbox_mail", mail_id=mail_id))


@blueprint.get("/audit")
@allow(Permission.AUDIT_SEE)
def audit_log() -> Answer:
    """Who did what, when; nothing can be changed here or anywhere."""
    return render_template(
        "core/audit_log.html",
        page=audit.log(request.args),
        operations=audit.known(audit.AuditEntry.scope),
        actions=audit.known(audit.AuditEntry.action),
        head=audit.head(),
    )
