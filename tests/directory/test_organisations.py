"""The directory of organisations: loaded, found, sorted, filtered, edited, retired."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sqlalchemy as sa

from opsplanner.core import audit, clock
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.directory import services
from opsplanner.directory.models import Organisation
from opsplanner.directory.services import OrganisationValues, lists
from tests import factories
from tests.statements import asked

SECRETARIAT = system_actor("tests")
PORT = OrganisationValues("port_control_unit", Text.of("Port of Aktau", fr="Port d’Aktaou"))


@pytest.fixture
def loaded(app_context):
    services.load_reference(SECRETARIAT)


@pytest.fixture
def boss(loaded):
    return factories.account("boss@wco.example", "WCO", Role.SECRETARIAT)


def codes(**asked):
    return [found.code for found in lists.organisations(asked).items]


def test_the_directory_is_loaded_once(loaded):
    assert services.load_reference(SECRETARIAT) == 0
    assert {"KZ", "FR", "RILO-CIS", "OPCW", "WCO"} <= set(db.session.scalars(sa.select(Organisation.code)))


def test_what_the_secretariat_changed_survives_loading_again(loaded):
    services.change_organisation(SECRETARIAT, "OPCW", OrganisationValues("partner", Text.of("OPCW", fr="OIAC")))
    services.load_reference(SECRETARIAT)
    assert services.find_organisation("opcw").name.to("fr") == "OIAC"


def test_a_member_knows_its_region_and_liaison_office(loaded):
    kazakhstan = services.find_organisation("KZ")
    assert (kazakhstan.wco_region, kazakhstan.rilo.code) == ("EUR", "RILO-CIS")


@pytest.mark.parametrize("typed", ["cote d'ivoire", "CÔTE D’IVOIRE", "Кот-д'Ивуар", "ivoire cote"])
def test_search_forgets_accents_case_and_order_and_knows_three_alphabets(loaded, typed):
    assert codes(q=typed) == ["CI"]


def test_filters_combine(loaded):
    assert codes(kind="rilo", region="AMC") == ["RILO-CARIB", "RILO-CAM", "RILO-SA"]
    assert set(codes(rilo="RILO-CIS", q="stan")) == {"KZ", "KG", "TJ", "TM", "UZ"}


def test_names_are_sorted_without_accents(loaded):
    names = [fold.search_en for fold in lists.organisations({"size": "200"}).items]
    assert names == sorted(names)


def test_a_retired_organisation_is_offered_nowhere_but_still_listed(loaded):
    services.retire_organisation(SECRETARIAT, "KZ", date(2020, 1, 1))
    assert "KZ" not in {code for _id, code, _name in lists.named()}
    assert codes(standing="retired") == ["KZ"]
    services.restore_organisation(SECRETARIAT, "KZ")
    assert codes(standing="retired") == []


def test_an_organisation_lies_under_neither_itself_nor_its_offices(loaded):
    member = services.find_organisation("KZ")
    services.add_organisation(SECRETARIAT, "KZ-PORT", PORT)
    office = services.find_organisation("KZ-PORT")
    values = OrganisationValues("port_control_unit", PORT.name, parent_id=member.id)
    services.change_organisation(SECRETARIAT, "KZ-PORT", values)
    for parent in (member.id, office.id):
        with pytest.raises(Refusal, match="under"):
            services.change_organisation(
                SECRETARIAT, "KZ", OrganisationValues("customs", member.name, parent_id=parent)
            )


def test_a_code_is_given_once(loaded):
    with pytest.raises(Refusal, match="already"):
        services.add_organisation(SECRETARIAT, "kz", PORT)


def test_others_than_the_secretariat_edit_nothing(loaded, sign_in):
    member = factories.seated("a@kz.example", factories.operation("OP1"), Role.MEMBER)
    with pytest.raises(Forbidden):
        services.add_organisation(factories.actor(member), "X1", PORT)
    browser = sign_in(member)
    assert browser.get("/organisations").status_code == 200
    assert browser.get("/organisations/new").status_code == 403


def test_a_change_is_audited_with_what_changed_alone(loaded):
    before = services.find_organisation("OPCW")
    services.change_organisation(SECRETARIAT, "OPCW", OrganisationValues("partner", before.name, address="The Hague"))
    entry = db.session.scalar(sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(1))
    assert (entry.before, entry.after) == ({"address": ""}, {"address": "The Hague"})


def test_an_unknown_code_is_missing(loaded):
    with pytest.raises(Missing, match="QQ"):
        services.find_organisation("QQ")


def test_the_form_adds_edits_and_retires(boss, sign_in):
    browser = sign_in(boss)
    form = {"code": "kz-port", "kind": "port_control_unit", "name_en": "Port", "name_fr": "Port", "name_ru": "",
            "parent": str(services.find_organisation("KZ").id), "country": "KZ", "region": "EUR", "rilo": "",
            "email": "", "address": "", "note": "", "valid_from": "", "valid_to": ""}  # fmt: skip
    assert browser.post("/organisations/new", data=form | {"name_fr": ""}).status_code == 422
    assert browser.post("/organisations/new", data=form).location == "/organisations/KZ-PORT"
    assert browser.post("/organisations/new", data=form).status_code == 422
    assert "Port" in browser.get("/organisations/KZ").text
    assert browser.post("/organisations/kz-port/edit", data=form | {"address": "Quay 1"}).status_code == 302
    assert "Quay 1" in browser.get("/organisations/KZ-PORT").text
    browser.post("/organisations/KZ-PORT/retire", data={"last_day": "2020-01-01"})
    assert services.find_organisation("KZ-PORT").retired_on(clock.today())


def test_two_who_edit_an_organisation_are_told_and_nothing_typed_is_lost(boss, sign_in):
    here, there = sign_in(boss), sign_in(boss)
    page = here.get("/organisations/OPCW/edit?lang=en").text
    [version] = re.findall('name="version"[^>]*value="(.+?)"', page)
    form = {"kind": "partner", "name_en": "OPCW", "name_fr": "OIAC", "parent": "", "country": "", "region": "", "rilo": "",
            "version": version}  # fmt: skip
    assert there.post("/organisations/OPCW/edit", data=form | {"address": "The Hague"}).status_code == 302
    late = here.post("/organisations/OPCW/edit?lang=en", data=form | {"note": "A partner since 2001"})
    assert late.status_code == 409
    assert "The Hague" in late.text
    assert "A partner since 2001" in late.text
    assert services.find_organisation("OPCW").note == ""
    [newer] = re.findall('name="version"[^>]*value="(.+?)"', late.text)
    both = form | {"note": "A partner since 2001", "address": "The Hague", "version": newer}
    assert here.post("/organisations/OPCW/edit", data=both).status_code == 302
    db.session.expire_all()
    assert services.find_organisation("OPCW").note == "A partner since 2001"


@pytest.mark.parametrize("page", ["/organisations", "/organisations?size=200", "/people", "/organisations/RILO-CIS"])
def test_a_page_asks_the_database_the_same_number_of_times_whatever_it_shows(boss, sign_in, page):
    browser = sign_in(boss)
    with asked() as few:
        browser.get(page)
    for number in range(30):
        factories.account(f"p{number}@kz.example", "KZ")
        factories.organisation(f"KZ-{number}", rilo_id=services.find_organisation("RILO-CIS").id)
    with asked() as many:
        browser.get(page)
    assert len(many) == len(few)
