"""Letters to participants: seen first, written by the worker, each in its reader's language; links where no mail reaches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import jobs
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.operations.models import OperationSeat
from opsplanner.participants import services
from opsplanner.participants.models import LetterKind, ParticipantLetter, Participation
from opsplanner.participants.services import Address
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
LIST = "/operations/OP1/participants"


@pytest.fixture
def planner(app_context: Flask) -> Actor:
    return make.actor(make.seated("p@wco.example", make.operation(), Role.PLANNER, "WCO"))


def browser(sign_in: SignIn) -> FlaskClient:
    return sign_in(db.session.scalars(sa.select(Account).where(Account.email == "p@wco.example")).one())


def ids(*codes: str) -> list[int]:
    return [make.organisation(code).id for code in codes]


def mails() -> dict[str, OutboxMail]:
    return {each.to: each for each in db.session.scalars(sa.select(OutboxMail))}


def invite(planner: Actor, *codes: str, addresses: dict[int, Address] | None = None) -> jobs.Job:
    """Asked, and written to by the worker."""
    _added, job = services.invite_many(planner, "OP1", ids(*codes), "", addresses or {})
    assert job is not None
    jobs.run_next()
    return job


def only(code: str) -> Participation:
    return db.session.scalars(sa.select(Participation).join(Participation.organisation).where(make.Organisation.code == code)).one()  # fmt: skip


def test_each_is_written_to_in_their_language_and_only_once_a_sending(planner: Actor):
    make.account("ncp@kz.example", "KZ", language="fr", password="set")
    make.account("ncp@ge.example", "GE", password="set")
    job = invite(planner, "KZ", "GE")
    assert "invite Douane de KZ" in mails()["ncp@kz.example"].body
    assert "invites Customs of GE" in mails()["ncp@ge.example"].body
    services.write_letters(planner, job.payload["participations"], LetterKind.INVITATION, job.token, {})
    assert len(mails()) == db.session.scalar(sa.select(sa.func.count(ParticipantLetter.id))) == 2


def test_who_has_no_pass_phrase_gets_a_link_that_opens_the_account(planner: Actor, client: FlaskClient):
    make.account("new@kz.example", "KZ")
    invite(planner, "KZ")
    (link,) = re.findall(r"http://\S+(/join/\S+)", mails()["new@kz.example"].body)
    assert "Customs of KZ" in client.get(link).text


def test_an_office_s_address_becomes_an_account_that_its_letter_opens(planner: Actor):
    (kz,) = ids("KZ")
    invite(planner, "KZ", addresses={kz: Address(" Strategic@KZ.example ", "fr")})
    made = db.session.scalars(sa.select(Account).where(Account.organisation_id == kz)).one()
    assert (made.email, made.language, made.name) == ("strategic@kz.example", "fr", "")
    assert db.session.scalars(sa.select(OperationSeat.role).where(OperationSeat.account_id == made.id)).all() == [
        "invited"
    ]
    assert "/join/" in mails()["strategic@kz.example"].body


def test_an_address_that_is_none_or_of_somebody_else_invites_nobody(planner: Actor):
    make.account("ncp@ge.example", "GE")
    (kz,) = ids("KZ")
    uz = make.organisation("UZ").id
    with pytest.raises(Refusal):
        services.invite_many(planner, "OP1", [kz, uz], "", dict.fromkeys((kz, uz), Address("a@b.example", "en")))
    for wrong in ("no address", "ncp@ge.example"):
        with pytest.raises(Refusal):
            services.invite_many(planner, "OP1", [kz], "", {kz: Address(wrong, "en")})
    assert db.session.scalars(sa.select(Participation)).all() == []


def test_whom_no_mail_reaches_gets_a_link_and_names_the_address(planner: Actor, client: FlaskClient):
    job = invite(planner, "KZ")
    (silent,) = services.unwritten(planner, only("KZ").operation, job)
    ((_one, link),) = services.hand_over(planner, "OP1", [silent.id])
    page = link.url[link.url.index("/join/") :]
    assert 'name="email"' in client.get(page).text
    said = {"email": "ncp@kz.example", "pass_phrase": "a long phrase for tests", "again": "a long phrase for tests"}
    more = {"name": "Duty office", "function": "Contact point", "language": "en", "time_zone": "UTC"}
    assert client.post(page, data=said | more).status_code == 302
    assert db.session.scalars(sa.select(Account.email).where(Account.organisation_id == silent.organisation_id)).all() == ["ncp@kz.example"]  # fmt: skip


def test_who_is_asked_again_is_written_to_again(planner: Actor):
    person = make.account("ncp@kz.example", "KZ", password="set")
    invite(planner, "KZ")
    services.answer(make.actor(person), "OP1", "KZ", "declined", reason="No staff")
    services.restore(planner, "OP1", "KZ")
    jobs.run_next()
    assert len(db.session.scalars(sa.select(OutboxMail)).all()) == 2


def test_who_answers_before_the_worker_comes_is_not_reminded(planner: Actor):
    person = make.account("ncp@kz.example", "KZ", password="set")
    invite(planner, "KZ")
    services.send_letters(planner, "OP1", LetterKind.REMINDER, [only("KZ").id])
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    jobs.run_next()
    assert len(db.session.scalars(sa.select(OutboxMail)).all()) == 1


def test_the_letter_says_what_is_missing_in_its_reader_s_language(planner: Actor):
    person = make.account("ncp@kz.example", "KZ", language="fr", password="set")
    services.add_participants(planner, "OP1", ids("KZ"))
    services.answer(make.actor(person), "OP1", "KZ", "accepted", reviewer="planner")
    services.send_letters(planner, "OP1", LetterKind.MISSING, [only("KZ").id])
    jobs.run_next()
    assert "– un point de contact" in mails()["ncp@kz.example"].body


def test_only_who_manages_participants_writes(planner: Actor):
    person = make.account("ncp@kz.example", "KZ", password="set")
    invite(planner, "KZ")
    with pytest.raises(Forbidden):
        services.send_letters(make.actor(person), "OP1", LetterKind.REMINDER, [only("KZ").id])
    with pytest.raises(Forbidden):
        services.hand_over(make.actor(person), "OP1", [only("KZ").id])


def test_the_preview_tells_who_gets_what_in_which_language(planner: Actor, sign_in: SignIn):
    make.account("ncp@kz.example", "KZ", language="fr", password="set")
    make.organisation("SN"), make.organisation("GE", email="office@ge.example")
    page = (
        browser(sign_in).post(f"{LIST}/add", data={"names": "KZ, GE, SN", "network": "", "region": "", "role": ""}).text
    )
    assert "ncp@kz.example" in page.replace("<wbr>", "")
    assert 'value="office@ge.example"' in page
    senegal = make.organisation("SN").id
    assert re.search(rf'name="language-{senegal}">.*?value="fr" lang="fr" selected', page)
    assert "[its own link]" in page
    assert "[son propre lien]" in page


def test_from_the_preview_to_what_became_of_each(planner: Actor, sign_in: SignIn):
    visitor, (kz, ge) = browser(sign_in), ids("KZ", "GE")
    said = {"organisation": [kz, ge], "role": "", f"email-{kz}": "ncp@kz.example", f"language-{kz}": "en"}
    wrong = visitor.post(LIST, data={**said, f"email-{kz}": "nonsense"})
    assert wrong.status_code == 422
    assert 'value="nonsense"' in wrong.text
    sending = visitor.post(LIST, data=said).headers["Location"]
    assert "0 of 2" in visitor.get(sending).text
    jobs.run_next()
    page = visitor.get(sending).text
    assert "1 letter is written" in page
    assert "1 participant is reached by no mail" in page
    made = visitor.post(f"{LIST}/links", data={"participation": only("GE").id}).text
    assert "/join/" in made


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_reminders_are_seen_before_they_are_sent(planner: Actor, sign_in: SignIn, lang: str):
    make.account("ncp@kz.example", "KZ", password="set")
    services.add_participants(planner, "OP1", ids("KZ", "GE"))
    visitor = browser(sign_in)
    page = visitor.get(f"{LIST}/letters?kind=reminder&lang={lang}").text
    assert page.count('name="participation"') == 2
    assert page.count("disabled") == 1
    sent = visitor.post(f"{LIST}/letters", data={"kind": "reminder", "participation": only("KZ").id})
    jobs.run_next()
    assert visitor.get(sent.headers["Location"]).status_code == 200
    again = visitor.get(f"{LIST}/letters?kind=reminder&lang={lang}").text
    assert re.findall(r'name="participation"[^>]* checked', again) == []


def test_a_kind_that_is_none_and_nobody_ticked_get_a_sentence(planner: Actor, sign_in: SignIn):
    visitor = browser(sign_in)
    assert visitor.get(f"{LIST}/letters?kind=x").status_code == 409
    assert visitor.post(f"{LIST}/letters", data={"kind": "reminder"}).status_code == 409
    assert visitor.post(f"{LIST}/links").status_code == 409
    assert visitor.get(f"{LIST}/letters/nothing").status_code == 404
