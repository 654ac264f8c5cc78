"""Programmes and networks as lists to search and sort; members, guests and donors of a network, each with its days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.errors import Refusal
from opsplanner.directory.models import Account
from opsplanner.operations import services
from opsplanner.operations.models import Network
from opsplanner.participants.services import from_network
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
EMPTY = {"en": "", "fr": ""}
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def now(app_context: Flask):
    with clock.frozen(clock.now().replace(year=2026, month=3, day=1)):
        yield


@pytest.fixture
def secretariat(app_context: Flask) -> Account:
    return make.account("s@wco.example", "WCO", Role.SECRETARIAT)


def member(code: str, since: date | None = None, until: date | None = None) -> dict[str, Any]:
    return {"organisation_id": make.organisation(code).id, "since": since, "until": until}


def partner(code: str, kind: str, since: date | None = None, until: date | None = None) -> dict[str, Any]:
    return {**member(code, since, until), "kind": kind}


def network(person: Account, code: str = "IREN", **changes: Any) -> Network:
    usual = {
        "code": code,
        "name": {"en": "Inter-regional network", "fr": "Réseau interrégional"},
        "note": EMPTY,
        "programme_id": None,
        "members": [member("KZ", date(2019, 1, 1)), member("GE", date(2019, 1, 1), date(2024, 1, 1))],
        "partners": [
            partner("BG", "guest", date(2024, 4, 9)),
            partner("IT", "guest", date(2020, 1, 1), date(2021, 1, 1)),
            partner("JP", "donor"),
        ],
    }
    return services.save_network(make.actor(person), {**usual, **changes})


def test_networks_are_found_by_words_of_their_name_without_accents(secretariat: Account, sign_in: SignIn):
    network(secretariat)
    network(secretariat, "OTHER", name={"en": "Other", "fr": "Autre"})
    browser = sign_in(secretariat)
    assert re.findall(r'href="/networks/([A-Z]+)"', browser.get("/networks/?sort=-code").text) == ["OTHER", "IREN"]
    assert re.findall(r'href="/networks/([A-Z]+)"', browser.get("/networks/?q=reseau").text) == ["IREN"]
    assert "No network matches" in browser.get("/networks/?q=nothing").text
    assert "No programme yet" in browser.get("/programmes/").text


def test_the_list_counts_the_members_of_today(secretariat: Account):
    one = network(secretariat)
    assert services.sizes([one]) == {one.id: 1}


def test_members_are_told_apart_by_whether_they_belong_today(secretariat: Account, sign_in: SignIn):
    network(secretariat)
    browser = sign_in(secretariat)

    def shown(asked: str) -> list[str]:
        page = browser.get(f"/networks/IREN{asked}").text
        return re.findall(r"Customs of (\w+)", page[page.index('id="members"') : page.index('id="partners"')])

    assert shown("") == ["GE", "KZ"]
    assert shown("?sort=-member") == ["KZ", "GE"]
    assert shown("?now=1") == ["KZ"]
    assert shown("?now=0&q=ge") == ["GE"]
    assert shown("?now=1&q=ge") == []


def test_guests_and_donors_stand_by_a_network_without_belonging_to_it(secretariat: Account, sign_in: SignIn):
    one = network(secretariat)
    page = sign_in(secretariat).get("/networks/IREN").text
    partners = page[page.index('id="partners"') :]
    assert re.findall(r"Customs of (\w+)", partners)[:3] == ["BG", "IT", "JP"]
    assert "Donor" in partners
    operation = make.operation(network_id=one.id)
    assert [each.code for each in from_network(operation, "IREN").new] == ["KZ"]
    assert [each.organisation.code for each in services.guests_on(one, TODAY)] == ["BG"]


def test_a_meeting_of_the_network_is_offered_with_its_guests(secretariat: Account, sign_in: SignIn):
    network(secretariat)
    page = sign_in(secretariat).get("/networks/IREN/meetings/new").text
    chosen = set(re.findall(r'<option selected value="(\d+)"', page))
    assert str(make.organisation("BG").id) in chosen
    assert str(make.organisation("IT").id) not in chosen


def test_who_stands_twice_is_told(secretariat: Account):
    for rows in ([partner("BG", "guest"), partner("BG", "guest")],):
        with pytest.raises(Refusal, match="twice"):
            network(secretariat, partners=rows)
    both = network(secretariat, partners=[partner("BG", "guest"), partner("BG", "donor")])
    assert [each.kind for each in both.partners] == ["guest", "donor"]


def test_a_network_reads_back_what_was_written(secretariat: Account):
    actor = make.actor(secretariat)
    values = services.network_values(network(secretariat))
    changed = {**values, "partners": [{**values["partners"][0], "until": date(2025, 1, 1)}, partner("PL", "guest")]}
    saved = services.save_network(actor, changed, "IREN")
    assert services.network_values(saved) == {**changed, "partners": changed["partners"]}


def test_the_form_keeps_partners(secretariat: Account, sign_in: SignIn):
    network(secretariat)
    browser = sign_in(secretariat)
    page = browser.get("/networks/IREN/edit").text
    version = re.search(r'name="version"[^>]*value="([^"]*)"', page)
    assert version is not None
    texts = {"name-en": "Net", "name-fr": "Réseau", "note-en": "", "note-fr": "", "programme_id": ""}
    row = {"partners-0-organisation_id": make.organisation("BG").id, "partners-0-kind": "donor"}
    wrong = {**row, "partners-0-since": "2024-05-01", "partners-0-until": "2024-04-01"}
    sent = {"code": "IREN", "version": version[1], **texts}
    assert browser.post("/networks/IREN/edit", data={**sent, **wrong}).status_code == 422
    assert browser.post("/networks/IREN/edit", data={**sent, **row}).status_code == 302
    assert "Donor" in browser.get("/networks/IREN").text


def test_the_register_is_narrowed_to_a_network(secretariat: Account, sign_in: SignIn):
    one = network(secretariat)
    make.operation("INSIDE", network_id=one.id)
    make.operation("OUTSIDE")
    browser = sign_in(secretariat)
    assert f'href="/operations/?network={one.id}"' in browser.get("/networks/IREN").text
    page = browser.get(f"/operations/?network={one.id}").text
    assert "INSIDE" in page
    assert "OUTSIDE" not in page
