"""Commands about people: what they print, and what their exit codes say."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from opsplanner.core.access import Role
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.models import OperationSeat
from opsplanner.participants.models import Participation
from tests import factories

LINK = re.compile(r"^http://127\.0\.0\.1:8000/join/\S{40,}$")


@pytest.fixture
def flask(app_context):
    """Runs a command as the command line does."""
    for code in ("WCO", "KZ"):
        factories.organisation(code)

    def run(*words):
        done = app_context.test_cli_runner().invoke(args=list(words))
        db.session.rollback()
        return done

    return run


def account(email):
    return db.session.scalar(sa.select(Account).where(Account.email == email))


def test_an_account_of_the_secretariat_is_made_and_its_link_alone_is_printed(flask):
    done = flask("user", "create", "--email", "Head@WCO.example", "--role", "secretariat", "--lang", "fr")
    assert done.exit_code == 0
    assert LINK.match(done.stdout.strip())
    made = account("head@wco.example")
    assert ([role.name for role in made.roles], made.language) == (["secretariat"], "fr")


def test_an_invitation_goes_into_an_operation(flask):
    factories.operation("OP1")
    words = ["--email", "a@kz.example", "--organisation", "KZ", "--operation", "OP1", "--role", "liaison"]
    done = flask("user", "invite", *words)
    assert LINK.match(done.stdout.strip())
    assert db.session.scalar(sa.select(OperationSeat.role)) == Role.INVITED


def test_who_signs_in_already_gets_the_seat_and_no_link(flask):
    factories.operation("OP1")
    factories.account("a@kz.example", password="x")
    done = flask("user", "invite", "--email", "a@kz.example", "--organisation", "KZ", "--operation", "OP1")
    assert (done.exit_code, done.stdout) == (0, "")
    assert db.session.scalar(sa.select(OperationSeat.role)) == Role.INVITED


def test_whose_organisation_did_not_take_part_is_in_with_it(flask):
    factories.organisation("BG")
    factories.operation("OP1")
    words = ["--email", "a@bg.example", "--organisation", "BG", "--operation", "OP1"]
    assert flask("user", "invite", *words, "--role", "guest").exit_code == 0
    asked = db.session.scalars(sa.select(Participation)).one()
    assert (asked.organisation.code, asked.role, asked.state) == ("BG", "guest", "invited")
    done = flask("user", "invite", *words, "--role", "member")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "another role" in done.stderr


def test_a_new_link_is_printed_for_who_has_lost_the_pass_phrase(flask):
    factories.account("a@kz.example", password="x")
    assert LINK.match(flask("user", "link", "--email", "A@kz.example").stdout.strip())


def test_acts_are_audited_as_the_command_line_or_as_the_person_named(flask):
    factories.account("boss@wco.example", "WCO", Role.SECRETARIAT, password="x")
    flask("user", "invite", "--email", "a@kz.example", "--organisation", "KZ")
    flask("user", "invite", "--email", "b@kz.example", "--organisation", "KZ", "--as", "boss@wco.example")
    query = sa.select(AuditEntry.actor).where(AuditEntry.action == "person:invite").order_by(AuditEntry.id)
    assert db.session.scalars(query).all() == ["command line", "boss"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("invite", "--email", "no address", "--organisation", "KZ"), 1, "not an e-mail address"),
        (("invite", "--email", "a@x.example", "--organisation", "QQ"), 2, "no organisation with the code QQ"),
        (("invite", "--email", "a@x.example", "--organisation", "KZ", "--operation", "NOPE"), 2, ""),
        (("invite", "--email", "a@x.example"), 2, "--organisation"),
        (("create", "--email", "a@x.example", "--role", "king"), 2, "king"),
        (("link", "--email", "nobody@x.example"), 2, "nobody@x.example"),
        (
            ("invite", "--email", "a@x.example", "--organisation", "KZ", "--as", "nobody@x.example"),
            2,
            "nobody@x.example",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_a_code(flask, words, code, said):
    done = flask("user", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_member_cannot_act_beyond_its_own_people(flask):
    factories.seated("a@kz.example", factories.operation("OP1"), Role.MEMBER)
    factories.organisation("GE")
    done = flask("user", "invite", "--email", "x@ge.example", "--organisation", "GE", "--as", "a@kz.example")
    assert done.exit_code == 1
    assert "own organisation" in done.stderr
