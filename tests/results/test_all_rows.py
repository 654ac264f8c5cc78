"""A sheet without a column that must be there: what all its rows hold is said once, and kept like any other answer."""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.results.models import CaseRow, ValueMemory
from tests.results.posting import BASE, columns_page, confirm, held_back, led_to, newest, post_sheet, reply
from tests.results.world import row

ONE_KIND = {key: text for key, text in row().items() if key not in ("direction", "commodity_class")}


def test_a_sheet_of_one_kind_only_says_once_what_all_its_rows_hold(kz: FlaskClient) -> None:
    page = post_sheet(kz, ONE_KIND, {**ONE_KIND, "national_ref": "KZ-002"})
    assert 'id="all-direction"' in page
    assert 'id="all-commodity_class"' in page
    page = held_back(reply(kz, page, **{"all-direction": "import"}))
    assert re.search(r'value="import" selected', page)
    page = led_to(kz, reply(kz, page, **{"all-direction": "import", "all-commodity_class": "drugs"}))
    assert "Confirm and send" in page
    assert "Direction of movement: Import, for all rows, as you said." in page
    assert "Commodity class: Drugs, for all rows, as you said." in page
    confirm(kz)
    stored = db.session.scalars(sa.select(CaseRow.direction)).all()
    assert stored == ["import", "import"]


def test_what_all_rows_hold_is_remembered_listed_forgotten_and_taken_back(kz: FlaskClient) -> None:
    page = post_sheet(kz, ONE_KIND)
    reply(kz, page, **{"all-direction": "import", "all-commodity_class": "drugs"})
    assert "Confirm and send" in post_sheet(kz, {**ONE_KIND, "national_ref": "KZ-002"})
    address = f"{BASE}/results/remembered?member=KZ&kind=values"
    assert kz.get(address).text.count("no column: the same for all rows") == 2
    forget = {"member": "KZ", "field": "direction", "value": "ALL ROWS"}
    assert "Direction of movement" in kz.get(f"{BASE}/results/remembered/forget", query_string=forget).text
    assert kz.post(f"{BASE}/results/remembered/forget", data=forget).status_code == 302
    page = columns_page(kz)
    assert 'id="all-direction"' in page
    page = held_back(reply(kz, page, **{"all-direction": "import", "all-commodity_class": ""}))
    assert "No column in your file" in page
    assert kz.get(address).text.count("no column: the same for all rows") == 1


def test_what_all_rows_cannot_hold_is_told_where_it_was_typed(kz: FlaskClient) -> None:
    mine = row()
    del mine["country_departure"]
    page = post_sheet(kz, mine)
    answer = reply(kz, page, **{"all-country_departure": "Middle Kingdom"})
    assert answer.status_code == 422
    assert 'value="Middle Kingdom"' in answer.text
    assert "‘Middle Kingdom’" in answer.text
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"all-country_departure": "China"}))


def test_what_tells_one_case_from_another_is_never_the_same_for_all_rows(kz: FlaskClient) -> None:
    mine = row()
    del mine["detected_on"]
    page = post_sheet(kz, mine)
    assert 'name="all-detected_on"' not in page
    page = held_back(reply(kz, page, **{"all-detected_on": "2026-03-04"}))
    assert "No column in your file" in page


def test_a_column_of_the_file_goes_before_what_was_said_of_all_rows(kz: FlaskClient) -> None:
    reply(kz, post_sheet(kz, ONE_KIND), **{"all-direction": "import", "all-commodity_class": "drugs"})
    page = post_sheet(kz, row(national_ref="KZ-002", direction="export"))
    assert "as you said" not in page
    confirm(kz)
    assert db.session.scalars(sa.select(CaseRow.direction)).all() == ["export"]


def test_what_all_rows_hold_is_in_the_grid_and_in_the_marked_workbook(kz: FlaskClient) -> None:
    mine = {**ONE_KIND, "quantity": "a few"}
    page = led_to(kz, reply(kz, post_sheet(kz, mine), **{"all-direction": "import", "all-commodity_class": "drugs"}))
    assert "a few" in page
    cell = kz.get(f"{BASE}/results/drafts/{newest()}/check?cell=2.direction&cols=all&rows=all").text
    assert "as said in the step Columns" in cell
    marked = kz.post(f"{BASE}/results/drafts/{newest()}/marked").data
    db.session.execute(sa.delete(ValueMemory))
    db.session.commit()
    page = post_sheet(kz, content=marked, name="marked.xlsx")
    assert "No column in your file" not in page
    assert "a few" in page
