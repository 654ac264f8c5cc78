"""The people of a participation: who may open the operation, and whose link is not used yet."""

from __future__ import annotations

import re

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


def test_who_has_joined_is_offered_as_the_contact_point_in_one_step(app_context: Flask, sign_in):
    operation = make.operation()
    home = make.organisation("KZ").id
    joined = make.account("ncp@kz.example", "KZ", password="set", function="Head of unit", phone="+7 1")
    planner = make.actor(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))
    services.add_participants(planner, "OP1", [home], "member")
    services.answer(make.actor(joined), "OP1", "KZ", "accepted")
    member = sign_in(joined)
    assert "Name your contact point" in member.get("/").text
    address = "/operations/OP1/participants/KZ/contacts"
    page = member.get(address).text
    assert "Your own function and address are filled in" in page
    filled = dict(re.findall(r'name="(contacts-0-\w+)"[^>]*? value="([^"]*)"', page))
    assert (filled["contacts-0-function"], filled["contacts-0-email"]) == ("Head of unit", "ncp@kz.example")
    del filled["contacts-0-remove"]  # a box that is not ticked
    version = re.findall(r'name="version"[^>]* value="([^"]*)"', page)
    saved = member.post(address, data={**filled, "version": version[0]})
    assert saved.status_code == 302
    assert "Head of unit" in member.get("/operations/OP1/contacts").text
    assert "Your own function" not in member.get(address).text
