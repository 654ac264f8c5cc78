"""Bugs by which a liaison office that has not accepted would serve Members all the same."""

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
        "people of an office that was only asked sit as its liaison",
        "participants/services/answering.py",
        "Role.INVITED if role is Role.LIAISON and participation.state == S.INVITED else role",
        "role",
        "tests/participants/test_offices.py::test_an_office_that_has_not_accepted_serves_nobody",
    ),
]
