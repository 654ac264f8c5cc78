"""Mail leaves the outbox once, comes back after a fault, and is readable there where no server is configured."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import clock, mail
from opsplanner.core.access import system_actor
from opsplanner.core.db import db, writes
from opsplanner.core.mail import OutboxMail

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENDER = "ops@ops.example"


class Postman(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to hand over a message."""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            self.server.asked.append(verb)
            if verb == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.received.append(b"".join(lines))
            answers = {
                "QUIT": "221 bye",
                "RCPT": self.server.answer,
                "EHLO": self.server.offer,
                "STARTTLS": "454 not now",
            }
            self.say(answers.get(verb, "250 ok"))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post_office() -> Iterator[socketserver.TCPServer]:
    """A mail server on this machine; `received` holds what it was given, `asked` the words it heard, `answer` what it says to a
    recipient, `offer` to a greeting."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        server.received, server.asked, server.answer, server.offer = [], [], "250 ok", "250 ok"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def address(server: socketserver.TCPServer) -> str:
    return f"smtp://127.0.0.1:{server.server_address[1]}"


@writes
def queue(subject: str = "Relevé attendu") -> None:
    mail.queue("ncp@customs.kz", subject, "Bonjour,\nl’opération COSMO 2 attend votre relevé.\n")


def outbox() -> OutboxMail:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(sa.select(OutboxMail)).one()


def test_a_mail_is_sent_once_with_its_accents(app_context: Flask, post_office):
    queue()
    assert [mail.deliver(address(post_office), SENDER), mail.deliver(address(post_office), SENDER)] == [1, 0]
    [received] = post_office.received
    message = message_from_bytes(received, policy=policy.default)
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, "ncp@customs.kz", "Relevé attendu")
    assert "l’opération" in message.get_content()
    assert outbox().state == "sent"


def test_where_a_server_offers_to_encrypt_nothing_is_said_in_the_clear(app_context: Flask, post_office):
    post_office.offer = "250-mail\r\n250-AUTH PLAIN\r\n250 STARTTLS"
    queue()
    mail.deliver(address(post_office).replace("//", "//ops:secret@"), SENDER)
    assert post_office.asked == ["EHLO", "STARTTLS", "QUIT"]
    assert (outbox().state, post_office.received) == ("waiting", [])
    assert "454" in outbox().error


def test_a_server_that_is_to_encrypt_from_the_start_is_spoken_to_in_no_other_way(app_context: Flask, post_office):
    encrypted = address(post_office).replace("smtp:", "smtps:")
    queue()
    mail.deliver(encrypted, SENDER)
    assert "SSL" in outbox().error
    assert "SSL" in mail.check_server(encrypted)
    assert "EHLO" not in post_office.asked


@pytest.mark.parametrize("to", ["member.kz@demo.opsplanner.example", "ncp@DOUANE.Example", "ncp@kz.example."])
def test_nothing_is_sent_to_an_address_that_nobody_can_have(app_context: Flask, post_office, to: str):
    sent = writes(mail.queue)(to, "Relevé attendu", "")
    mail.send_again(system_actor("tests"), sent.id)
    mail.deliver(address(post_office), SENDER)
    assert (outbox().state, post_office.asked) == ("logged", [])


def test_without_a_server_a_mail_stays_readable(app_context: Flask):
    queue()
    mail.deliver("", SENDER)
    assert outbox().state == "logged"
    assert "COSMO 2" in outbox().body


def test_a_subject_never_becomes_a_second_header(app_context: Flask, post_office):
    queue("Hello\r\nBcc: everyone@kz.example")
    mail.deliver(address(post_office), SENDER)
    assert message_from_bytes(post_office.received[0])["Bcc"] is None


def test_a_mail_that_is_not_taken_is_tried_later_and_then_given_up(app_context: Flask, post_office):
    post_office.answer = "450 not now"
    with clock.frozen(BEGIN):
        queue()
        mail.deliver(address(post_office), SENDER)
        assert (outbox().state, outbox().attempts) == ("waiting", 1)
        assert mail.deliver(address(post_office), SENDER) == 0
    for day in range(1, mail.ATTEMPTS):
        with clock.frozen(BEGIN + timedelta(days=day)):
            mail.deliver(address(post_office), SENDER)
    assert (outbox().state, outbox().attempts) == ("failed", mail.ATTEMPTS)
    assert "not now" in outbox().error


def test_what_is_refused_sends_nothing(app_context: Flask):
    @writes
    def refuse() -> None:
        mail.queue("a@customs.kz", "No", "No")
        raise ValueError

    with pytest.raises(ValueError):
        refuse()
    assert mail.deliver("", SENDER) == 0


def test_a_server_that_does_not_answer_is_said(post_office):
    assert mail.check_server(address(post_office)) == ""
    assert mail.check_server("") == ""
    post_office.server_close()
    assert mail.check_server("smtp://127.0.0.1:1").startswith("The mail server does not answer")


def test_a_mail_to_somebody_of_the_demo_never_leaves(app_context: Flask, post_office):
    writes(mail.queue)("member.kz@demo.opsplanner.Example", "Returned", "To be read in the outbox.")
    assert (outbox().state, outbox().attempts) == ("logged", 0)
    mail.send_again(system_actor("tests"), outbox().id)
    mail.deliver(address(post_office), SENDER)
    assert (outbox().state, post_office.received) == ("logged", [])
