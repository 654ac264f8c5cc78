"""The confirm page hides nothing for good, names no empty category, and offers no form where nothing can be sent."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from opsplanner.results import confirming
from tests.results.posting import BASE, confirm, newest, post_sheet
from tests.results.sending import send_rows
from tests.results.test_sent_back import sent_back
from tests.results.world import World, row


def many(count: int, **changes: str) -> list[dict[str, str]]:
    return [row(national_ref=f"KZ-{number:03d}", **changes) for number in range(count)]


def test_cases_that_are_not_in_the_sheet_are_all_there_to_be_ticked(world: World, kz: FlaskClient) -> None:
    send_rows(world, *many(60))
    page = post_sheet(kz, row(national_ref="KZ-000", quantity="3"))
    assert page.count('name="withdraw"') == 59
    assert "<summary>and 9 more</summary>" in page
    assert '<details class="more" open>' not in page
    last = re.findall(r'name="withdraw" value="(\d+)"', page)[-1]
    again = confirm(kz, withdraw=last)
    assert '<details class="more" open><summary>and 9 more</summary>' in again


def test_rows_and_warnings_beyond_the_first_open_on_the_page(kz: FlaskClient) -> None:
    page = post_sheet(kz, *(row(national_ref=f"KZ-{n}", container_no=f"CSQU30543{n:02d}") for n in range(20)))
    assert page.count("CSQU30543") >= 15
    assert re.search(r"<summary>and \d+ more</summary>\s*<ul", page)


def test_days_outside_the_action_phase_are_one_notice(kz: FlaskClient) -> None:
    page = post_sheet(kz, *(row(national_ref=f"KZ-{n}", detected_on=f"2026-02-{n + 10}") for n in range(9)))
    assert page.count("Outside the action phase") == 1
    assert "14 February 2026 and 4 more" in page


def test_what_was_returned_is_told_page_by_page_and_without_empty_kinds(
    world: World, kz: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "SHOWN", 1)
    sent_back(world, row(national_ref="KZ-101"), row(national_ref="KZ-102"))
    page = post_sheet(kz, row(national_ref="KZ-101", quantity="3"), row(national_ref="KZ-102", quantity="4"))
    beside = page[page.index('id="returned"') :]
    assert "Told differently" in beside
    assert "As returned" not in beside
    assert "<dt>Not in this sheet</dt>" not in beside
    second = kz.get(f"{BASE}/results/drafts/{newest()}/confirm?returned=2").text
    assert ">KZ-102<" in second[second.index('id="returned"') :]


def test_a_sheet_that_was_sent_before_leads_to_its_receipt_and_has_no_form(world: World, kz: FlaskClient) -> None:
    sent = send_rows(world, *many(2))
    page = post_sheet(kz, *many(2))
    assert "All of this was sent before" in page
    assert f"Open its receipt, {sent.reference}" in page
    assert 'id="confirm"' not in page
    assert ">Send<" not in page
    assert "Discard" in page
