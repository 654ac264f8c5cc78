"""What is shut to a Member that was only asked, and that its pages say what accepting opens."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import factories as make
from tests.participants.test_services import ask, member, planner_of

SHUT = (
    "participants",
    "participants.xlsx",
    "contacts",
    "contacts.xlsx",
    "board",
    "board.xlsx",
    "dashboard",
    "dashboard/export",
)


@pytest.mark.parametrize("page", SHUT)
def test_what_opens_after_accepting_is_said_to_who_was_only_invited(app_context: Flask, sign_in, page: str):
    planner, person = planner_of(make.operation()), member()
    ask(planner, "KZ")
    browser = sign_in(person)
    shut = browser.get(f"/operations/OP1/{page}")
    assert shut.status_code == 403
    assert "once your organisation has accepted" in shut.text
    said = "Accepting opens who takes part and how to reach them"
    assert all(said in browser.get(f"/operations/OP1/{each}").text for each in ("", "participants/KZ"))
