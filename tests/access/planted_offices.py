"""Bugs by which who has not accepted would take part all the same."""

from __future__ import annotations

from tests.access.planting import Bug

OFFICES = [
    Bug(
        "an office reviews before it has accepted",
        "core/access.py",
        "    Role.INVITED: frozenset(_INVITED),",
        "    Role.INVITED: frozenset(_LIAISON),",
        "invited",
        "ROLE_PERMISSIONS",
    ),
    Bug(
        "a Member meets the others before it has accepted",
        "participants/roles.py",
        "    Role.MEMBER: Role.INVITED,",
        "    Role.MEMBER: Role.MEMBER,",
        "tests/participants/test_services.py::test_who_is_asked_finds_the_operation_and_nobody_in_it",
    ),
    Bug(
        "people of an office that was only asked sit as its liaison",
        "participants/roles.py",
        "role if participation.state == ParticipationState.ACCEPTED else ROLES_ASKED[role]",
        "role",
        "tests/participants/test_offices.py::test_an_office_that_has_not_accepted_serves_nobody",
    ),
]
