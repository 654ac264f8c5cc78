"""Documents of an operation, programmes and networks, as each role finds them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.models import Network, Operation, PlanDocument
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def planner(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("p@wco.example", make.operation(), Role.PLANNER, "WCO"))


@pytest.fixture
def secretariat(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.account("s@wco.example", "WCO", Role.SECRETARIAT))


def test_documents_are_seen_by_marking_and_come_as_attachments(planner: FlaskClient, sign_in: SignIn):
    for marking in ("GREEN", "AMBER", "RED"):
        sent = {
            "title": f"The {marking} plan",
            "kind": "plan",
            "language": "en",
            "marking": marking,
            "file": (io.BytesIO(b"%PDF-1.7"), "plan.pdf"),
        }
        assert planner.post("/operations/OP1/documents/new", data=sent).status_code == 302
    operation = db.session.scalars(sa.select(Operation)).one()
    seen = {
        Role.MEMBER: {"GREEN", "AMBER"},
        Role.OBSERVER: {"GREEN"},
        Role.GUEST: {"GREEN"},
        Role.LIAISON: {"GREEN", "AMBER"},
    }
    papers = {paper.marking: paper.id for paper in db.session.scalars(sa.select(PlanDocument))}
    for role, markings in seen.items():
        visitor = sign_in(make.seated(f"{role}@kz.example", operation, role))
        listed = visitor.get("/operations/OP1/documents").text
        for marking, number in papers.items():
            answer = visitor.get(f"/operations/OP1/documents/{number}")
            assert (f"The {marking} plan" in listed) is (marking in markings)
            assert answer.status_code == (200 if marking in markings else 404)
    assert (
        planner.get(f"/operations/OP1/documents/{papers['RED']}")
        .headers["Content-Disposition"]
        .startswith("attachment")
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.pdf"), (b"MZ program", "a.pdf"), (b"%PDF-1.7", "a.docx"), (b"PK\x03\x04broken", "a.xlsx")],
)
def test_other_files_are_refused_with_a_sentence(planner: FlaskClient, content: bytes, name: str):
    sent = {"title": "Plan", "kind": "plan", "language": "en", "marking": "AMBER", "file": (io.BytesIO(content), name)}
    answer = planner.post("/operations/OP1/documents/new", data=sent)
    assert answer.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(PlanDocument.id))) == 0


def test_a_withdrawn_document_is_gone_for_participants(planner: FlaskClient, sign_in: SignIn):
    sent = {
        "title": "Guide",
        "kind": "guide",
        "language": "fr",
        "marking": "GREEN",
        "file": (io.BytesIO(b"%PDF-1.7"), "g.pdf"),
    }
    planner.post("/operations/OP1/documents/new", data=sent)
    number = db.session.scalars(sa.select(PlanDocument.id)).one()
    assert planner.get(f"/operations/OP1/documents/{number}/withdraw").status_code == 200
    planner.post(f"/operations/OP1/documents/{number}/withdraw")
    member = sign_in(make.seated("m@kz.example", db.session.scalars(sa.select(Operation)).one(), Role.MEMBER))
    assert member.get(f"/operations/OP1/documents/{number}").status_code == 404
    assert planner.get(f"/operations/OP1/documents/{number}").status_code == 200


def test_networks_and_programmes_are_kept_by_the_secretariat(secretariat: FlaskClient, sign_in: SignIn):
    ids = [make.organisation(code).id for code in ("KZ", "GE")]
    programme = {
        "code": "CCP",
        "name-en": "Container Control",
        "name-fr": "Contrôle des conteneurs",
        "note-en": "",
        "note-fr": "",
    }
    assert secretariat.post("/programmes/new", data=programme).location == "/programmes/CCP"
    members = {f"members-{at}-organisation_id": str(number) for at, number in enumerate(ids)}
    network = {**programme, "code": "IREN", "programme_id": "", **members, "members-1-until": "2024-01-01"}
    assert secretariat.post("/networks/new", data=network).location == "/networks/IREN"
    assert secretariat.post("/networks/new", data=network).status_code == 422
    page = secretariat.get("/networks/IREN").text
    assert "Customs of KZ" in page
    assert "1 January 2024" in page
    secretariat.post("/networks/IREN/edit", data={**network, "members-1-remove": "y"})
    assert len(db.session.scalars(sa.select(Network)).one().members) == 1
    member = sign_in(make.account("m@kz.example"))
    assert member.get("/programmes/").status_code == 200
    assert member.get("/networks/IREN/edit").status_code == 403


def test_two_people_editing_a_network_lose_nothing(secretariat: FlaskClient):
    texts = {"name-en": "Net", "name-fr": "Réseau", "note-en": "", "note-fr": "", "programme_id": ""}
    secretariat.post("/networks/new", data={"code": "NET", **texts})
    page = secretariat.get("/networks/NET/edit").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    sent = {"code": "NET", **texts, "version": version}
    assert secretariat.post("/networks/NET/edit", data={**sent, "note-en": "The first one’s"}).status_code == 302
    clash = secretariat.post("/networks/NET/edit", data={**sent, "note-en": "The second one’s"})
    assert clash.status_code == 409
    assert "The first one’s" in clash.text
    assert "The second one’s" in clash.text
