"""The pages of reporting, as each role meets them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results.models import Case, Draft, Submission
from opsplanner.results.services import drafting
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.world import World, row, sheet

SignIn = Callable[[Account], FlaskClient]


def test_a_sheet_goes_from_upload_to_receipt(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(), row(national_ref="KZ-002"))
    assert "Confirm and send" in page
    assert "liaison" in page
    receipt = confirm(kz)
    assert re.search(r"Sent and stored as R-\d{4}-\d{4}", receipt)
    assert "KZ-001" in kz.get(f"{BASE}/results/cases").text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 0


def test_the_readers_shown_are_those_of_the_marking_sent(kz: FlaskClient) -> None:
    post_sheet(kz, row())
    page = confirm(kz, handling="RED")
    assert "You chose another marking" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0
    assert "Sent and stored" in confirm(kz, handling="RED", seen="RED")


def test_a_reason_that_is_missing_is_told_in_the_same_round_as_another_marking(kz: FlaskClient) -> None:
    post_sheet(kz, row(detection_basis="alert"))
    page = confirm(kz, handling="RED")
    assert "You chose another marking" in page
    assert "Give a reason for each group of warnings" in page
    assert 'name="entitled" checked' in page
    (code,) = re.findall(r'name="reason-([^"]+)"', page)
    assert "Sent and stored" in confirm(kz, handling="RED", seen="RED", **{f"reason-{code}": "It is so"})


def test_a_marking_that_does_not_exist_sends_nothing(kz: FlaskClient) -> None:
    post_sheet(kz, row())
    page = confirm(kz, handling="PURPLE")
    assert "Choose one of the markings" in page
    assert db.session.scalar(sa.select(sa.func.count(Submission.id))) == 0


def test_the_old_page_of_a_discarded_draft_sends_nothing(kz: FlaskClient) -> None:
    post_sheet(kz, row(), name="a.csv")
    old = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    kz.post(f"{BASE}/results/drafts/{old}/discard")
    post_sheet(kz, row(national_ref="KZ-009"), name="b.csv")
    data = {"handling": "AMBER", "seen": "AMBER", "entitled": "on"}
    answer = kz.post(f"{BASE}/results/drafts/{old}/confirm", data=data)
    assert answer.status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0
    assert "Sent and stored" in confirm(kz)
    assert db.session.scalar(sa.select(Case.national_ref)) == "KZ-009"


def test_pressing_send_twice_leads_to_the_receipt_of_what_was_stored(
    kz: FlaskClient, sign_in: SignIn, world: World
) -> None:
    post_sheet(kz, row())
    old = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    confirm(kz)
    address = f"{BASE}/results/drafts/{old}"
    data = {"handling": "AMBER", "seen": "AMBER", "entitled": "on"}
    again = kz.post(f"{address}/confirm", data=data, follow_redirects=True)
    assert re.search(r"was sent before, as R-\d{4}-\d{4}; nothing was stored twice", again.text)
    for page in ("", "/columns", "/check", "/confirm"):
        assert "/results/submissions/" in kz.get(f"{address}{page}").headers["Location"]
    assert "/results/submissions/" in kz.post(f"{address}/discard").headers["Location"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 1
    assert sign_in(world.people["ge"]).get(address).status_code == 404


def test_too_many_rows_are_told_at_once_and_before_anything_else(
    kz: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "READ_LATER", 100)
    monkeypatch.setitem(kz.application.config, "MAX_ROWS", 30)
    page = post_sheet(kz, content=b"Reference;Quantity\n" + b"KZ-1;3\n" * 31)
    assert "Send at most 30 rows in one file" in page
    assert "Add a column" not in page
    assert db.session.scalar(sa.select(sa.func.count(Draft.id))) == 0
    post_sheet(kz, content=b"Reference;Quantity\n" + b"KZ-1;3\n" * 30)
    assert db.session.scalar(sa.select(Draft.job)) is not None


def test_problems_stand_at_their_cells(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(commodity_class="drugz"), row(national_ref="KZ-002", quantity="a few"))
    assert "J2" in page
    assert "L3" in page
    assert "0 of 2 rows are ready" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.xlsx", b""),
        ("renamed.xlsx", b"%PDF-1.7 nothing"),
        ("letter.docx", b"PK\x03\x04"),
        ("broken.xlsx", b"PK\x03\x04" + bytes(200)),
        ("words.csv", b"hello\nworld\n"),
        ("binary.csv", b"a;b\n\x00\x01\x02\n"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_a_file_that_cannot_be_taken_gets_a_sentence(kz: FlaskClient, name: str, content: bytes) -> None:
    answer = kz.post(f"{BASE}/results/upload", data={"file": (io.BytesIO(content), name)}, follow_redirects=True)
    assert answer.status_code in (200, 422)
    assert re.search(r"R-[12]\d\d", answer.text)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0


def test_nil_is_one_click(kz: FlaskClient) -> None:
    page = kz.post(f"{BASE}/results/nil", data={"period": "1", "member": "KZ"}, follow_redirects=True).text
    assert "Nothing to report: stored as R-" in page
    kz.post(f"{BASE}/results/nil", data={"period": "1", "member": "KZ"})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 1


@pytest.mark.usefixtures("in_march")
def test_nil_is_asked_once_more_while_days_of_the_period_are_to_come(kz: FlaskClient) -> None:
    said = {"period": "3", "member": "KZ"}
    asked = kz.post(f"{BASE}/results/nil", data=said)
    assert "16–22 March 2026" in asked.text
    assert "ends in 2 days" in asked.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0
    assert "se termine dans 2 jours" in kz.post(f"{BASE}/results/nil?lang=fr", data=said).text
    page = kz.post(f"{BASE}/results/nil?lang=en", data={**said, "sure": "1"}, follow_redirects=True).text
    assert "Nothing to report: stored as R-" in page


def test_nil_is_refused_while_cases_are_there(kz: FlaskClient) -> None:
    post_sheet(kz, row())
    confirm(kz)
    answer = kz.post(f"{BASE}/results/nil", data={"period": "1", "member": "KZ"})
    assert answer.status_code == 409
    assert "cannot be nil" in answer.text


def test_the_form_asks_the_same_as_the_sheet(kz: FlaskClient) -> None:
    assert kz.get(f"{BASE}/results/form?member=KZ").status_code == 200
    case = {
        key: value for key, value in row().items() if key not in ("commodity_class", "description", "quantity", "unit")
    }
    lines = {f"lines-0-{key}": value for key, value in row().items() if key not in case}
    wrong = kz.post(f"{BASE}/results/form", data={**case, **lines, "member": "KZ", "lines-0-quantity": "a few"})
    assert wrong.status_code == 422
    assert "as a number" in wrong.text
    page = kz.post(f"{BASE}/results/form", data={**case, **lines, "member": "KZ"}, follow_redirects=True).text
    assert "Confirm and send" in page
    assert "Sent and stored" in confirm(kz)
    assert db.session.scalar(sa.select(Case.national_ref)) == "KZ-001"
    other = {**case, **lines, "national_ref": "KZ-002", "member": "KZ"}
    page = kz.post(f"{BASE}/results/form", data=other, follow_redirects=True).text
    assert "Confirm and send" in page
    assert "Not in this sheet" not in page


def test_effort_is_sent_by_form(kz: FlaskClient) -> None:
    data = {"member": "KZ", "window_start": "2026-03-02", "window_end": "2026-03-08", "consignments_examined": "120"}
    page = kz.post(f"{BASE}/results/effort", data=data, follow_redirects=True).text
    assert "Sent and stored" in page
    again = kz.post(f"{BASE}/results/effort", data=data, follow_redirects=True).text
    assert "nothing was stored twice" in again
    overlap = kz.post(f"{BASE}/results/effort", data={**data, "window_start": "2026-03-05"})
    assert overlap.status_code == 422
    assert "overlaps" in overlap.text


@pytest.mark.parametrize(
    "path", ["results/", "results/submissions", "results/cases", "board", "results/upload?member=KZ"]
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_pages_open_in_both_languages(kz: FlaskClient, path: str, lang: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = kz.get(f"{BASE}/{path}{joint}lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text


def test_details_open_and_are_taken_back(kz: FlaskClient, world: World) -> None:
    post_sheet(kz, row())
    confirm(kz)
    case, submission = db.session.scalar(sa.select(Case.id)), db.session.scalar(sa.select(Submission.id))
    assert "Almaty" in kz.get(f"{BASE}/results/cases/{case}").text
    original = kz.get(f"{BASE}/results/submissions/{submission}/original")
    assert original.data == sheet(row()).content
    assert kz.post(f"{BASE}/results/cases/{case}/withdraw", data={"reason": ""}).status_code == 422
    page = kz.post(f"{BASE}/results/cases/{case}/withdraw", data={"reason": "Twice"}, follow_redirects=True).text
    assert "counts no more" in page
    page = kz.post(
        f"{BASE}/results/submissions/{submission}/withdraw", data={"reason": "No"}, follow_redirects=True
    ).text
    assert "was withdrawn" in page


def test_another_members_things_are_not_there(kz: FlaskClient, world: World, sign_in: SignIn) -> None:
    post_sheet(kz, row())
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    other = sign_in(world.people["ge"])
    assert other.get(f"{BASE}/results/drafts/{draft}").status_code == 404
    confirm(kz)
    case, submission = db.session.scalar(sa.select(Case.id)), db.session.scalar(sa.select(Submission.id))
    for path in (f"submissions/{submission}", f"cases/{case}", f"submissions/{submission}/original"):
        assert other.get(f"{BASE}/results/{path}").status_code == 404
    assert "KZ-001" not in other.get(f"{BASE}/results/cases").text
    assert other.post(f"{BASE}/results/cases/{case}/withdraw", data={"reason": "x"}).status_code == 404
    assert other.get(f"{BASE}/results/upload?member=KZ").status_code == 404


def test_the_original_is_for_its_own_member_only(kz: FlaskClient, world: World, sign_in: SignIn) -> None:
    post_sheet(kz, row())
    confirm(kz)
    submission = db.session.scalar(sa.select(Submission.id))
    planner = sign_in(world.people["planner"])
    assert planner.get(f"{BASE}/results/submissions/{submission}").status_code == 200
    assert planner.get(f"{BASE}/results/submissions/{submission}/original").status_code == 404


def test_observers_open_none_of_it(world: World, sign_in: SignIn) -> None:
    observer = sign_in(world.people["observer"])
    for path in ("results/", "results/cases", "results/upload", "board"):
        assert observer.get(f"{BASE}/{path}").status_code == 403


def test_the_board_tells_who_reported_and_who_is_silent(kz: FlaskClient, world: World, sign_in: SignIn) -> None:
    post_sheet(kz, row())
    confirm(kz)
    page = sign_in(world.people["planner"]).get(f"{BASE}/board").text
    assert "1 of 2 Members reported" in page
    assert "Silent" in page


def test_entering_for_a_member_is_marked_and_told(world: World, sign_in: SignIn) -> None:
    planner = sign_in(world.people["planner"])
    body = {"file": (io.BytesIO(sheet(row()).content), "mailed.csv"), "member": "KZ"}
    page = planner.post(f"{BASE}/results/upload", data=body, follow_redirects=True).text
    assert "You enter this for" in page
    assert "Entered by planner for" in confirm(planner)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_cases_can_be_taken_away_by_who_sees_them(kz: FlaskClient, world: World, sign_in: SignIn, form: str) -> None:
    post_sheet(kz, row(description="=1+1"), row(national_ref="KZ-002"))
    confirm(kz)
    mine = kz.get(f"{BASE}/results/cases.{form}")
    assert mine.status_code == 200
    assert "attachment" in mine.headers["Content-Disposition"]
    other = sign_in(world.people["ge"]).get(f"{BASE}/results/cases.{form}")
    if form == "csv":
        assert mine.text.count("KZ-00") == 2
        assert "'=1+1" in mine.text
        assert "KZ-00" not in other.text


def test_the_board_is_a_workbook_too(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.people["planner"]).get(f"{BASE}/board.xlsx?spoken=silent")
    assert answer.data[:2] == b"PK"
