"""A pasted column fills the rows of the list over all its pages, one undo takes it back, and what is typed goes with every button."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opsplanner.core.db import db
from opsplanner.results import services
from opsplanner.results.grid import read_block, sheet
from opsplanner.results.models import Fix
from tests.results.posting import BASE, newest, post_sheet
from tests.results.test_fixing import sheet_in
from tests.results.world import World, row

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "A_PAGE", 2)


def bad(count: int) -> list[dict[str, str]]:
    """Rows with a quantity that is no number; every third row is as it should be."""
    return [row(national_ref=f"KZ-{n:03d}", quantity="3" if n % 3 == 2 else "a few") for n in range(count)]


def shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<tr data-row="(\d+)"', page)]


def press(client: FlaskClient, query: str = "", **data: str) -> TestResponse:
    page = client.get(f"{BASE}/results/drafts/{newest()}/check{query}").text
    seen = page.split('data-seen="')[1].split('"')[0]
    data = {"sheet": sheet_in(page), "seen": seen, **data}
    return client.post(f"{BASE}/results/drafts/{newest()}/fix{query}", data=data, follow_redirects=True)


def quantities(world: World) -> list[str]:
    looked = services.look(world.actor("kz"), world.operation, newest() or 0)
    (table,) = looked.checked.matched.tables.values()
    column = table.columns["quantity"]
    return [str(column.cell(place)) for place in range(table.length)]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("5\n6\r\n7\n", [["5"], ["6"], ["7"]]),
        ("5\tkg\n\tg", [["5", "kg"], ["", "g"]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('"a ""pipe"""\n"open\n5" pipe', [['a "pipe"'], ['"open'], ['5" pipe']]),
        ("\n\n", [[""], [""]]),
    ],
)
def test_a_block_is_read_as_spreadsheets_write_it(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


def test_a_column_fills_the_rows_of_the_list_over_its_pages_and_is_taken_back_at_once(
    world: World, kz: FlaskClient
) -> None:
    post_sheet(kz, *bad(6))
    fill = {"fill": "1", "fill.column": "quantity", "fill.row": "3"}
    page = press(kz, **fill, **{"fill.text": "11\n12\n13\n14\n15"}).text
    assert "Filled 3 rows of the list. 2 lines found no row: the list ends before them. 3 cells changed." in page
    assert quantities(world) == ["a few", "11", "3", "12", "13", "3"]
    assert db.session.scalars(sa.select(Fix.kind)).all() == ["pasted"]
    press(kz, undo="1")
    assert quantities(world) == ["a few", "a few", "3", "a few", "a few", "3"]


def test_rows_put_right_since_the_page_was_opened_are_filled_as_they_stand_there(world: World, kz: FlaskClient) -> None:
    post_sheet(kz, *bad(6))
    press(kz, **{"c.2.quantity": "1"})
    fill = {"fill": "1", "fill.column": "quantity", "fill.row": "2", "fill.text": "11\n12\n13"}
    url = f"{BASE}/results/drafts/{newest()}/fix"
    data = {**fill, "sheet": sheet_in(kz.get(url.replace("/fix", "/check")).text), "seen": "1"}
    answer = kz.post(url, data={**data, "have": "2:x,3:y", "shown": "quantity,unit"}, headers=SCRIPT).text
    assert quantities(world) == ["11", "12", "3", "13", "a few", "3"]
    assert "Filled 3 rows of the list." in answer
    assert re.findall(r'<tr data-row="(\d+)"', answer) == ["2", "3"]


def test_a_block_fills_the_columns_beside_it_and_tells_what_lies_beyond(world: World, kz: FlaskClient) -> None:
    page = post_sheet(kz, *bad(2))
    columns = re.findall(r'name="c\.2\.([^"]+)"', page)
    text = "\t".join(["9", *("" for _each in columns)])
    said = press(kz, **{"fill": "1", "fill.column": columns[0], "fill.row": "2", "fill.text": text}).text
    assert "What lies beyond the columns shown was left out." in said
    assert quantities(world)[0] == "9"


def test_a_row_that_is_not_listed_is_refused_and_what_was_pasted_stays(kz: FlaskClient) -> None:
    post_sheet(kz, *bad(3))
    answer = press(kz, **{"fill": "1", "fill.column": "quantity", "fill.row": "4", "fill.text": "77"})
    assert answer.status_code == 422
    assert "Row 4 is not in the list shown." in answer.text
    assert 'rows="5">77</textarea>' in answer.text


@pytest.mark.parametrize(
    "button",
    [
        {"put": "here", "at.row": "3", "at.field": "quantity", "at.text": "a few", "new": "8"},
        {"use_here": "8", "at.row": "3", "at.field": "quantity", "at.text": "a few"},
        {"leave_out": "3", "at.row": "3", "why": "counted twice"},
        {"fill": "1", "fill.column": "quantity", "fill.row": "3", "fill.text": "8"},
        {"why": "counted twice", "at.row": "3"},
        {"keep": "R-110", "reason.R-110": "It is so"},
        {"ask": "R-110"},
    ],
)
def test_what_is_typed_goes_with_every_button(world: World, kz: FlaskClient, button: dict[str, str]) -> None:
    post_sheet(kz, *bad(3))
    press(kz, **{"c.2.quantity": "77"}, **button)
    assert quantities(world)[0] == "77"


def test_undo_beside_something_typed_keeps_it_and_says_so(world: World, kz: FlaskClient) -> None:
    post_sheet(kz, *bad(3))
    press(kz, **{"c.3.quantity": "8"})
    answer = press(kz, undo="1", **{"c.2.quantity": "77"})
    assert answer.status_code == 422
    assert "What you typed is kept now. Press the button again to take it back." in answer.text
    assert quantities(world) == ["77", "8", "3"]
    press(kz, undo="2")
    assert quantities(world) == ["a few", "8", "3"]


def test_a_reason_that_is_missing_is_asked_for(kz: FlaskClient) -> None:
    post_sheet(kz, *bad(1))
    assert "Say why it is right as it is" in press(kz, keep="R-110").text


def test_the_next_page_passes_no_row_over_though_rows_before_it_were_put_right(kz: FlaskClient) -> None:
    post_sheet(kz, *bad(9))
    page = kz.get(f"{BASE}/results/drafts/{newest()}/check").text
    assert shown(page) == [2, 3]
    beyond = re.search(r'href="[^"]*\?([^"]*after=\d+)" rel="next"', page)
    assert beyond
    press(kz, **{"c.2.quantity": "1", "c.3.quantity": "1"})
    after = kz.get(f"{BASE}/results/drafts/{newest()}/check?{beyond[1].replace('&amp;', '&')}").text
    assert shown(after) == [5, 6]


def test_without_scripts_what_was_typed_is_kept_on_the_way_to_other_columns(kz: FlaskClient) -> None:
    post_sheet(kz, row(quantity="many"), row(national_ref="KZ-002", quantity="some"))
    url = f"{BASE}/results/drafts/{newest()}/fix"
    page = kz.get(url.replace("/fix", "/check")).text
    assert f'formaction="{url}?cols=all"' in page
    data = {"sheet": sheet_in(page), "seen": "0", "c.2.quantity": "12", "go": "1", "why": "half a reason"}
    answer = kz.post(f"{url}?cols=all&cell=3.quantity", data=data)
    assert "cols=all" in answer.location
    assert "cell=3.quantity" in answer.location
    after = kz.get(answer.location).text
    assert "1 error left" in after
    assert "1 cell changed." in after
    moved = kz.post(f"{url}?cols=few", data={**data, "seen": "1", "c.2.quantity": "12"}, follow_redirects=True).text
    assert "Nothing differs" not in moved
    assert "row left out" not in moved
