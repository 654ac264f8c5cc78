"""What no demo holds because it lasts minutes: an operation under way, drafts in each of their steps, a link not used yet."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.directory.demo import DOMAIN, PASS_PHRASE
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import actor_of, find
from opsplanner.results.models import Submission
from opsplanner.results.services import make_differences
from opsplanner.results.services.duplicates import seek
from tests.journeys import sheets
from tests.journeys.person import Person, plain

CODE = "STAGE"
BASE = f"/operations/{CODE}"
TODAY = clock.today()


@pytest.fixture(scope="session")
def stage(demo_app: Flask) -> dict[str, str]:
    """The addresses of pages that are there only after something was done; everything is done through pages."""
    secretariat = person(demo_app, "secretariat")
    sending = open_operation(secretariat, CODE)
    secretariat.open(f"{BASE}/periods").press("Open a rehearsal of two weeks")
    member = person(demo_app, "member.kz")
    member.open(f"{BASE}/participants/KZ/answer").press("Send the answer", state="accepted")
    good, unknown = sheets.said(row(), "en"), {**sheets.said(row(national_ref="KZ-2"), "en"), "Obs.": "12"}
    send(member, {**good, "national_ref": "KZ-0"}).press("Send", entitled="on")
    review = under_review(secretariat)
    send(member, good).press("Send", entitled="on")
    bad = {**sheets.said(row(description="Poudre séchée"), "en"), "quantity": "a few", "commodity_class": "Cocain"}
    wrong = send(member, bad, encoding="cp1252").address
    return {
        "participants.sending": sending,
        "results.check": wrong,
        "results.letters": wrong.replace("/check", "/letters"),
        "results.differences_made": compared(demo_app),
        "results.discard": wrong.replace("/check", "/discard"),
        "results.duplicate": told_twice(demo_app, secretariat),
        "directory.join": invite(secretariat),  # after all operations were opened: each invitation brings a new link
        "results.nil_link": remind(secretariat),
        "results.confirm": send(member, {**good, "national_ref": "KZ-3"}).address,
        "results.columns": send(member, unknown).address,
        "results.send_back": f"{review}/return",
        "results.reverse": f"{review}/release",
    }


def person(app: Flask, name: str) -> Person:
    """A person of the demo, signed in, reading English."""
    who = Person(app.test_client()).open("/sign-in?lang=en")
    who.press("Sign in", email=f"{name}@{DOMAIN}", password=PASS_PHRASE)
    return who.open("/?lang=en")


def open_operation(secretariat: Person, code: str) -> str:
    """Four weeks around today, Kazakhstan and Georgia invited, the demo's planner in charge; where their letters are told."""
    first = TODAY - timedelta(days=10)
    days = {"starts_on": first.isoformat(), "ends_on": (first + timedelta(days=27)).isoformat()}
    names = {"name-en": f"Ports {code}", "name-fr": f"Ports {code}"}
    secretariat.open("/operations/new").press("Open the operation", preset="container", code=code, **names, **days)
    secretariat.open(f"/operations/{code}/participants/add").press("Check the list", names="KZ, GE")
    return secretariat.press("Invite them").address


def under_review(secretariat: Person) -> str:
    """The address of the review of what was sent first, taken in review."""
    secretariat.open(f"/review?operation={CODE}&whose=all")
    links = [each.get("href") or "" for each in secretariat.page.iter("a")]
    address = next(link for link in links if link.endswith("/review") and "/submissions/" in link)
    secretariat.open(address).press("Take in review")
    return address


def invite(secretariat: Person) -> str:
    """A link that nobody has used."""
    secretariat.open("/operations/COSMO2/participants/GE/people").press("Invite", email="new@ge.example", way="link")
    link = plain(secretariat.page.get_element_by_id("link"))
    return link[link.index("/join/") :]


def remind(secretariat: Person) -> str:
    """The link “nothing to report” of a mail to a silent Member of the demo."""
    secretariat.open("/operations/IREN-DU/results/returns/TJ/4").press("Remind")
    secretariat.press("Send 2 mails")
    newest = secretariat.open("/outbox").page.xpath("//main//a[contains(@href, '/outbox/')]/@href")[0]
    link = next(each for each in secretariat.open(newest).text.split() if "/results/nil/" in each)
    return link[link.index("/operations/") :]


def row(**changes: str) -> dict[str, str]:
    """A good case of today."""
    return {
        "national_ref": "KZ-1", "record_kind": "seizure", "detected_on": TODAY.isoformat(), "place_name": "Almaty",
        "direction": "import", "transport_mode": "3", "country_departure": "CN", "country_destination": "KZ",
        "detection_basis": "risk_profile", "commodity_class": "drugs", "description": "White powder",
        "quantity": "12.5", "unit": "KGM", **changes,
    }  # fmt: skip


def told_twice(app: Flask, secretariat: Person) -> str:
    """One container told by two Members, found as the worker finds it."""
    open_operation(secretariat, "TWICE")
    for code in ("KZ", "GE"):
        member = person(app, f"member.{code.lower()}")
        member.open(f"/operations/TWICE/participants/{code}/answer").press("Send the answer", state="accepted")
        told = sheets.said(row(national_ref=f"{code}-1", container_no="CSQU3054383"), "en")
        send(member, told, "TWICE").press("Send", entitled="on")
    with app.app_context():
        for number in db.session.scalars(
            sa.select(Submission.id).join(Operation).where(Operation.code == "TWICE")
        ).all():
            seek(number)
    links = secretariat.open("/operations/TWICE/results/duplicates").page.xpath("//main//a/@href")
    return str(next(each for each in links if re.search(r"/duplicates/\d+", each)))


def compared(app: Flask) -> str:
    """The workbook of differences asked for, as the page asks for it where much differs."""
    with app.app_context():
        secretariat = actor_of(
            db.session.scalars(sa.select(Account).where(Account.email.startswith("secretariat@"))).one()
        )
        operation = find(secretariat, "IREN-DU")
        last = db.session.scalars(
            sa.select(sa.func.max(Submission.id)).where(Submission.operation_id == operation.id)
        ).one()
        job = make_differences(secretariat, operation, last, {"from": ""}, "en")
        return f"/operations/IREN-DU/results/submissions/{last}/differences/made/{job.token}"


def send(member: Person, told: sheets.Row, code: str = CODE, encoding: str = "utf-8") -> Person:
    """Uploads a text file of one row."""
    member.open(f"/operations/{code}/results/upload")
    return member.press("Read the file", file=(sheets.text("en", [told], encoding), "results.csv"))
