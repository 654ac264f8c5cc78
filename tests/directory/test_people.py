"""Who sees whom, who invites whom, and what the secretariat does with accounts."""

from __future__ import annotations

import re
import unicodedata

import pytest
import sqlalchemy as sa
from flask_security import hash_password, verify_password

from opsplanner.core import audit
from opsplanner.core.access import Role, system_actor
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory import services
from opsplanner.directory.forms import choices
from opsplanner.directory.models import Account
from opsplanner.directory.services import PersonValues, lists
from opsplanner.operations.models import OperationSeat
from tests import factories

SECRETARIAT = system_actor("tests")


@pytest.fixture
def boss(app_context):
    return factories.account("boss@wco.example", "WCO", Role.SECRETARIAT, password=hash_password("a good long one"))


@pytest.fixture
def contact(app_context):
    """A Member's contact point, with an office beneath the Member and a neighbour next to it."""
    person = factories.seated("a@kz.example", factories.operation("OP1"), Role.MEMBER)
    factories.organisation("KZ-PORT", parent_id=factories.organisation("KZ").id)
    factories.account("port@kz.example", "KZ-PORT")
    factories.account("n@ge.example", "GE")
    return person


def addresses(person):
    return {found.email for found in lists.people(factories.actor(person), {}).items}


def values(email="new@kz.example", code="KZ"):
    return PersonValues(email, factories.organisation(code).id)


def test_a_member_sees_its_own_people_and_those_of_its_offices(contact):
    assert addresses(contact) == {"a@kz.example", "port@kz.example"}


def test_an_office_does_not_see_the_people_above_it(contact):
    port = db.session.scalar(sa.select(Account).where(Account.email == "port@kz.example"))
    assert addresses(port) == {"port@kz.example"}


def test_the_secretariat_sees_everybody(boss, contact):
    assert len(addresses(boss)) == 4


def test_a_neighbour_is_not_found(contact, sign_in):
    neighbour = db.session.scalar(sa.select(Account.id).where(Account.email == "n@ge.example"))
    assert sign_in(contact).get(f"/people/{neighbour}").status_code == 404


@pytest.mark.parametrize("act", ["disable", "enable", "edit", "roles"])
def test_only_the_secretariat_manages_accounts(contact, sign_in, act):
    port = db.session.scalar(sa.select(Account.id).where(Account.email == "port@kz.example"))
    assert sign_in(contact).post(f"/people/{port}/{act}").status_code == 403


def test_a_contact_point_invites_for_its_own_offices_only(contact):
    actor = factories.actor(contact)
    services.invite(actor, values("x@kz.example", "KZ-PORT"), by_mail=False)
    with pytest.raises(Forbidden):
        services.invite(actor, values("x@ge.example", "GE"), by_mail=False)


def test_who_holds_no_seat_invites_nobody(contact, sign_in):
    port = db.session.scalar(sa.select(Account).where(Account.email == "port@kz.example"))
    with pytest.raises(Forbidden):
        services.invite(factories.actor(port), values("x@kz.example", "KZ-PORT"), by_mail=False)
    assert sign_in(port).get("/people/invite").status_code == 403


def test_inviting_a_known_address_says_nothing_of_whose_it_is(contact):
    with pytest.raises(Refusal, match="cannot be invited"):
        services.invite(factories.actor(contact), values("n@ge.example"), by_mail=False)


def test_a_colleague_is_invited_into_the_operation_on_the_page(contact, sign_in):
    browser = sign_in(contact)
    form = {
        "email": "new@kz.example", "name": "", "function": "", "organisation": str(contact.organisation_id),
        "operations": "OP1", "language": "en", "way": "link",
    }  # fmt: skip
    page = browser.post("/people/invite", data=form, follow_redirects=True)
    assert "/join/" in page.text
    assert "/join/" not in browser.get(page.request.path).text
    seat = db.session.scalar(sa.select(OperationSeat).join(Account).where(Account.email == "new@kz.example"))
    assert (seat.role, seat.organisation_id) == (Role.MEMBER, contact.organisation_id)


def test_a_colleague_cannot_take_over_somebody_who_signs_in(contact):
    other = factories.account("b@kz.example", password="x")
    with pytest.raises(Forbidden):
        services.renew_link(factories.actor(contact), other.id, by_mail=False)


def test_disabling_ends_the_stay_at_once_and_enabling_does_not_bring_it_back(boss, contact, sign_in):
    browser = sign_in(contact)
    services.disable(factories.actor(boss), contact.id)
    assert browser.get("/profile").status_code == 302
    services.enable(factories.actor(boss), contact.id)
    assert browser.get("/profile").status_code == 302


