"""Who takes part: asked one by one and many at once, answering, withdrawing, choosing a reviewer."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.access import Actor, Role
from opsplanner.core.access import Permission as P
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.operations.models import Network, NetworkMember, Operation, OperationSeat
from opsplanner.participants import services
from opsplanner.participants.models import Participation
from opsplanner.participants.naming import entries
from tests import factories as make

CONTACT = {"function": "Head of unit", "office": "HQ", "email": "ncp@kz.example", "phone": "+7", "languages": "ru, en", "duty_hours": "9-18"}  # fmt: skip


def planner_of(operation: Operation) -> Actor:
    return make.actor(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))


def rilo() -> int:
    return make.organisation("RILO-CIS", kind=OrganisationKind.RILO, country=None).id


def member(code: str = "KZ", email: str = "") -> Account:
    make.organisation(code, rilo_id=rilo())
    return make.account(email or f"ncp@{code.lower()}.example", code)


def ask(actor: Actor, *codes: str, role: str = "") -> list[Participation]:
    return services.add_participants(actor, "OP1", [make.organisation(code).id for code in codes], role)


def roles_of(account: Account) -> set[str]:
    return set(db.session.scalars(sa.select(OperationSeat.role).where(OperationSeat.account_id == account.id)))


def test_who_is_asked_finds_the_operation_and_nobody_in_it(app_context: Flask):
    actor, person = planner_of(make.operation()), member()
    (asked,) = ask(actor, "KZ")
    assert (asked.state, asked.role) == ("invited", "member")
    assert roles_of(person) == {"invited"}
    refused = (P.BOARD_SEE, P.CONTACTS_SEE, P.PARTICIPANTS_SEE, P.DASHBOARD_SEE, P.DASHBOARD_EXPORT, P.RESULTS_SEE)
    assert not any(make.actor(person).may(each, "OP1") for each in refused)
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    assert all(make.actor(person).may(each, "OP1") for each in refused)
    services.restore(actor, "OP1", "KZ")
    assert roles_of(person) == {"invited"}


@pytest.mark.parametrize("role", ["guest", "observer"])
def test_who_is_asked_from_outside_does_not_read_the_plan_either(app_context: Flask, role: str):
    actor, person = planner_of(make.operation()), member()
    ask(actor, "KZ", role=role)
    assert make.actor(person).may(P.PARTICIPATION_ANSWER, "OP1")
    assert not any(make.actor(person).may(each, "OP1") for each in (P.PLAN_SEE, P.DASHBOARD_SEE, P.RESULTS_SUBMIT))
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    assert roles_of(person) == {role}


def test_asking_twice_adds_nobody(app_context: Flask):
    actor = planner_of(make.operation())
    member("KZ"), member("GE")
    assert len(ask(actor, "KZ")) == 1
    assert [one.organisation.code for one in ask(actor, "KZ", "GE")] == ["GE"]


def test_each_kind_of_organisation_comes_in_its_usual_role(app_context: Flask):
    actor = planner_of(make.operation())
    rilo(), member()
    make.organisation("IAEA", kind=OrganisationKind.PARTNER, country=None)
    asked = {one.organisation.code: one.role for one in ask(actor, "KZ", "IAEA", "RILO-CIS")}
    assert asked == {"KZ": "member", "IAEA": "observer", "RILO-CIS": "liaison"}


def test_the_reviewer_is_the_rilo_only_when_it_takes_part(app_context: Flask):
    actor = planner_of(make.operation())
    member("KZ"), member("GE")
    assert ask(actor, "KZ")[0].reviewer_kind == "planner"
    ask(actor, "RILO-CIS")
    (asked,) = ask(actor, "GE")
    assert (asked.reviewer_kind, asked.reviewer_id) == ("rilo", rilo())


def test_a_member_accepts_and_chooses_its_reviewer(app_context: Flask):
    person = member()
    ask(planner_of(make.operation()), "KZ")
    accepted = services.answer(make.actor(person), "OP1", "KZ", "accepted", reviewer="secretariat")
    assert (accepted.state, accepted.reviewer_kind) == ("accepted", "secretariat")
    with pytest.raises(Refusal):
        services.choose_reviewer(make.actor(person), "OP1", "KZ", "rilo")


def test_declining_and_withdrawing_need_a_reason(app_context: Flask):
    person = member()
    ask(planner_of(make.operation()), "KZ")
    with pytest.raises(Refusal):
        services.answer(make.actor(person), "OP1", "KZ", "declined")
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    with pytest.raises(Refusal):
        services.answer(make.actor(person), "OP1", "KZ", "withdrawn", reason=" ")
    assert services.answer(make.actor(person), "OP1", "KZ", "withdrawn", reason="No staff").note == "No staff"


def test_who_withdrew_keeps_its_own_data_only_until_restored(app_context: Flask):
    operation, person = make.operation(), member()
    ask(planner_of(operation), "KZ")
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    services.answer(make.actor(person), "OP1", "KZ", "withdrawn", reason="No staff")
    assert roles_of(person) == {"guest"}
    planner = make.actor(db.session.scalars(sa.select(Account).where(Account.email == "p@wco.example")).one())
    assert services.restore(planner, "OP1", "KZ", "Staff found").state == "invited"
    assert roles_of(person) == {"invited"}


@pytest.mark.parametrize(
    ("state", "then"), [("declined", "accepted"), ("withdrawn", "accepted"), ("accepted", "declined")]
)
def test_other_steps_are_refused(app_context: Flask, state: str, then: str):
    person = member()
    (asked,) = ask(planner_of(make.operation()), "KZ")
    asked.state = state
    db.session.commit()
    with pytest.raises(Refusal):
        services.answer(make.actor(person), "OP1", "KZ", then, reason="x")


def test_the_planner_answers_for_a_member_with_a_reason(app_context: Flask):
    planner = planner_of(make.operation())
    member()
    ask(planner, "KZ")
    with pytest.raises(Refusal):
        services.answer(planner, "OP1", "KZ", "accepted")
    assert services.answer(planner, "OP1", "KZ", "accepted", reason="By letter of 3 March").state == "accepted"


def test_nobody_answers_for_another_member(app_context: Flask):
    person, other = member("KZ"), member("GE")
    ask(planner_of(make.operation()), "KZ", "GE")
    with pytest.raises(Missing):
        services.answer(make.actor(other), "OP1", "KZ", "accepted")
    services.answer(make.actor(other), "OP1", "GE", "accepted")
    with pytest.raises(Forbidden):
        services.answer(make.actor(other), "OP1", "KZ", "accepted")
    with pytest.raises(Forbidden):
        services.restore(make.actor(person), "OP1", "KZ")


def test_an_observer_sees_only_its_own_participation(app_context: Flask):
    make.organisation("IAEA", kind=OrganisationKind.PARTNER, country=None)
    partner = make.account("o@iaea.example", "IAEA")
    member()
    operation = make.operation()
    ask(planner_of(operation), "KZ", "IAEA")
    actor = make.actor(partner)
    assert [one.organisation.code for one in services.roster(actor, operation)] == ["IAEA"]
    assert services.contact_list(actor, operation, {}, "en").items == []
    with pytest.raises(Missing):
        services.answer(actor, "OP1", "KZ", "accepted")


def test_only_an_unanswered_invitation_is_cancelled(app_context: Flask):
    planner = planner_of(make.operation())
    person, other = member("KZ"), member("GE")
    ask(planner, "KZ", "GE")
    services.answer(make.actor(other), "OP1", "GE", "accepted")
    services.cancel_invitation(planner, "OP1", "KZ")
    assert roles_of(person) == set()
    with pytest.raises(Refusal):
        services.cancel_invitation(planner, "OP1", "GE")


def test_contacts_are_seen_by_all_participants(app_context: Flask):
    person, other = member("KZ"), member("GE")
    operation = make.operation()
    ask(planner_of(operation), "KZ", "GE")
    services.save_contacts(make.actor(person), "OP1", "KZ", [CONTACT, {**CONTACT, "function": "Deputy"}])
    assert services.contact_list(make.actor(other), operation, {}, "en").items == []
    services.answer(make.actor(other), "OP1", "GE", "accepted")
    page = services.contact_list(make.actor(other), operation, {"q": "head"}, "en")
    assert [(one.position, one.email) for one in page.items] == [(1, "ncp@kz.example")]
    with pytest.raises(Forbidden):
        services.save_contacts(make.actor(other), "OP1", "KZ", [])


def test_a_pasted_list_is_understood_entry_by_entry(app_context: Flask):
    operation = make.operation()
    planner = planner_of(operation)
    make.organisation("KZ", name=Text.of("Kazakhstan", fr="Kazakhstan"))
    make.organisation("CI", name=Text.of("Côte d'Ivoire", fr="Côte d’Ivoire"))
    make.organisation("GE", name=Text.of("Georgia", fr="Géorgie"))
    ask(planner, "GE")
    preview = services.from_names(operation, entries("KZ\nKAZ; Cote d'ivoire\tGeorgie, Kazahkstan\nMiddle Earth"))
    assert [one.code for one in preview.new] == ["KZ", "CI"]
    assert [one.code for one in preview.already] == ["GE"]
    assert [(one.entry, one.suggestion and one.suggestion.code) for one in preview.unknown] == [
        ("Kazahkstan", "KZ"),
        ("Middle Earth", None),
    ]


def test_a_short_code_in_small_letters_may_be_a_word(app_context: Flask):
    operation = make.operation()
    for code, name in (("DE", "Germany"), ("NO", "Norway"), ("IN", "India")):
        make.organisation(code, name=Text.of(name))
    mixed = services.from_names(operation, entries("Germany, no, in"))
    assert [one.code for one in mixed.new] == ["DE"]
    assert [(one.entry, one.suggestion and one.suggestion.code) for one in mixed.unknown] == [
        ("no", "NO"),
        ("in", "IN"),
    ]
    assert [one.code for one in services.from_names(operation, entries("de, no")).new] == ["DE", "NO"]


def test_a_network_brings_its_members_of_the_day(app_context: Flask):
    operation = make.operation()
    network = make.stored(Network(code="IREN", name=Text.of("IREN"), note=Text.of()))
    for code, until in (("KZ", None), ("GE", operation.starts_on.replace(year=2020))):
        make.stored(NetworkMember(network_id=network.id, organisation_id=make.organisation(code).id, until=until))
    assert [one.code for one in services.from_network(operation, "IREN").new] == ["KZ"]


def test_a_region_brings_its_customs_administrations(app_context: Flask):
    make.organisation("KZ", wco_region="EUR"), make.organisation("GE", wco_region="AP")
    make.organisation("RILO-CIS", kind=OrganisationKind.RILO, country=None, wco_region="EUR")
    assert [one.code for one in services.from_region(make.operation(), "EUR").new] == ["KZ"]


def test_the_tally_counts_by_state(app_context: Flask):
    operation = make.operation()
    person = member("KZ")
    member("GE")
    ask(planner_of(operation), "KZ", "GE")
    services.answer(make.actor(person), "OP1", "KZ", "accepted")
    counted = services.tally(operation)
    assert (counted.invited, counted.accepted, counted.total) == (1, 1, 2)


def test_where_an_organisation_takes_part_is_told_to_those_who_may_see_the_participants(app_context: Flask, sign_in):
    operation = make.operation()
    actor = planner_of(operation)
    kazakhstan, georgia = member("KZ"), member("GE")
    stranger = make.seated("x@fr.example", make.operation("OP2"), Role.MEMBER, "FR")
    observer = make.seated("o@iaea.example", operation, Role.OBSERVER, "IAEA")
    ask(actor, "KZ", "GE")
    shown = 'href="/operations/OP1/"'
    assert shown not in sign_in(georgia).get("/organisations/KZ").text
    services.answer(make.actor(georgia), "OP1", "GE", "accepted")
    assert all(shown in sign_in(one).get("/organisations/KZ").text for one in (kazakhstan, georgia))
    assert all(shown not in sign_in(one).get("/organisations/KZ").text for one in (stranger, observer))


def test_whom_the_secretariat_invites_finds_what_its_member_was_asked_before(app_context: Flask, sign_in):
    planner = planner_of(make.operation())
    ask(planner, "KZ"), make.operation("OP2")
    boss = make.account("boss@wco.example", "WCO", Role.SECRETARIAT)
    form = {
        "email": "first@kz.example", "name": "", "function": "", "organisation": str(make.organisation("KZ").id),
        "language": "en", "way": "link",
    }  # fmt: skip
    sign_in(boss).post("/people/invite", data=form)
    newcomer = db.session.scalars(sa.select(Account).where(Account.email == "first@kz.example")).one()
    (held,) = db.session.scalars(sa.select(OperationSeat).where(OperationSeat.account_id == newcomer.id))
    assert (held.operation.code, held.role, held.organisation.code) == ("OP1", "invited", "KZ")


def test_whom_the_secretariat_invites_comes_in_the_role_that_is_left(app_context: Flask):
    planner = planner_of(make.operation())
    ask(planner, "KZ")
    services.answer(planner, "OP1", "KZ", "declined", reason="Said by telephone.")
    newcomer = make.account("first@kz.example", "KZ")
    services.seat_newcomer(make.actor(make.account("boss@wco.example", "WCO", Role.SECRETARIAT)), newcomer)
    assert roles_of(newcomer) == {"guest"}


def test_whom_a_colleague_invites_opens_only_the_operations_chosen(app_context: Flask):
    planner, colleague = planner_of(make.operation()), member()
    ask(planner, "KZ")
    newcomer = make.account("new@kz.example", "KZ")
    services.seat_newcomer(make.actor(colleague), newcomer)
    assert roles_of(newcomer) == set()
