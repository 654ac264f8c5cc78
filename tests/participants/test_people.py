"""The people of a participation: who may open the operation, and whose link is not used yet."""

from __future__ import annotations

from flask import Flask

from opsplanner.core.access import Role
from opsplanner.participants import services
from tests import factories as make


def test_whose_link_is_not_used_yet_is_told_apart_from_who_signs_in(app_context: Flask, sign_in):
    operation = make.operation()
    for code, password in (("KZ", None), ("GE", "set")):
        make.organisation(code)
        make.account(f"ncp@{code.lower()}.example", code, password=password)
    person = make.seated("p@wco.example", operation, Role.PLANNER, "WCO")
    home = [make.organisation(code).id for code in ("KZ", "GE")]
    services.add_participants(make.actor(person), "OP1", home, "member")
    planner = sign_in(person)
    said = [
        "invited, link not used yet" in planner.get(f"/operations/OP1/participants/{code}").text
        for code in ("KZ", "GE")
    ]
    assert said == [True, False]