def test_a_change_of_platform_roles_ends_every_stay(boss, contact, sign_in):
    browser = sign_in(contact)
    services.change_roles(factories.actor(boss), contact.id, {Role.OPENER})
    assert browser.get("/profile").status_code == 302
    assert factories.actor(contact).may("operations:open")


def test_the_last_secretariat_can_neither_leave_nor_be_disabled(boss):
    with pytest.raises(Refusal, match="last"):
        services.change_roles(SECRETARIAT, boss.id, set())
    with pytest.raises(Refusal, match="last"):
        services.disable(SECRETARIAT, boss.id)
    with pytest.raises(Refusal, match="yourself"):
        services.disable(factories.actor(boss), boss.id)


def test_each_act_leaves_an_audit_entry(boss, contact):
    services.disable(factories.actor(boss), contact.id)
    entry = db.session.scalar(sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(1))
    assert (entry.action, entry.actor_id, entry.subject) == ("person:disable", boss.id, "a@kz.example")


def test_searching_people_forgets_accents(boss):
    services.invite(SECRETARIAT, PersonValues("e@fr.example", factories.organisation("FR").id, name="Éloïse"), False)
    assert [p.email for p in lists.people(factories.actor(boss), {"q": "eloise"}).items] == ["e@fr.example"]


@pytest.mark.parametrize("address", ["", "no", "a@b", "a b@c.example", "a@@c.example"])
def test_what_is_no_address_is_refused(app_context, address):
    with pytest.raises(Refusal, match="e-mail address"):
        services.invite(SECRETARIAT, values(address), by_mail=False)


def test_nobody_is_found_outside_the_scope(contact):
    with pytest.raises(Missing):
        services.find_person(factories.actor(contact), 10_000)


def test_a_pass_phrase_is_changed_by_who_knows_it_and_other_browsers_are_out(boss, sign_in):
    here, there = sign_in(boss), sign_in(boss)
    form = {"present": "a good long one", "pass_phrase": "another good long one", "again": "another good long one"}
    assert here.post("/profile/pass-phrase", data=form | {"present": "wrong"}).status_code == 422
    assert here.post("/profile/pass-phrase", data=form).status_code == 302
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302
    db.session.refresh(boss)
    assert verify_password("another good long one", boss.password)


def test_an_accent_of_a_pass_phrase_is_the_same_however_it_is_typed(boss, sign_in, app):
    wanted = "été à l’océan, déjà vu"
    form = {"present": "a good long one", "pass_phrase": wanted, "again": wanted}
    assert sign_in(boss).post("/profile/pass-phrase", data=form).status_code == 302
    for typed in (wanted, unicodedata.normalize("NFD", wanted)):
        answer = app.test_client().post("/sign-in", data={"email": boss.email, "password": typed})
        assert answer.status_code == 302


@pytest.mark.parametrize("page", ["/sign-in", "/verify", "/profile/pass-phrase"])
def test_an_endless_pass_phrase_is_only_a_wrong_one(boss, sign_in, client, page):
    browser = client if page == "/sign-in" else sign_in(boss)
    endless = dict.fromkeys(("password", "present", "pass_phrase", "again"), "9" * 5000)
    for email in (boss.email, "nobody@kz.example", "9" * 5000):
        assert browser.post(page, data={"email": email, **endless}).status_code in (200, 422)
    assert browser.post(page).status_code in (200, 422)


def test_the_profile_sets_language_and_zone_of_the_reader(boss, sign_in):
    browser = sign_in(boss)
    form = {"name": "Zoé", "function": "Head", "phone": "", "language": "fr", "time_zone": "Europe/Brussels"}
    browser.post("/profile", data=form)
    assert '<html lang="fr"' in browser.get("/profile").text


def test_the_look_is_kept_with_the_person_and_in_the_browser(boss, sign_in):
    browser = sign_in(boss)
    answer = browser.post("/profile/display", data={"theme": "dark", "density": "compact"})
    assert "theme=dark" in "".join(answer.headers.getlist("Set-Cookie"))
    assert 'data-theme="dark" data-density="compact"' in browser.get("/profile").text


def test_signing_out_elsewhere_leaves_this_browser(boss, sign_in):
    here, there = sign_in(boss), sign_in(boss)
    here.post("/profile/sign-out-elsewhere")
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302


