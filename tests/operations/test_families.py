"""Families of operations: what follows what, two side by side as far as the reader may see them, and one copied from another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.operations import services
from opsplanner.operations.models import Operation
from opsplanner.operations.sections import SECTIONS
from opsplanner.operations.services import Copying, Opening
from opsplanner.participants.models import Participation
from opsplanner.participants.services import add_participants, ask_again
from opsplanner.results.services import copy_template, publish_template
from tests import factories as make
from tests.operations.test_sections import WRITTEN

SignIn = Callable[[Account], FlaskClient]
NEXT = date(2027, 3, 4)


@pytest.fixture
def secretariat(app_context: Flask) -> Account:
    return make.account("s@wco.example", "WCO", Role.SECRETARIAT)


@pytest.fixture
def first(secretariat: Account) -> Operation:
    """An operation with something in every section of its plan."""
    actor = make.actor(secretariat)
    opening = Opening(
        "ONE",
        Text.of("Operation One", fr="Opération Un"),
        "strategic",
        date(2026, 3, 3),
        date(2026, 4, 2),
        "Europe/Brussels",
    )
    made = services.open_operation(actor, opening, publish_template)
    for key, values in WRITTEN.items():
        services.edit_section(actor, "ONE", key, values, publish_template)
    return made


def copy(person: Account, **changes: Any) -> Operation:
    usual = {"source": "ONE", "code": "TWO", "name": Text.of("Operation Two", fr="Opération Deux"), "starts_on": NEXT}
    return services.copy_operation(make.actor(person), Copying(**{**usual, **changes}), copy_template, ask_again)


def roster(operation: Operation) -> list[tuple[str, str, str]]:
    found = sa.select(Participation).where(Participation.operation_id == operation.id)
    return [(each.organisation.code, each.state, each.role) for each in db.session.scalars(found)]


def moved(value: Any, by: timedelta) -> Any:
    """The same values with every day so much later."""
    if isinstance(value, dict):
        return {name: moved(each, by) for name, each in value.items()}
    if isinstance(value, list):
        return [moved(each, by) for each in value]
    return value + by if isinstance(value, date) else value


def test_a_copy_says_the_same_that_much_later(first: Operation, secretariat: Account):
    made = copy(secretariat)
    by = NEXT - first.starts_on
    for key in SECTIONS.keys() - {"identity", "money"}:
        assert SECTIONS[key].read(made) == moved(SECTIONS[key].read(first), by), key
    assert (made.code, made.name.to("fr"), made.follows_id) == ("TWO", "Opération Deux", first.id)
    assert (made.currency, made.rates, made.note.all()) == (first.currency, [], ())
    assert (made.phase, made.lead_id, made.preset) == ("planning", first.lead_id, first.preset)


def test_what_is_due_stays_due_at_the_same_hour_by_the_clocks(first: Operation, secretariat: Account):
    actor = make.actor(secretariat)
    services.add_rehearsal(actor, "ONE")
    made = copy(secretariat, starts_on=date(2026, 12, 1))
    assert [period.kind for period in made.periods].count("rehearsal") == 0
    assert len(made.periods) == len(first.periods) - 1
    hours = {period.due_at.astimezone(UTC).hour for period in made.periods}
    assert hours == {11}  # noon in Brussels in winter


def test_the_template_comes_along_as_a_first_version(first: Operation, secretariat: Account):
    made = copy(secretariat)
    assert made.template is not None
    assert (made.template.number, made.template.key) == (1, "TWO")
    assert first.template is not None
    keys = [[field["key"] for field in each.template.definition["fields"]] for each in (first, made)]
    assert keys[0] == keys[1]


def test_participants_come_only_when_asked_for_and_only_those_who_took_part(first: Operation, secretariat: Account):
    ids = [make.organisation(code).id for code in ("KZ", "GE")]
    asked = add_participants(make.actor(secretariat), "ONE", ids, Role.MEMBER)
    asked[0].state = "accepted"
    db.session.commit()
    assert roster(copy(secretariat)) == []
    assert roster(copy(secretariat, code="THREE", with_participants=True)) == [("GE", "invited", "member")]


def test_only_who_opens_operations_and_reads_the_plan_copies_it(first: Operation, secretariat: Account):
    opener = make.account("o@wco.example", "WCO", Role.OPENER)
    with pytest.raises(Missing):
        copy(opener)
    make.seated("m@kz.example", first, Role.MEMBER)
    with pytest.raises(Forbidden):
        copy(db.session.scalars(sa.select(Account).where(Account.email == "m@kz.example")).one())
    copy(secretariat)
    with pytest.raises(Refusal, match="already an operation"):
        copy(secretariat)


def test_who_copies_becomes_planner(first: Operation, secretariat: Account):
    opener = make.account("o@wco.example", "WCO", Role.OPENER)
    make.stored(services.seat(make.actor(secretariat), first, opener, Role.MEMBER, opener.organisation_id))
    copy(opener, with_participants=True)
    assert make.actor(opener).roles_in("TWO") == {Role.PLANNER}


def test_the_form_copies_and_says_what_is_wrong(first: Operation, secretariat: Account, sign_in: SignIn):
    browser = sign_in(secretariat)
    page = browser.post("/operations/ONE/copy", data={"code": "two", "starts_on": "2027-02-31"})
    assert page.status_code == 422
    assert "capital letters" in page.text
    said = {"code": "TWO", "name-en": "Two", "name-fr": "Deux", "starts_on": "2027-03-04", "continues": "y"}
    assert browser.post("/operations/ONE/copy", data=said).location == "/operations/TWO/"
    page = browser.get("/operations/TWO/")
    assert "/operations/TWO/family" in page.text


def test_a_family_has_those_the_reader_knows_of(first: Operation, secretariat: Account):
    copy(secretariat)
    copy(secretariat, source="TWO", code="THREE", starts_on=date(2028, 3, 4))
    copy(secretariat, code="APART", continues=False)
    member = make.actor(make.seated("m@kz.example", first, Role.MEMBER))
    for operation in (first, services.find(make.actor(secretariat), "THREE")):
        found = services.family_of(make.actor(secretariat), operation)
        assert [each.code for each in found] == ["ONE", "TWO", "THREE"]
    assert [each.code for each in services.family_of(member, first)] == ["ONE"]


def test_nothing_follows_what_follows_it(first: Operation, secretariat: Account, sign_in: SignIn):
    made = copy(secretariat)
    page = sign_in(secretariat).get("/operations/ONE/plan/identity").text
    assert f'<option value="{made.id}"' not in page
    values = SECTIONS["identity"].read(first)
    with pytest.raises(Refusal):
        services.edit_section(
            make.actor(secretariat), "ONE", "identity", {**values, "follows_id": made.id}, publish_template
        )


def test_two_plans_stand_side_by_side(first: Operation, secretariat: Account, sign_in: SignIn):
    made = copy(secretariat)
    media = {"media": {"en": "Nothing until June.", "fr": ""}}
    services.edit_section(make.actor(secretariat), "TWO", "media", media, publish_template)
    page = sign_in(secretariat).get("/operations/TWO/family").text
    chapter = re.search(r'id="chapter-media".*?</section>', page, re.DOTALL)
    assert chapter is not None
    assert "Nothing until June." in chapter[0]
    assert "alike" not in chapter[0]
    assert re.search(r'id="chapter-evaluation">[^<]*</h3><span[^>]*>alike', page)
    guest = make.seated("g@bg.example", made, Role.GUEST, "BG")
    make.stored(services.seat(make.actor(secretariat), first, guest, Role.GUEST, guest.organisation_id))
    page = sign_in(guest).get("/operations/TWO/family").text
    assert "Operation One" in page
    assert "chapter-media" not in page


def test_figures_stand_side_by_side_with_their_targets(first: Operation, secretariat: Account, sign_in: SignIn):
    copy(secretariat)
    aim = {"text": {"en": "Find", "fr": "Trouver"}, "measure": "seizures", "target": Decimal(12)}
    services.edit_section(make.actor(secretariat), "TWO", "objectives", {"objectives": [aim]}, publish_template)
    page = sign_in(secretariat).get("/operations/ONE/family").text
    assert page.count("As of ") >= 2
    row = re.search(r"<summary>Seizures</summary>.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert "target 12" in row[0]


def test_a_version_from_before_families_has_not_changed(first: Operation, secretariat: Account):
    actor = make.actor(secretariat)
    version = services.approve_plan(actor, "ONE", lambda _actor, _operation: [], {}, "")
    identity = {name: value for name, value in version.sections["identity"].items() if name != "follows_id"}
    version.sections = {**version.sections, "identity": identity}
    db.session.commit()
    assert not services.differs(version, services.plan_of(services.find(actor, "ONE")))
