"""The register of training workshops: counts of persons, nobody by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.versions import Stale
from opsplanner.operations.services import save_programme
from opsplanner.surveys import services
from opsplanner.surveys.models import Workshop
from tests import factories as make
from tests.surveys.asked import Asked

SignIn = Callable[[Any], FlaskClient]


def told(**changes: Any) -> dict[str, Any]:
    groups = [
        {"organisation_id": make.organisation(code).id, "persons": count} for code, count in (("KZ", 12), ("GE", 8))
    ]
    usual = {
        "title": {"en": "Identifying strategic goods", "fr": "Identifier les marchandises stratégiques"},
        "programme_id": None,
        "starts_on": date(2017, 9, 4),
        "ends_on": date(2017, 9, 8),
        "country": "GE",
        "place": "Tbilisi",
        "language": "ru",
        "theme": "identification",
        "host_id": make.organisation("GE").id,
        "note": "",
        "groups": groups,
    }
    return {**usual, **changes}


def held(asked: Asked, **changes: Any) -> Workshop:
    return services.save_workshop(asked.actor("planner"), told(**changes))


def test_a_workshop_counts_organisations_and_persons(asked: Asked):
    held(asked)
    held(asked, theme="targeting", groups=told()["groups"][:1])
    assert services.summed({}) == services.summed({"q": "tbilisi"})
    total = services.summed({})
    assert (total.workshops, total.organisations, total.trained) == (2, 2, 32)
    assert services.summed({"theme": "targeting"}).trained == 12
    assert services.workshops({}).total == 2
    assert [each.theme for each in services.workshops({"q": "customs of ge", "sort": "theme"}).items] == [
        "identification",
        "targeting",
    ]


def test_what_cannot_be_is_refused(asked: Asked):
    for wrong in (
        told(ends_on=date(2017, 9, 1)),
        told(groups=[]),
        told(groups=[*told()["groups"], told()["groups"][0]]),
    ):
        with pytest.raises(Refusal):
            services.save_workshop(asked.actor("planner"), wrong)
    with pytest.raises(Forbidden):
        services.save_workshop(asked.actor("kz"), told())


def test_two_people_do_not_write_over_each_other(asked: Asked):
    one = held(asked)
    with pytest.raises(Stale):
        services.save_workshop(asked.actor("planner"), told(place="Batumi"), one.id, "of-yesterday")


def test_the_pages_of_the_register(asked: Asked, sign_in: SignIn):
    one = held(asked)
    browser = sign_in(asked.people["planner"])
    assert "20 persons trained" in browser.get("/workshops/").text
    assert "Identifying strategic goods" in sign_in(asked.people["observer"]).get("/workshops/").text
    book = openpyxl.load_workbook(BytesIO(browser.get("/workshops/register.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[-1] for row in rows[1:3]] == [12, 8]
    assert browser.get(f"/workshops/{one.id}/edit").status_code == 200
    assert browser.get("/workshops/new").status_code == 200
    assert browser.post("/workshops/new", data={}).status_code == 422
    assert browser.get(f"/workshops/{one.id}/remove").status_code == 200
    assert browser.post(f"/workshops/{one.id}/remove").status_code == 302
    assert services.summed({}).workshops == 0


def test_a_workshop_is_written_down_in_the_browser(asked: Asked, sign_in: SignIn):
    said = {
        "title-en": "Targeting",
        "title-fr": "Ciblage",
        "starts_on": "2018-01-15",
        "ends_on": "2018-01-19",
        "country": "KZ",
        "place": "Almaty",
        "language": "en",
        "theme": "targeting",
        "host_id": str(make.organisation("KZ").id),
        "programme_id": "",
        "groups-0-organisation_id": str(make.organisation("GE").id),
        "groups-0-persons": "5",
        "groups-1-organisation_id": "",
        "groups-1-persons": "",
    }
    assert sign_in(asked.people["planner"]).post("/workshops/new", data=said).location == "/workshops/"
    assert services.summed({}).trained == 5


def test_the_page_of_a_programme_counts_its_workshops(asked: Asked, sign_in: SignIn):
    none = {"name": {"en": "Trade control", "fr": "Contrôle"}, "note": {"en": "", "fr": ""}}
    programme = save_programme(asked.actor("secretariat"), {"code": "STCE", **none})
    held(asked, programme_id=programme.id)
    held(asked)
    page = sign_in(asked.people["kz"]).get("/programmes/STCE").text
    assert f'href="/workshops/?programme={programme.id}"' in page
    assert re.search(r"<dt>Persons trained</dt><dd>\s*20\s*</dd>", page)
