"""Pages ask the database as often for many rows as for few, and large sheets are left to the worker."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import jobs
from opsplanner.core.db import db
from opsplanner.core.jobs import Job
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import Case, Draft, Fix, Submission
from opsplanner.results.services import Choices, drafting
from tests.results.sending import send_rows
from tests.results.world import World, row, sheet
from tests.statements import asked

BASE = "/operations/OP1"
SignIn = Callable[[Account], FlaskClient]
PAGES = (
    "results/",
    "results/submissions",
    "results/cases",
    "results/cases?q=kz&kind=seizure&member=KZ&sort=-reference",
    "results/cases.csv?class=drugs",
    "results/cases/1",
    "results/submissions/1",
    "board",
    "board.xlsx",
    "dashboard",
    "dashboard?transport_mode=3&period=1",
    "dashboard/chart/by_mode.json",
    "",
)


def send(world: World, who: str, count: int, first: int = 0) -> None:
    actor = world.actor(who)
    rows = [row(national_ref=f"{who}-{number}") for number in range(first, first + count)]
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(draft, services.Draft)
    services.send(actor, world.operation, draft.id, Choices())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_as_often_for_many_as_for_few(world: World, sign_in: SignIn, path: str) -> None:
    send(world, "kz", 1)
    planner = sign_in(world.people["planner"])
    planner.get(f"{BASE}/{path}")
    with asked() as few:
        assert planner.get(f"{BASE}/{path}").status_code == 200
    for number in range(1, 6):
        send(world, "kz", 6, number * 10)
        send(world, "ge", 6, number * 10)
    # What is new is read into the columns of figures once, by whoever comes first.
    planner.get(f"{BASE}/{path}")
    with asked() as many:
        assert planner.get(f"{BASE}/{path}").status_code == 200
    assert len(many) == len(few), set(many) - set(few)


def test_a_submission_asks_as_often_for_many_periods_as_for_one(world: World, sign_in: SignIn) -> None:
    days = [period.starts_on.isoformat() for period in world.operation.periods]
    one = send_rows(world, row(detected_on=days[0]), who="ge")
    all_ = send_rows(world, *(row(national_ref=f"KZ-{day}", detected_on=day) for day in days))
    assert len(all_.periods) == len(days) > 1
    planner = sign_in(world.people["planner"])
    addresses = [f"{BASE}/results/submissions/{each.id}" for each in (one, all_)]
    counts = []
    for address in addresses:
        planner.get(address)
        with asked() as said:
            assert planner.get(address).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1]


def test_a_large_file_is_read_and_sent_by_the_worker(
    world: World, sign_in: SignIn, app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "READ_LATER", 100)
    monkeypatch.setattr(services, "SEND_LATER", 1)
    kz = sign_in(world.people["kz"])
    body = sheet(row(), row(national_ref="KZ-002")).content
    upload = {"file": (io.BytesIO(body), "large.csv")}
    assert "Working on large.csv" in kz.post(f"{BASE}/results/upload", data=upload, follow_redirects=True).text
    assert jobs.run_next()
    draft = db.session.scalar(sa.select(Draft.id))
    page = kz.get(f"{BASE}/results/drafts/{draft}", follow_redirects=True).text
    assert "Confirm and send" in page
    answers = {"handling": "AMBER", "seen": "AMBER", "entitled": "on"}
    page = kz.post(f"{BASE}/results/drafts/{draft}/confirm", data=answers, follow_redirects=True).text
    assert "Working on large.csv" in page
    job = db.session.scalar(sa.select(Job.token).order_by(Job.id.desc()))
    assert jobs.run_next()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 2
    page = kz.get(f"{BASE}/results/jobs/{job}", follow_redirects=True).text
    assert "Sent and stored as R-" in page


def keep_bad(world: World) -> str:
    """A draft with a wrong answer in it; the address of its pages."""
    actor = world.actor("kz")
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(row(direction="sideways")))
    assert isinstance(draft, Draft)
    return f"{BASE}/results/drafts/{draft.id}"


def test_a_large_draft_is_looked_at_by_a_process_of_its_own(
    world: World, sign_in: SignIn, app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = keep_bad(world)
    monkeypatch.setattr(services, "LOOK_APART", 0)
    monkeypatch.delattr(services, "look")
    monkeypatch.delattr(services, "leave_out")
    kz = sign_in(world.people["kz"])
    page = kz.get(there, follow_redirects=True)
    assert "sideways" in page.text
    assert page.request.path == f"{there}/check"
    sheet_name = re.search(r'name="sheet" value="([^"]*)"', page.text)
    assert sheet_name
    answers = {"leave_out": "2", "sheet": sheet_name[1], "at.row": "2"}
    assert "Say why the row is left out" in kz.post(f"{there}/fix", data=answers, follow_redirects=True).text
    page = kz.post(f"{there}/fix", data={**answers, "why": "Told twice"}, follow_redirects=True)
    assert "1 cell changed" in page.text
    assert [fix.by for fix in db.session.scalars(sa.select(Fix))] == [world.people["kz"].name]


def test_a_large_draft_is_shown_to_nobody_else(
    world: World, sign_in: SignIn, app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = keep_bad(world)
    monkeypatch.setattr(services, "LOOK_APART", 0)
    assert sign_in(world.people["ge"]).get(f"{there}/check").status_code == 404


def test_a_process_that_ends_without_an_answer_is_told_so(
    world: World, sign_in: SignIn, app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = keep_bad(world)
    monkeypatch.setattr(services, "LOOK_APART", 0)
    make, _overrides = app_context.extensions["apart"]
    monkeypatch.setitem(app_context.extensions, "apart", (make, {"SQLALCHEMY_DATABASE_URI": "nothing"}))
    page = sign_in(world.people["kz"]).get(f"{there}/check")
    assert page.status_code == 503
    assert "Something went wrong on our side" in page.text


def test_a_large_file_that_cannot_be_read_is_told_so(
    world: World, sign_in: SignIn, app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "READ_LATER", 3)
    kz = sign_in(world.people["kz"])
    kz.post(f"{BASE}/results/upload", data={"file": (io.BytesIO(b"%PDF-1.7"), "large.xlsx")})
    assert jobs.run_next()
    draft = db.session.scalar(sa.select(Draft.id))
    page = kz.get(f"{BASE}/results/drafts/{draft}", follow_redirects=True).text
    assert "This file was not taken" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0
