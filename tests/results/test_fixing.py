"""Putting a sheet right in the browser: kept as acts over the file, undone and redone, safe in two windows, sent with the rest."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.errors import Conflict, Missing
from opsplanner.core.files import StoredFile
from opsplanner.results import services
from opsplanner.results.grid import ALL, FEW, Asked, Grid
from opsplanner.results.models import Draft, Fix, FixKind
from opsplanner.results.services import Choices
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.world import COLUMNS, World, row, sheet


def sheet_in(page: str) -> str:
    """The name of the sheet that a page shows."""
    return page.split('name="sheet" value="')[1].split('"')[0]


@pytest.fixture
def draft(world: World, in_march: None) -> int:
    """Three rows: a class that is in no list twice, and a quantity that is no number."""
    wrong = [row(commodity_class="drugz"), row(national_ref="KZ-002", commodity_class="drugz")]
    actor = world.actor("kz")
    begun = services.begin(
        actor, services.entry(actor, world.operation), sheet(*wrong, row(national_ref="KZ-003", quantity="a few"))
    )
    assert isinstance(begun, Draft)
    return begun.id


def name_of(world: World, draft: int) -> str:
    looked = services.look(world.actor("kz"), world.operation, draft)
    return next(table.sheet for table in looked.checked.matched.tables.values())


def fix(world: World, draft: int, row: int, field: str, new: str, seen: int = 0) -> services.Done:
    cells = {(row, field): new}
    return services.fix_cells(world.actor("kz"), world.operation, draft, name_of(world, draft), cells, seen)


def errors(world: World, draft: int) -> list[str]:
    found = services.look(world.actor("kz"), world.operation, draft).checked.of("error")
    return [f"{each.code} {each.value or ''} {each.count}" for each in found]


def test_one_value_is_replaced_in_every_row_that_holds_it(world: World, draft: int) -> None:
    actor = world.actor("kz")
    done = services.replace_value(
        actor, world.operation, draft, name_of(world, draft), "commodity_class", "drugz", "drugs"
    )
    assert done.changed == 2
    assert errors(world, draft) == ["R-020 a few 1"]
    assert done.looked.draft.report["errors"] == 1


def test_undo_and_redo_go_back_and_forth_act_by_act(world: World, draft: int) -> None:
    actor, operation = world.actor("kz"), world.operation
    fix(world, draft, 4, "quantity", "3")
    services.replace_value(actor, operation, draft, name_of(world, draft), "commodity_class", "drugz", "drugs")
    assert errors(world, draft) == []
    assert services.undo(actor, operation, draft, 2).changed == 2
    assert errors(world, draft) == ["R-012 drugz 2"]
    services.undo(actor, operation, draft, 1)
    assert errors(world, draft) == ["R-012 drugz 2", "R-020 a few 1"]
    services.redo(actor, operation, draft, 1)
    assert errors(world, draft) == ["R-012 drugz 2"]
    fix(world, draft, 2, "commodity_class", "drugs", seen=5)
    acts = services.look(actor, operation, draft).acts
    assert acts.to_redo is None
    with pytest.raises(Conflict):
        services.undo(actor, operation, draft, 1)


def test_two_windows_lose_nothing_of_each_other(world: World, draft: int) -> None:
    assert fix(world, draft, 2, "commodity_class", "drugs").changed == 1
    assert fix(world, draft, 4, "quantity", "3").changed == 1
    clash = fix(world, draft, 2, "commodity_class", "strategic")
    assert clash.changed == 0
    assert [(each.row, each.old) for each in clash.clashes] == [(2, "drugs")]
    assert fix(world, draft, 2, "commodity_class", "strategic", seen=2).changed == 1


def test_what_is_posted_as_it_was_changes_nothing(world: World, draft: int) -> None:
    assert fix(world, draft, 2, "commodity_class", "drugz").changed == 0
    assert fix(world, draft, 99, "commodity_class", "drugs").changed == 0
    assert fix(world, draft, 2, "no_such_field", "drugs").changed == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Fix)) == 0


def test_a_row_is_left_out_for_a_reason_and_taken_in_again(world: World, draft: int) -> None:
    actor, name = world.actor("kz"), name_of(world, draft)
    services.leave_out(actor, world.operation, draft, name, [4], "counted twice")
    looked = services.look(actor, world.operation, draft)
    assert looked.checked.rows == 2
    assert list(Grid(looked, Asked(), "en").left_out()) == [(name, 4, "counted twice")]
    services.leave_out(actor, world.operation, draft, name, [4], "")
    assert services.look(actor, world.operation, draft).checked.rows == 3


def test_the_corrections_stay_with_what_was_sent(world: World, draft: int) -> None:
    actor, operation = world.actor("kz"), world.operation
    fix(world, draft, 4, "quantity", "3")
    services.replace_value(actor, operation, draft, name_of(world, draft), "commodity_class", "drugz", "drugs")
    outcome = services.send(actor, operation, draft, Choices())
    assert outcome.submission.counts["kg"] == "28.000"
    found = list(services.acts_sent(outcome.submission.id).patches().fixed())
    assert [(each.row, each.old, each.new) for each in found] == [
        (2, "drugz", "drugs"),
        (3, "drugz", "drugs"),
        (4, "a few", "3"),
    ]
    assert db.session.scalar(sa.select(Fix.kind).order_by(Fix.number)) == FixKind.TYPED


def test_a_stranger_finds_no_draft_to_put_right(world: World, draft: int) -> None:
    for who in ("ge", "liaison"):
        with pytest.raises(Missing):
            services.undo(world.actor(who), world.operation, draft, 1)


def test_only_rows_that_need_work_are_shown_and_groups_name_them(world: World, draft: int) -> None:
    looked = services.look(world.actor("kz"), world.operation, draft)
    grid = Grid(looked, Asked(), "en")
    assert [(group.title, group.count) for group in grid.groups] == [("Not in the list", 2), ("Not a number", 1)]
    assert [each.number for each in grid.rows()] == [2, 3, 4]
    one = Grid(looked, Asked(group="R-020.quantity"), "en")
    assert [each.number for each in one.rows()] == [4]
    assert [cell.field.key for cell in one.rows()[0].cells if cell.messages] == ["quantity"]


def test_plain_forms_put_a_sheet_right_and_send_it(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(commodity_class="drugz"), row(national_ref="KZ-002", quantity="a few"))
    assert "2 errors left" in page
    number = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    address = f"{BASE}/results/drafts/{number}"
    assert "Choose Commodity class from the list" in kz.get(f"{address}/check?cell=2.commodity_class").text
    typed = {"sheet": sheet_in(page), "seen": "0", "c.2.commodity_class": "drugs", "c.3.quantity": "4"}
    after = kz.post(f"{address}/fix", data=typed, follow_redirects=True).text
    assert "2 cells changed" in after
    assert "No errors left" in after
    assert "Sent and stored" in confirm(kz)


def test_the_way_to_all_rows_is_there_only_where_some_are_not_shown(kz: FlaskClient) -> None:
    bad, good = row(quantity="a few"), row(national_ref="KZ-002")
    assert "Show all 2 rows" in post_sheet(kz, bad, good)
    page = post_sheet(kz, bad, name="b.csv")
    assert "rows=all" not in page
    assert "Show all" not in page


def test_scripts_get_only_the_rows_that_differ(kz: FlaskClient) -> None:
    post_sheet(kz, *(row(national_ref=f"KZ-{n:03d}", quantity="a few") for n in range(5)))
    number = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    address = f"{BASE}/results/drafts/{number}"
    page = kz.get(f"{address}/check").text
    digests = [each.split('"')[0] for each in page.split('data-digest="')[1:]]
    have = ",".join(f"{row}:{digest}" for row, digest in zip(range(2, 7), digests, strict=True))
    data = {"sheet": sheet_in(page), "seen": "0", "have": have}
    answer = kz.post(f"{address}/fix", data={**data, "c.3.quantity": "4"}, headers={"X-Requested-With": "fetch"})
    assert answer.text.count("<tr data-row=") == 1
    assert "4 errors left" in answer.text
    assert "fix-settled" in answer.text


def test_the_marked_workbook_is_the_members_own_and_comes_back_as_it_is(kz: FlaskClient, world: World) -> None:
    page = post_sheet(kz, row(commodity_class="drugz"), row(national_ref="KZ-002"))
    number = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    address = f"{BASE}/results/drafts/{number}"
    assert "Marked workbook" in page
    answer = kz.post(f"{address}/marked")
    assert "results_marked.xlsx" in answer.headers["Content-Disposition"]
    again = post_sheet(kz, name="results_marked.xlsx", content=answer.data)
    assert "1 error left" in again
    assert kz.get(f"{address}/marked").status_code == 404


def test_a_large_sheet_is_marked_by_the_worker_and_its_workbook_goes_with_the_draft(
    world: World, draft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, operation = world.actor("kz"), world.operation
    before = set(db.session.scalars(sa.select(StoredFile.sha256)))
    services.mark_later(actor, operation, draft)
    steps: list[int] = []
    services.mark_draft(actor, operation, draft, steps.append)
    assert steps == [2, 3]
    assert services.marked(actor, operation, draft).content[:2] == b"PK"
    services.mark_draft(actor, operation, draft, steps.append)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == len(before) + 1
    services.discard(actor, operation, draft)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0


def test_a_page_that_is_open_keeps_its_columns(world: World, draft: int) -> None:
    done = fix(world, draft, 4, "quantity", "3")
    shown = ["national_ref", "quantity", "commodity_class"]
    (changed,) = Grid(done.looked, Asked(), "en", shown).rows([4])
    assert [cell.field.key for cell in changed.cells] == shown
    assert changed.settled


def test_what_asks_for_work_stands_first_and_every_row_names_its_case(world: World, draft: int) -> None:
    looked = services.look(world.actor("kz"), world.operation, draft)
    usual, few, every = (
        [field.key for field in Grid(looked, Asked(columns=columns), "en").fields] for columns in ("", FEW, ALL)
    )
    assert few == ["commodity_class", "quantity"]
    assert usual[:2] == few
    assert (len(usual), "national_ref" in usual) == (8, False)
    assert (every[0], set(every)) == ("national_ref", set(COLUMNS))
    assert [each.reference for each in Grid(looked, Asked(), "en").rows()] == ["KZ-001", "KZ-002", "KZ-003"]
