"""The pages of participation, as each role finds them."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, Invitation
from opsplanner.operations.models import OperationSeat
from opsplanner.participants import services
from opsplanner.participants.models import ContactPoint, Participation
from tests import factories as make
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]
LIST = "/operations/OP1/participants"
PAGES = (
    "participants",
    "participants.xlsx",
    "contacts",
    "contacts.xlsx",
    "participants/add",
    "participants/KZ",
    "participants/KZ/contacts",
    "participants/KZ/people",
    "participants/KZ/cancel",
)
MANAGERS_ONLY = {"participants/add", "participants/KZ/cancel"}
LISTS = {"participants", "participants.xlsx", "contacts", "contacts.xlsx"}
CONTACT = {"contacts-0-function": "Head of unit", "contacts-0-office": "HQ", "contacts-0-email": "ncp@kz.example", "contacts-0-phone": "", "contacts-0-languages": "ru", "contacts-0-duty_hours": ""}  # fmt: skip


@pytest.fixture
def planner(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    operation = make.operation()
    for code, name in (("KZ", "Kazakhstan"), ("GE", "Georgia"), ("AM", "Armenia")):
        make.organisation(code, name=Text.of(name, fr=name), search_en=name.lower())
    person = make.seated("p@wco.example", operation, Role.PLANNER, "WCO")
    make.account("ncp@kz.example", "KZ"), make.account("ncp@ge.example", "GE")
    services.add_participants(
        make.actor(person), "OP1", [make.organisation(code).id for code in ("KZ", "GE")], "member"
    )
    return sign_in(person)


def person(email: str) -> Account:
    return db.session.scalars(sa.select(Account).where(Account.email == email)).one()


def both_accept() -> None:
    for code in ("KZ", "GE"):
        services.answer(make.actor(person(f"ncp@{code.lower()}.example")), "OP1", code, "accepted")


def state_of(code: str) -> str:
    found = sa.select(Participation.state).join(Participation.organisation)
    return db.session.scalars(found.where(make.Organisation.code == code)).one()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_planner_opens_every_page(planner: FlaskClient, page: str, lang: str):
    assert planner.get(f"/operations/OP1/{page}?lang={lang}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_member_opens_its_own_and_the_lists(planner: FlaskClient, sign_in: SignIn, page: str):
    both_accept()
    own = sign_in(person("ncp@kz.example")).get(f"/operations/OP1/{page}")
    assert own.status_code == (403 if page in MANAGERS_ONLY else 200)
    other = sign_in(person("ncp@ge.example")).get(f"/operations/OP1/{page}")
    assert other.status_code == (200 if page in LISTS or page == "participants/KZ" else 403)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.OBSERVER, Role.GUEST])
def test_observers_and_guests_see_no_list_and_nobody_else(planner: FlaskClient, sign_in: SignIn, role: Role, page: str):
    make.organisation("IAEA", kind="partner")
    partner = make.seated("o@iaea.example", make_operation(), role, "IAEA")
    refused = 403 if page in LISTS | MANAGERS_ONLY else 404
    assert sign_in(partner).get(f"/operations/OP1/{page}").status_code == refused


def make_operation() -> object:
    return db.session.scalars(sa.select(make.Operation)).one()


def test_the_list_is_filtered_sorted_and_found(planner: FlaskClient):
    assert "Georgia" not in planner.get(f"{LIST}?q=kazakhstan").text
    assert "No participant matches" in planner.get(f"{LIST}?state=declined").text
    page = planner.get(f"{LIST}?sort=-name").text
    assert page.index("Kazakhstan") < page.index("Georgia")


def test_a_pasted_list_is_shown_before_anybody_is_invited(planner: FlaskClient):
    answer = planner.post(
        f"{LIST}/add", data={"names": "Armenia\nKAZ\nGeorgja", "network": "", "region": "", "role": ""}
    )
    assert answer.status_code == 200
    assert "1 participant to invite" in answer.text
    assert "1 entry is not understood" in answer.text
    assert "Georgia" in answer.text
    assert db.session.scalar(sa.select(sa.func.count(Participation.id))) == 2
    planner.post(LIST, data={"organisation": [make.organisation("AM").id], "role": "guest"})
    assert state_of("AM") == "invited"


def test_a_sheet_of_members_is_read_behind_the_guard(planner: FlaskClient):
    book = openpyxl.Workbook()
    for row in (["No.", "Country", "Remark"], [1, "Armenia", "yes"], [2, "KZ", ""], [3, "Atlantis", ""]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    sent = {"names": "", "network": "", "region": "", "role": "", "file": (io.BytesIO(out.getvalue()), "list.xlsx")}
    page = planner.post(f"{LIST}/add", data=sent).text
    assert "1 participant to invite" in page
    assert "1 takes part already" in page
    assert "1 entry is not understood" in page
    assert "Atlantis" in page


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(planner: FlaskClient):
    sent = {"names": "", "network": "", "region": "", "role": "", "file": (io.BytesIO(b"%PDF-1.7"), "list.xlsx")}
    assert planner.post(f"{LIST}/add", data=sent).status_code == 422


def test_nothing_to_add_is_said(planner: FlaskClient):
    assert planner.post(f"{LIST}/add", data={"names": "", "network": "", "region": "", "role": ""}).status_code == 422


def test_the_answer_of_a_member_is_its_own_to_open(planner: FlaskClient, sign_in: SignIn):
    assert planner.get(f"{LIST}/KZ/answer").status_code == 200
    other = sign_in(person("ncp@ge.example"))
    assert other.get(f"{LIST}/KZ/answer").status_code == 404
    both_accept()
    assert other.get(f"{LIST}/KZ/answer").status_code == 403


def test_a_member_accepts_and_names_its_contact_point(planner: FlaskClient, sign_in: SignIn):
    member = sign_in(person("ncp@kz.example"))
    assert "is invited to take part" in member.get("/operations/OP1/").text
    assert member.post(f"{LIST}/KZ/answer", data={"state": "accepted", "reviewer": "planner"}).status_code == 302
    assert state_of("KZ") == "accepted"
    wrong = member.post(f"{LIST}/KZ/contacts", data={**CONTACT, "contacts-0-email": "nobody"})
    assert wrong.status_code == 422
    assert member.post(f"{LIST}/KZ/contacts", data=CONTACT).status_code == 302
    services.answer(make.actor(person("ncp@ge.example")), "OP1", "GE", "accepted")
    assert "ncp@kz.example" in sign_in(person("ncp@ge.example")).get("/operations/OP1/contacts").text


def test_two_people_editing_contacts_lose_nothing(planner: FlaskClient):
    page = planner.get(f"{LIST}/KZ/contacts").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    planner.post(f"{LIST}/KZ/contacts", data={**CONTACT, "version": version})
    clash = planner.post(f"{LIST}/KZ/contacts", data={**CONTACT, "version": version, "contacts-0-office": "Port"})
    assert clash.status_code == 409
    assert "HQ" in clash.text
    assert 'value="Port"' in clash.text


def test_declining_without_a_reason_keeps_the_form(planner: FlaskClient, sign_in: SignIn):
    member = sign_in(person("ncp@kz.example"))
    answer = member.post(f"{LIST}/KZ/answer", data={"state": "declined", "reason": ""})
    assert answer.status_code == 422
    assert "Say why in one sentence." in answer.text
    assert state_of("KZ") == "invited"


@pytest.mark.parametrize("act", ["answer", "reviewer", "people"])
def test_nobody_speaks_for_another_member(planner: FlaskClient, sign_in: SignIn, act: str):
    other = sign_in(person("ncp@ge.example"))
    sent = {"state": "accepted", "reviewer": "planner", "email": "x@x.example", "organisation_id": "1", "way": "mail", "language": "en"}  # fmt: skip
    assert other.post(f"{LIST}/KZ/{act}", data=sent).status_code in (403, 404)
    assert state_of("KZ") == "invited"


def test_a_person_is_invited_by_a_link_shown_once(planner: FlaskClient):
    home = make.organisation("KZ").id
    sent = {"email": "new@kz.example", "name": "", "function": "", "organisation_id": home, "language": "en", "way": "link"}  # fmt: skip
    assert planner.post(f"{LIST}/KZ/people", data=sent).status_code == 302
    assert "/join/" in planner.get(f"{LIST}/KZ").text
    assert "/join/" not in planner.get(f"{LIST}/KZ").text
    assert db.session.scalar(sa.select(sa.func.count(Invitation.id))) == 1
    seats = sa.select(OperationSeat.role).where(OperationSeat.account_id == person("new@kz.example").id)
    assert db.session.scalars(seats).all() == ["invited"]


def test_an_address_of_another_organisation_gets_no_seat(planner: FlaskClient):
    home = make.organisation("KZ").id
    sent = {"email": "ncp@ge.example", "name": "", "function": "", "organisation_id": home, "language": "en", "way": "mail"}  # fmt: skip
    assert planner.post(f"{LIST}/KZ/people", data=sent).status_code == 422
    seats = sa.select(OperationSeat.organisation_id).where(OperationSeat.account_id == person("ncp@ge.example").id)
    assert db.session.scalars(seats).all() == [make.organisation("GE").id]


def test_access_is_taken_and_given(planner: FlaskClient, sign_in: SignIn):
    number = person("ncp@kz.example").id
    planner.post(f"{LIST}/KZ/people/{number}/dismiss")
    assert sign_in(person("ncp@kz.example")).get("/operations/OP1/").status_code == 404
    planner.post(f"{LIST}/KZ/people/{number}/admit")
    assert sign_in(person("ncp@kz.example")).get("/operations/OP1/").status_code == 200
    assert planner.post(f"{LIST}/KZ/people/{person('ncp@ge.example').id}/admit").status_code == 404


def test_the_planner_changes_roles_restores_and_cancels(planner: FlaskClient):
    planner.post(f"{LIST}/KZ/answer", data={"state": "declined", "reason": "Letter"})
    planner.post(f"{LIST}/KZ/restore", data={"reason": "Changed its mind"})
    assert state_of("KZ") == "invited"
    planner.post(f"{LIST}/GE/role", data={"role": "guest"})
    planner.post(f"{LIST}/GE/cancel")
    assert db.session.scalar(sa.select(sa.func.count(Participation.id))) == 1


def test_the_workbooks_hold_what_the_lists_show(planner: FlaskClient):
    planner.post(f"{LIST}/KZ/contacts", data=CONTACT)
    sheet = openpyxl.load_workbook(io.BytesIO(planner.get(f"{LIST}.xlsx?q=kaz").data)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["KZ"]
    book = planner.get("/operations/OP1/contacts.xlsx?lang=fr")
    sheet = openpyxl.load_workbook(io.BytesIO(book.data)).worksheets[0]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["ncp@kz.example"]


@pytest.mark.parametrize("page", ["participants", "contacts"])
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(planner: FlaskClient, page: str):
    planner.get(f"/operations/OP1/{page}")
    with asked() as few:
        planner.get(f"/operations/OP1/{page}")
    operation = make_operation()
    empty = dict.fromkeys(("office", "email", "phone", "languages", "duty_hours"), "x")
    for number in range(20):
        there = make.organisation(f"X{number}", country=None)
        facts = {
            "operation_id": operation.id,
            "organisation_id": there.id,
            "role": "member",
            "state": "accepted",
            "note": "",
        }
        joined = make.stored(Participation(**facts, reviewer_kind="planner", invited_at=operation.created_at))
        make.stored(ContactPoint(participation_id=joined.id, position=1, function="Head", **empty))
    with asked() as many:
        planner.get(f"/operations/OP1/{page}")
    assert len(many) == len(few)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
def test_everyone_who_takes_part_finds_their_own_participation(planner: FlaskClient, sign_in: SignIn, role: Role):
    there = make.organisation("AM").id
    planner.post(LIST, data={"organisation": [there], "role": role})
    visitor = sign_in(make.seated("x@am.example", make_operation(), role, "AM"))
    assert 'href="/operations/OP1/participation"' in visitor.get("/operations/OP1/").text
    assert visitor.get("/operations/OP1/participation").location == f"{LIST}/AM"
    assert 'href="/operations/OP1/participation"' not in planner.get("/operations/OP1/").text
    assert planner.get("/operations/OP1/participation").status_code == 404


def test_an_observer_names_its_contact_point_but_invites_nobody(planner: FlaskClient, sign_in: SignIn):
    there = make.organisation("IAEA", kind="partner").id
    planner.post(LIST, data={"organisation": [there], "role": "observer"})
    partner = sign_in(make.seated("o@iaea.example", make_operation(), Role.OBSERVER, "IAEA"))
    assert "Invite somebody" not in partner.get(f"{LIST}/IAEA").text
    assert partner.get(f"{LIST}/IAEA/people").status_code == 403
    assert partner.post(f"{LIST}/IAEA/contacts", data=CONTACT).status_code == 302


@pytest.mark.parametrize(("code", "kind"), [("RILO-CIS", "rilo"), ("INTERPOL", "partner")])
def test_who_is_no_member_and_is_made_one_is_asked_about(planner: FlaskClient, code: str, kind: str) -> None:
    make.organisation(code, kind=kind, name=Text.of(code, fr=code), search_en=code.lower())
    said, listed = "do not report", {"names": f"{code}, AM", "network": "", "region": "", "role": ""}
    assert said not in planner.post(f"{LIST}/add", data=listed).text
    page = planner.post(f"{LIST}/add", data={**listed, "role": "member"}).text
    assert said in page
    assert f"stand among the silent: {code}. " in page
    planner.post(LIST, data={"organisation": str(make.organisation(code).id), "role": ""})
    changed = planner.post(f"{LIST}/{code}/role", data={"role": "member"}, follow_redirects=True).text
    assert f"{code} is no Member" in changed
    assert "is no Member" not in planner.post(f"{LIST}/KZ/role", data={"role": "guest"}, follow_redirects=True).text
