"""Two versions of a Member's results side by side: changed answers old and new, added and withdrawn cases, line by line."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.core.jobs import Job, run_next
from opsplanner.directory.models import Account
from opsplanner.results import differences, services
from opsplanner.results.differences import between
from opsplanner.results.models import Case
from opsplanner.results.versions import Sum, compare
from tests.results.sending import send_row, send_rows
from tests.results.world import World, row
from tests.statements import asked

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def test_changed_answers_stand_with_old_and_new(world: World) -> None:
    send_rows(world, row(), row(national_ref="KZ-002"))
    second = send_rows(world, row(quantity="1.25", place_name="Aktau"), row(national_ref="KZ-002"))
    found = between(world.actor("liaison"), world.operation, second.id, {}, "en")
    # Place, quantity as given, and nothing that follows from it.
    assert found.sum == Sum(cells=2, changed=1)
    (only,) = found.page.items
    assert [(each["label"].to("en"), each["old"], each["new"]) for each in only.told] == [
        ("Place of detection", "Almaty", "Aktau"),
        ("Quantity", "12.5", "1.25"),
    ]


def test_lines_added_and_taken_away_are_a_change(world: World) -> None:
    send_rows(world, row(), row(description="Pills", quantity="3"))
    second = send_rows(world, row())
    found = between(world.actor("kz"), world.operation, second.id, {}, "en")
    assert found.sum.changed == 1
    assert {each["line"] for each in found.page.items[0].told} == {2}


def test_added_and_withdrawn_cases_are_told(world: World) -> None:
    first = send_rows(world, row(), row(national_ref="KZ-002"))
    case = db.session.scalar(sa.select(Case.id).where(Case.national_ref == "KZ-002"))
    services.withdraw_case(world.actor("kz"), world.operation, case, "Twice")
    second = send_row(world, national_ref="KZ-003")
    found = between(world.actor("kz"), world.operation, second.id, {"from": "1"}, "en")
    # It was taken back before the second came, so it belongs to neither version: the first is all up to the second.
    assert [(each.reference, each.kind) for each in found.page.items] == [("KZ-003", "added")]
    assert first.number == 1


def test_the_original_can_be_compared_with_the_newest(world: World) -> None:
    for quantity in ("1", "2", "1"):
        last = send_row(world, quantity=quantity)
    reader = world.actor("liaison")
    assert between(reader, world.operation, last.id, {}, "en").sum.cells == 1
    assert between(reader, world.operation, last.id, {"from": "1"}, "en").sum == Sum()


def test_what_a_reader_may_not_see_is_not_compared(world: World) -> None:
    send_rows(world, row(handling="RED"), row(national_ref="KZ-002", handling="RED"))
    second = send_rows(
        world, row(handling="AMBER", quantity="9"), row(national_ref="KZ-002", handling="RED", quantity="9")
    )
    assert between(world.actor("kz"), world.operation, second.id, {}, "en").sum.changed == 2
    assert between(world.actor("liaison"), world.operation, second.id, {}, "en").sum == Sum()


def test_page_and_workbook_say_the_same(world: World, kz: FlaskClient) -> None:
    send_row(world)
    second = send_rows(world, row(quantity="1"), row(national_ref="KZ-002"))
    base = f"/operations/OP1/results/submissions/{second.id}/differences"
    page = kz.get(base).text
    assert "<del>12.5</del>" in page
    assert "<ins>1</ins>" in page
    assert kz.get(f"{base}?kind=added&q=002").status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(kz.get(f"{base}.xlsx?from=1").data))
    rows = [tuple(cell.value for cell in line) for line in book["Differences"].iter_rows(min_row=2)]
    assert ("KZ-001", None, "Changed", 1, "Quantity", "12.5", "1") in rows
    assert ("KZ-002", None, "Added", None, None, None, None) in rows


def test_a_large_workbook_is_made_by_the_worker(
    world: World, sign_in: SignIn, kz: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "AT_ONCE", 1)
    monkeypatch.setattr(differences, "BATCH", 1)
    send_rows(world, row(), row(national_ref="KZ-002"))
    second = send_rows(world, row(quantity="1"), row(national_ref="KZ-002", quantity="2"))
    base = f"/operations/OP1/results/submissions/{second.id}/differences"
    assert "Make the XLSX" in kz.get(base).text
    assert kz.get(f"{base}.xlsx?from=1").location == f"{base}?from=1"
    made = kz.post(f"{base}/make", data={"from": "1"}).location
    assert "made in the background" in kz.get(made).text
    assert kz.get(f"{made}.xlsx").status_code == 404
    while run_next():
        pass
    job = db.session.scalars(sa.select(Job).where(Job.kind == "results_differences")).one()
    assert (job.progress, job.total) == (2, 2)
    assert "The workbook is ready" in kz.get(made).text
    book = openpyxl.load_workbook(io.BytesIO(kz.get(f"{made}.xlsx").data))
    assert book["Differences"].max_row == 3
    assert sign_in(world.people["liaison"]).get(f"{made}.xlsx").status_code == 404
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert run_next()
    assert kz.get(f"{made}.xlsx").status_code == 404


def test_what_changes_is_compared_anew(world: World) -> None:
    send_rows(world, row(), row(national_ref="KZ-002"))
    second = send_rows(world, row(quantity="1"), row(national_ref="KZ-002", quantity="2"))
    reader = world.actor("kz")
    assert between(reader, world.operation, second.id, {}, "en").sum.changed == 2
    case = db.session.scalar(sa.select(Case.id).where(Case.national_ref == "KZ-002"))
    services.withdraw_case(reader, world.operation, case, "Twice")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert between(reader, world.operation, second.id, {}, "en").sum == Sum(cells=1, changed=1, gone=1)


def test_cases_are_found_by_reference_and_sorted_by_how_much_changed(world: World) -> None:
    send_rows(world, row(), row(national_ref="KZ-002"))
    second = send_rows(world, row(quantity="1"), row(national_ref="KZ-002", quantity="2", place_name="Aktau"))
    reader, operation = world.actor("kz"), world.operation

    def found(**asked: str) -> list[str]:
        return [each.reference for each in between(reader, operation, second.id, asked, "en").page.items]

    assert found() == ["KZ-001", "KZ-002"]
    assert found(sort="-cells") == ["KZ-002", "KZ-001"]
    assert found(q="kz 002") == ["KZ-002"]
    assert found(kind="added") == []


def test_no_other_member_compares(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    assert (
        sign_in(world.people["ge"]).get(f"/operations/OP1/results/submissions/{sent.id}/differences").status_code == 404
    )


def test_comparing_asks_as_much_for_many_as_for_one(world: World, kz: FlaskClient) -> None:
    send_rows(world, *(row(national_ref=f"KZ-{n}") for n in range(30)))
    one = send_row(world, national_ref="KZ-1", quantity="1")
    kz.get(f"/operations/OP1/results/submissions/{one.id}/differences")
    with asked() as few:
        kz.get(f"/operations/OP1/results/submissions/{one.id}/differences")
    many = send_rows(world, *(row(national_ref=f"KZ-{n}", quantity="2") for n in range(30)))
    kz.get(f"/operations/OP1/results/submissions/{many.id}/differences")
    with asked() as lots:
        kz.get(f"/operations/OP1/results/submissions/{many.id}/differences")
    assert len(few) == len(lots)


CASES = st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 3), min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=CASES, after=CASES)
def test_the_sums_are_those_of_plain_dictionaries(world: World, before: dict[str, int], after: dict[str, int]) -> None:
    tag = str(services.__name__) + str(db.session.scalar(sa.select(sa.func.count()).select_from(Case)))
    told = [
        send_rows(world, *(row(national_ref=f"{tag[-8:]}{key}", quantity=str(n)) for key, n in cases.items()))
        for cases in (before, {**before, **after})
    ]
    found = compare(world.actor("kz"), world.operation, *told).sum
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    assert (found.changed, found.added, found.gone) == (changed, len(after.keys() - before.keys()), 0)


def test_a_case_shows_any_two_of_its_tellings(world: World, kz: FlaskClient) -> None:
    for quantity in ("1", "2", "3"):
        send_row(world, quantity=quantity)
    case = db.session.scalar(sa.select(Case.id))
    page = kz.get(f"/operations/OP1/results/cases/{case}?from=1&to=2").text
    beside = page[page.index('id="beside"') :]
    assert "<del>1</del>" in beside
    assert "<ins>2</ins>" in beside
    assert "<ins>3</ins>" in kz.get(f"/operations/OP1/results/cases/{case}?from=9&to=x").text
