"""A liaison office serves Members from its acceptance until it is out."""

from __future__ import annotations

import pytest
from flask import Flask

from opsplanner.core.access import Permission, Role
from opsplanner.directory.models import Account
from opsplanner.directory.services import PersonValues
from opsplanner.participants import services
from tests import factories as make
from tests.participants.test_services import ask, planner_of, rilo, roles_of


def officer() -> Account:
    rilo()
    return make.account("officer@rilo.example", "RILO-CIS")


def test_an_office_that_has_not_accepted_serves_nobody(app_context: Flask):
    planner, person = planner_of(make.operation()), officer()
    ask(planner, "RILO-CIS")
    assert roles_of(person) == {"invited"}
    actor = make.actor(person)
    assert actor.may(Permission.PLAN_SEE, "OP1")
    assert actor.may(Permission.PARTICIPATION_ANSWER, "OP1")
    refused = (Permission.RESULTS_SEE, Permission.RESULTS_REVIEW, Permission.BOARD_SEE, Permission.CONTACTS_SEE)
    assert not any(actor.may(each, "OP1") for each in refused)
    services.answer(actor, "OP1", "RILO-CIS", "accepted")
    assert roles_of(person) == {"liaison"}
    services.restore(planner, "OP1", "RILO-CIS")
    assert roles_of(person) == {"invited"}


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_an_office_that_is_out_only_observes(app_context: Flask, state: str):
    planner, person = planner_of(make.operation()), officer()
    ask(planner, "RILO-CIS")
    if state == "withdrawn":
        services.answer(planner, "OP1", "RILO-CIS", "accepted", reason="By letter.")
    services.answer(planner, "OP1", "RILO-CIS", state, reason="No staff.")
    assert roles_of(person) == {"observer"}


def test_whoever_comes_later_to_an_invited_office_serves_nobody_either(app_context: Flask):
    planner = planner_of(make.operation())
    values = PersonValues("new@rilo.example", rilo(), "", "", "en")
    account, _link = services.invite_into(planner, "OP1", values, Role.LIAISON, by_mail=False)
    assert roles_of(account) == {"invited"}
    again, _link = services.invite_into(planner, "OP1", values, Role.LIAISON, by_mail=False)
    assert roles_of(again) == {"invited"}
    other = make.account("other@rilo.example", "RILO-CIS")
    services.admit(planner, "OP1", "RILO-CIS", other.id)
    assert roles_of(other) == {"invited"}
