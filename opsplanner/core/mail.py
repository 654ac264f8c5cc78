"""Mail: written to the outbox in the transaction that causes it, sent by the worker; without a server it stays readable there."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import LongText, Str20, Str300, UtcDateTime, UtcTime, db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.listing import Listing, Page

ATTEMPTS = 8
SEND_SECONDS, CHECK_SECONDS = 20, 5
NOWHERE = ".example"  # nobody can have an address that ends so (RFC 2606); the people of the demo do
log = logging.getLogger(__name__)


class OutboxMail(db.Model):
    """One mail. States: waiting, sent, logged (no mail server, or an address that nobody can have), failed, dropped (nobody
    needs it any more). `kind` names who is asked, when it is its turn, whether it is still needed.
    """

    __tablename__ = "outbox_mail"
    __table_args__ = (sa.Index("ix_outbox_mail_due", "state", "send_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[Str300]
    subject: Mapped[Str300]
    body: Mapped[LongText]
    state: Mapped[Str20]
    created_at: Mapped[UtcTime]
    send_at: Mapped[UtcTime]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int]
    error: Mapped[LongText]
    kind: Mapped[Str20] = mapped_column(default="", server_default="")


def address(path: str) -> str:
    """The whole address of a page, for mails and for links handed over; never taken from the request's own words."""
    return str(current_app.config["BASE_URL"]) + path


def leads_nowhere(to: str) -> bool:
    """Whether this address cannot exist: what is written to it stays in the outbox, whatever server is configured."""
    return to.strip().rstrip(".").casefold().endswith(NOWHERE)


Renew = Callable[[OutboxMail], bool]


def renews(app: Flask, kind: str, renew: Renew) -> None:
    """Names who is asked when it is the turn of a mail of this kind: False when nobody needs it any more; its text may be renewed."""
    app.extensions.setdefault("mail_renewals", {})[kind] = renew


def queue(to: str, subject: str, body: str, kind: str = "") -> OutboxMail:
    """Adds a plain-text mail to the transaction under way. No sensitive detail belongs in it: a link does."""
    now = clock.now()
    nowhere = leads_nowhere(to)
    mail = OutboxMail(
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        state="logged" if nowhere else "waiting",
        created_at=now,
        send_at=now,
        sent_at=now if nowhere else None,
        attempts=0,
        error="",
        kind=kind,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def deliver(mail_url: str, sender: str) -> int:
    """Sends what is due (each mail in its own transaction) and says how many were handled."""
    handled = 0
    while (mail_id := _next_due()) is not None:
        _deliver_one(mail_id, mail_url, sender)
        handled += 1
    return handled


def _next_due() -> int | None:
    db.session.rollback()
    due = sa.select(OutboxMail.id).where(OutboxMail.state == "waiting", OutboxMail.send_at <= clock.now())
    return db.session.scalar(due.order_by(OutboxMail.id).limit(1))


@writes
def _deliver_one(mail_id: int, mail_url: str, sender: str) -> None:
    mail = db.session.get(OutboxMail, mail_id, with_for_update=True)
    if mail is None or mail.state != "waiting":
        return
    renew: Renew | None = current_app.extensions.get("mail_renewals", {}).get(mail.kind)
    if renew is not None and not renew(mail):
        mail.state, mail.sent_at = "dropped", clock.now()
        return
    mail.attempts += 1
    if not mail_url or leads_nowhere(mail.to):
        mail.state, mail.sent_at = "logged", clock.now()
        log.info("mail to %s: %s (not sent; see the outbox page)", mail.to, mail.subject)
        return
    try:
        _send(mail, mail_url, sender)
    except (OSError, smtplib.SMTPException) as fault:
        mail.error = str(fault)
        mail.send_at = clock.now() + timedelta(minutes=2**mail.attempts)
        if mail.attempts >= ATTEMPTS:
            mail.state = "failed"
        log.warning("mail %s could not be sent: %s", mail.id, fault)
    else:
        mail.state, mail.sent_at, mail.error = "sent", clock.now(), ""


def _send(mail: OutboxMail, mail_url: str, sender: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message.set_content(mail.body)
    with _connected(mail_url, SEND_SECONDS) as smtp:
        smtp.send_message(message)


@contextmanager
def _connected(mail_url: str, seconds: int) -> Iterator[smtplib.SMTP]:
    """Speaks SMTP to smtp://user:pass@host:port (STARTTLS where offered) or smtps://, signed in where a user is named."""
    server = urlsplit(mail_url)
    host, secure = server.hostname or "localhost", server.scheme == "smtps"
    smtp: smtplib.SMTP
    if secure:
        smtp = smtplib.SMTP_SSL(host, server.port or 465, timeout=seconds, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(host, server.port or 25, timeout=seconds)
    with smtp:
        smtp.ehlo_or_helo_if_needed()  # until the server was greeted nothing is known of what it offers
        if not secure and smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        yield smtp


def outbox(asked: Mapping[str, str]) -> Page[OutboxMail]:
    """A page of the outbox, newest first."""
    listing = Listing(
        sorts={"created": OutboxMail.id, "to": OutboxMail.to, "subject": OutboxMail.subject, "state": OutboxMail.state},
        search=(OutboxMail.to, OutboxMail.subject),
        filters={"state": OutboxMail.state},
        start="-created",
        tiebreak=OutboxMail.id.desc(),
    )
    return listing.page(sa.select(OutboxMail), asked)


def find(mail_id: int) -> OutboxMail:
    """One mail; raises Missing."""
    found = db.session.get(OutboxMail, mail_id)
    if found is None:
        raise Missing
    return found


@writes
def send_again(actor: Actor, mail_id: int) -> OutboxMail:
    """Puts a mail back into the queue, with all its attempts."""
    mail = find(mail_id)
    mail.state, mail.attempts, mail.send_at, mail.error = "waiting", 0, clock.now(), ""
    audit.record(actor, "mail:send-again", f"{mail.to}: {mail.subject}")
    return mail


def check_server(mail_url: str) -> str:
    """A sentence on whether the mail server answers, empty when all is well (used by `doctor`)."""
    if not mail_url:
        return ""
    try:
        with _connected(mail_url, CHECK_SECONDS) as smtp:
            smtp.noop()
    except (OSError, smtplib.SMTPException) as fault:
        return f"The mail server does not answer, or not to us: {fault}"
    return ""