def test_the_header_tells_the_profile_and_another_browser_has_it(boss, client, sign_in):
    here = sign_in(boss)
    here.set_cookie("theme", "light")
    assert 'data-remember="/profile/display"' in here.get("/profile").text
    said = {"theme": "dark", "density": "compact"}
    assert here.post("/profile/display", data=said, headers={"X-Requested-With": "fetch"}).status_code == 204
    client.set_cookie("theme", "light")
    answer = client.post("/sign-in", data={"email": boss.email, "password": "a good long one"})
    assert "theme=dark" in "".join(answer.headers.getlist("Set-Cookie"))


def test_a_look_that_is_there_already_leaves_no_entry(boss, sign_in):
    browser = sign_in(boss)
    for _time in range(2):
        browser.post("/profile/display", data={"theme": "dark", "density": "compact"})
    entries = sa.select(AuditEntry).where(AuditEntry.action == "profile:display")
    assert len(db.session.scalars(entries).all()) == 1


def test_two_who_edit_a_person_are_told_and_nothing_typed_is_lost(boss, contact, sign_in):
    browser = sign_in(boss)
    place = f"/people/{contact.id}/edit"
    [version] = re.findall('name="version"[^>]*value="(.+?)"', browser.get(place + "?lang=en").text)
    form = {"organisation": contact.organisation_id, "language": "en", "version": version}
    assert browser.post(place, data=form | {"name": "First", "function": "Head"}).status_code == 302
    late = browser.post(place, data=form | {"name": "Second", "function": "Deputy"})
    assert late.status_code == 409
    assert all(word in late.text for word in ("First", "Head", "Second", "Deputy"))
    db.session.expire_all()
    assert services.find_person(SECRETARIAT, contact.id).name == "First"


def test_a_persons_page_lists_the_links_that_were_made(boss, contact, sign_in):
    browser = sign_in(boss)
    browser.post(f"/people/{contact.id}/link", data={"way": "link"})
    assert "/join/" in browser.get(f"/people/{contact.id}").text
    assert "OpsPlanner" in browser.get(f"/people/{contact.id}").text


def test_a_link_passes_through_no_other_hands_than_the_inviters(contact, boss):
    actor, secretariat = factories.actor(contact), factories.actor(boss)
    mine, _link = services.invite(actor, values("mine@kz.example", "KZ"), by_mail=False)
    theirs, _link = services.invite(secretariat, values("theirs@kz.example", "KZ"), by_mail=False)
    services.renew_link(actor, mine.id, by_mail=False)
    services.renew_link(actor, theirs.id, by_mail=True)
    with pytest.raises(Forbidden, match="by mail"):
        services.renew_link(actor, theirs.id, by_mail=False)
    with pytest.raises(Forbidden, match="by mail"):
        services.enrol(actor, values("theirs@kz.example", "KZ"), by_mail=False)


def test_nobody_becomes_the_secretariat_by_a_link_of_its_newcomer(contact):
    newcomer = factories.account("newcomer@kz.example", "KZ", Role.SECRETARIAT)
    with pytest.raises(Forbidden, match="by mail"):
        services.renew_link(factories.actor(contact), newcomer.id, by_mail=False)


def test_zones_stand_once_by_their_name_of_today(app_context):
    offered = [zone for zone, _words in choices.time_zones()]
    assert {"UTC", "Asia/Kolkata", "Europe/Kyiv", "Asia/Almaty"} <= set(offered)
    assert not {"Asia/Calcutta", "Europe/Kiev"} & set(offered)
    assert len(offered) == len(set(offered))


def test_a_retired_name_stays_for_who_has_it(app_context, sign_in):
    person = factories.account("old@example.org", time_zone="Asia/Calcutta")
    page = sign_in(person).get("/profile").text
    assert '<option selected value="Asia/Calcutta">' in page


def test_of_two_who_change_roles_at_once_the_second_is_refused_and_told_how_they_stand(app_context, sign_in):
    boss = sign_in(factories.account("boss@wco.example", "WCO", Role.SECRETARIAT))
    person = factories.account("a@wco.example", "WCO")
    address = f"/people/{person.id}/roles"
    assert 'name="shown" type="hidden" value="-"' in boss.get(address).text
    assert boss.post(address, data={"roles": ["opener"], "shown": "-"}).status_code == 302
    late = boss.post(address, data={"roles": ["secretariat"], "shown": "-"})
    assert late.status_code == 422
    assert "Somebody else changed these roles meanwhile" in late.text
    assert 'value="opener"' in late.text
    assert [role.name for role in db.session.get_one(Account, person.id).roles] == ["opener"]
    assert boss.post(address, data={"roles": ["secretariat"], "shown": "opener"}).status_code == 302
