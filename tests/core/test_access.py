"""The table of roles says what product.md says, and the guard asks it on every request."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import ROLE_PERMISSIONS, Actor, Permission, Role, Seat, system_actor
from tests import factories

P = Permission


def seated(role: Role) -> Actor:
    return Actor(1, "A", seats=(Seat(role, 10, 100, "OP1"),))


def test_every_permission_is_resource_and_action():
    assert all(len(permission.split(":")) == 2 for permission in Permission)


def test_the_secretariat_may_do_everything():
    assert all(system_actor("command line").may(permission, "OP1") for permission in Permission)


def test_a_seat_is_good_in_its_operation_alone():
    actor = seated(Role.MEMBER)
    assert actor.may(P.RESULTS_SUBMIT, "OP1")
    assert not actor.may(P.RESULTS_SUBMIT, "OP2")


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (Role.OBSERVER, P.DASHBOARD_SEE, True),
        (Role.OBSERVER, P.RESULTS_SEE, False),
        (Role.OBSERVER, P.RESULTS_SUBMIT, False),
        (Role.OBSERVER, P.CONTACTS_SEE, False),
        (Role.GUEST, P.RESULTS_SUBMIT, True),
        (Role.GUEST, P.CONTACTS_SEE, False),
        (Role.MEMBER, P.RESULTS_SUBMIT, True),
        (Role.MEMBER, P.CONTACTS_SEE, True),
        (Role.MEMBER, P.PLAN_EDIT, False),
        (Role.MEMBER, P.RESULTS_REVIEW, False),
        (Role.LIAISON, P.RESULTS_REVIEW, True),
        (Role.LIAISON, P.PLAN_EDIT, False),
        (Role.PLANNER, P.PLAN_EDIT, True),
        (Role.PLANNER, P.PEOPLE_MANAGE, False),
        (Role.PLANNER, P.AUDIT_SEE, False),
    ],
)
def test_a_role_may_what_the_product_says(role: Role, permission: Permission, allowed: bool):
    assert seated(role).may(permission, "OP1") is allowed


def test_nobody_but_the_secretariat_runs_the_platform():
    platform = {P.PEOPLE_MANAGE, P.OUTBOX_SEE, P.AUDIT_SEE, P.ORGANISATIONS_EDIT}
    for role, permissions in ROLE_PERMISSIONS.items():
        assert role is Role.SECRETARIAT or not permissions & platform


def test_an_actor_speaks_for_the_organisations_of_its_seats():
    actor = Actor(1, "A", seats=(Seat(Role.MEMBER, 10, 100, "OP1"), Seat(Role.PLANNER, 11, 100, "OP1")))
    assert actor.organisations_in("OP1") == {10, 11}
    assert actor.organisations_in("OP1", Role.MEMBER) == {10}
    assert actor.organisations_in("OP2") == frozenset()


def test_a_view_that_forgot_its_mark_is_closed_to_everyone(
    app_context: Flask, sign_in, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app_context.view_functions, "core.healthz", lambda: "open")
    secretariat = sign_in(factories.account("s@ops.example", "WCO", Role.SECRETARIAT))
    assert secretariat.get("/healthz").status_code == 403


def test_an_outsiders_operation_is_not_there(app_context: Flask, sign_in):
    inside = factories.seated("a@kz.example", factories.operation("OP1"), Role.MEMBER)
    factories.operation("OP2")
    visitor = sign_in(inside)
    assert visitor.get("/operations/OP1/").status_code == 200
    for code in ("OP2", "OP3"):
        assert visitor.get(f"/operations/{code}/").status_code == 404


def test_a_disabled_person_is_out_at_once(app_context: Flask, sign_in):
    person = factories.account("s@ops.example", "WCO", Role.SECRETARIAT)
    visitor = sign_in(person)
    assert visitor.get("/").status_code == 200
    person.active = False
    factories.stored(person)
    assert visitor.get("/").status_code == 302


def test_a_stranger_who_posts_is_asked_to_sign_in(client: FlaskClient):
    assert client.post("/operations/OP1/").status_code in {401, 405}


def test_a_stranger_is_sent_to_sign_in_and_back(client: FlaskClient):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")
