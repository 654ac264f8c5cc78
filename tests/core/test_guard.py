"""Deny by default, as a visitor meets it."""

from opsplanner.core.access import Role
from tests import factories


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")


def test_a_seat_gives_its_permissions_in_its_operation_alone(app_context):
    person = factories.seated("a@kz.example", factories.operation("OP1"), Role.MEMBER)
    factories.operation("OP2")
    actor = factories.actor(person)
    assert actor.may("results:submit", "OP1")
    assert not actor.may("results:submit", "OP2")
