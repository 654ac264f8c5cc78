"""Changes of contact points: told to the liaison office in its language, at most once an hour, and listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.participants import services
from opsplanner.participants.models import ContactChange
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
FIRST = {"function": "Head of unit", "office": "HQ", "email": "ncp@kz.example", "duty_hours": "08:00–18:00"}


@pytest.fixture
def people(app_context: Flask) -> dict[str, Account]:
    """KZ and GE are served by an office whose officer reads French."""
    operation = make.operation()
    rilo = make.organisation("RILO-CIS", kind=OrganisationKind.RILO, country=None)
    planner = make.seated("p@wco.example", operation, Role.PLANNER, "WCO")
    officer = make.account("officer@rilo.test", "RILO-CIS", language="fr")
    found = {"officer": officer, "planner": planner}
    for code in ("KZ", "GE"):
        make.organisation(code, rilo_id=rilo.id)
        found[code] = make.account(f"ncp@{code.lower()}.example", code)
    ids = [make.organisation(code).id for code in ("KZ", "GE", "RILO-CIS")]
    services.add_participants(make.actor(planner), "OP1", ids)
    services.answer(make.actor(officer), "OP1", "RILO-CIS", "accepted")
    return found


def change(people: dict[str, Account], code: str, at: datetime, **changes: str) -> None:
    with clock.frozen(at):
        services.save_contacts(make.actor(people[code]), "OP1", code, [{**FIRST, **changes}])


def told() -> list[OutboxMail]:
    found = sa.select(OutboxMail).where(OutboxMail.to == "officer@rilo.test")
    return list(db.session.scalars(found.order_by(OutboxMail.id)))


def test_the_office_is_told_at_once_in_its_language(people: dict[str, Account]):
    change(people, "KZ", NOON)
    (sent,) = told()
    assert "points de contact" in sent.subject
    assert sent.send_at == NOON
    assert "Douane de KZ" in sent.body
    assert "ncp@kz.example" not in sent.body
    assert "/operations/OP1/contacts/changes" in sent.body


def test_what_follows_within_the_hour_comes_as_one_mail(people: dict[str, Account]):
    change(people, "KZ", NOON)
    change(people, "GE", NOON + timedelta(minutes=5))
    change(people, "KZ", NOON + timedelta(minutes=20), phone="+7 1")
    _first, digest = told()
    assert digest.send_at == NOON + timedelta(hours=1)
    assert "Douane de GE" in digest.body
    assert "Douane de KZ" in digest.body


def test_after_the_hour_it_is_told_at_once_again(people: dict[str, Account]):
    change(people, "KZ", NOON)
    change(people, "KZ", NOON + timedelta(hours=2), phone="+7 1")
    assert [each.send_at for each in told()] == [NOON, NOON + timedelta(hours=2)]


def test_saving_the_same_again_tells_nobody(people: dict[str, Account]):
    change(people, "KZ", NOON)
    change(people, "KZ", NOON + timedelta(minutes=5))
    assert len(told()) == len(db.session.scalars(sa.select(ContactChange)).all()) == 1


def test_who_made_the_change_is_not_told(people: dict[str, Account]):
    with clock.frozen(NOON):
        services.save_contacts(make.actor(people["officer"]), "OP1", "RILO-CIS", [FIRST])
    assert told() == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_list_says_what_was_and_what_is(people: dict[str, Account], sign_in: SignIn, lang: str):
    change(people, "KZ", NOON)
    change(people, "KZ", NOON + timedelta(hours=2), email="new@kz.example")
    page = sign_in(people["officer"]).get(f"/operations/OP1/contacts/changes?lang={lang}").text
    assert "<del>ncp@kz.example</del> <ins>new@kz.example</ins>" in page
    assert sign_in(people["KZ"]).get("/operations/OP1/contacts/changes").status_code == 403


def test_hours_stand_on_both_clocks(people: dict[str, Account], sign_in: SignIn):
    change(people, "KZ", NOON, time_zone="Asia/Almaty")
    page = sign_in(people["planner"]).get("/operations/OP1/contacts").text
    assert "08:00–18:00 (Almaty)" in page
    assert "03:00–13:00 (UTC)" in page
