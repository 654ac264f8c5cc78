"""Columns that are known already are shown and can be given another meaning; so can the row of the headings and the order in dates."""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.results.models import ColumnMemory, ValueMemory
from tests.results.posting import BASE, columns_page, held_back, known, led_to, newest, post_sheet, questions, reply
from tests.results.world import row


def headings_kept() -> dict[str, str]:
    return {each.header: each.field for each in db.session.scalars(sa.select(ColumnMemory))}


def test_a_column_taken_wrongly_by_its_heading_is_given_another_meaning_and_back(kz: FlaskClient) -> None:
    mine = {**row(), "brand": "A note"}
    assert "Confirm and send" in post_sheet(kz, mine)
    page = columns_page(kz)
    assert known(page)["brand"] == "brand"
    assert "A note" in page
    assert "recognised by its heading" in page
    assert "Confirm and send" in led_to(kz, reply(kz, page, brand="narrative"))
    assert headings_kept() == {"brand": "narrative"}
    assert "Confirm and send" in post_sheet(kz, {**mine, "national_ref": "KZ-002"})
    page = columns_page(kz)
    assert questions(page) == {"brand": "narrative"}
    reply(kz, page, brand="brand")
    assert headings_kept() == {}
    assert known(columns_page(kz))["brand"] == "brand"


def test_a_recognised_column_is_not_imported_when_that_is_said(kz: FlaskClient) -> None:
    mine = {**row(), "brand": "A note"}
    post_sheet(kz, mine)
    assert "Columns not stored" in led_to(kz, reply(kz, columns_page(kz), brand=""))
    assert "Columns not stored" in post_sheet(kz, {**mine, "national_ref": "KZ-002"})


def test_a_field_that_is_still_without_a_column_is_named_with_a_way_to_it(kz: FlaskClient) -> None:
    mine = {**row(), "Bureau": "Aktau"}
    del mine["place_name"], mine["direction"]
    page = held_back(reply(kz, post_sheet(kz, mine), bureau="reporting_unit"))
    for key in ("place_name", "direction"):
        assert f'href="#all-{key}"' in page
        assert f'id="all-{key}"' in page
    assert "Choose the column that holds “Direction of movement”, or say what holds for all rows." in page
    assert "<details open><summary>Known already" in page
    assert known(page)["bureau"] == "reporting_unit"
    page = held_back(reply(kz, page, bureau="place_name"))
    assert 'href="#all-place_name"' not in page
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"all-direction": "import"}))


def test_a_remembered_order_does_not_decide_where_dates_contradict_one_another(kz: FlaskClient) -> None:
    reply(kz, post_sheet(kz, row(detected_on="05/03/2026")), **{"order-detected_on": "dmy"})
    dates = ("05/03/2026", "23/03/2026", "03/24/2026")
    page = post_sheet(kz, *(row(national_ref=f"KZ-{n}", detected_on=day) for n, day in enumerate(dates)))
    assert "How are the dates written?" in page
    assert "‘23/03/2026’ can only be “day, month, year”, ‘03/24/2026’ can only be “month, day, year”" in page
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"order-detected_on": "dmy"}))


def test_what_a_recognised_column_holds_is_said_where_a_column_is_missing(kz: FlaskClient) -> None:
    mine = {**row(), "gross_weight_kg": "12.5"}
    del mine["quantity"]
    page = post_sheet(kz, mine)
    assert known(page)["gross weight kg"] == "gross_weight_kg"
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"gross weight kg": "quantity"}))


def test_a_field_claimed_by_two_columns_is_asked_with_all_that_was_said(kz: FlaskClient) -> None:
    post_sheet(kz, {**row(), "brand": "A note", "Obs.": "late"})
    page = held_back(reply(kz, columns_page(kz), obs="narrative", brand="narrative"))
    assert 'href="#column-case-N"' in page
    assert 'id="column-case-N"' in page
    assert headings_kept() == {}
    assert "Keep one column for Circumstances; columns N, O both answer to it." in page
    assert {name: questions(page)[name] for name in ("brand", "obs")} == {"brand": "narrative", "obs": "narrative"}
    assert "Confirm and send" in led_to(kz, reply(kz, page, brand="brand"))
    assert headings_kept() == {"obs": "narrative"}


def test_the_row_of_the_headings_is_put_right_by_hand(kz: FlaskClient) -> None:
    heads = list(row())
    lines = [["unit", "quantity", "place_name"], heads, list(row().values())]
    post_sheet(kz, content="\n".join(map(";".join, lines)).encode())
    wrong = {"sheet": "", "row": "7"}
    address = f"{BASE}/results/drafts/{newest()}/headings"
    assert "Row 7 holds nothing." in kz.post(address, data=wrong, follow_redirects=True).text
    page = kz.post(address, data={**wrong, "row": "1"}, follow_redirects=True).text
    assert "Headings: row 1<" in page
    assert "No column in your file" in page
    page = kz.post(address, data={**wrong, "row": "2"}, follow_redirects=True).text
    assert set(known(page).values()) == set(heads)
    assert kz.post(address, data={"sheet": "Other", "row": "2"}).status_code == 404


def in_row_two(*below: dict[str, str]) -> bytes:
    """A sheet whose first row has as many known words as that of its headings, which stands beneath it."""
    heads = list(row())
    lines = [heads, [f"Notre {each}" for each in heads], *(list(each.values()) for each in below)]
    return "\n".join(map(";".join, lines)).encode()


def rows_kept() -> list[str]:
    return list(db.session.scalars(sa.select(ValueMemory.value).where(ValueMemory.field == "HEADER ROW")))


def test_a_row_of_headings_chosen_by_hand_is_remembered_for_sheets_of_this_layout(kz: FlaskClient) -> None:
    post_sheet(kz, content=in_row_two(row()))
    address = f"{BASE}/results/drafts/{newest()}/headings"
    assert "Headings: row 2<" in kz.post(address, data={"sheet": "", "row": "2"}, follow_redirects=True).text
    (kept,) = rows_kept()
    assert kept.startswith("notre ")
    post_sheet(kz, content=in_row_two(row(national_ref="KZ-002")))
    assert "Headings: row 2<" in columns_page(kz)
    page = kz.get(f"{BASE}/results/remembered?kind=values").text
    assert "the row of the headings" in page
    post_sheet(kz, row(national_ref="KZ-003"))
    assert "Headings: row 1<" in columns_page(kz)


def test_another_row_chosen_later_takes_its_place_and_a_row_of_data_is_not_kept(kz: FlaskClient) -> None:
    post_sheet(kz, content=in_row_two(row()))
    address = f"{BASE}/results/drafts/{newest()}/headings"
    kz.post(address, data={"sheet": "", "row": "2"})
    kz.post(address, data={"sheet": "", "row": "1"})
    assert [kept.startswith("notre") for kept in rows_kept()] == [False]
    kz.post(address, data={"sheet": "", "row": "3"})
    assert rows_kept() == []


def test_a_row_of_headings_is_forgotten_on_request(kz: FlaskClient) -> None:
    post_sheet(kz, content=in_row_two(row()))
    kz.post(f"{BASE}/results/drafts/{newest()}/headings", data={"sheet": "", "row": "2"})
    (kept,) = rows_kept()
    asked = {"member": "KZ", "field": "HEADER ROW", "value": kept}
    assert (
        "the row of the headings"
        not in kz.post(f"{BASE}/results/remembered/forget", data=asked, follow_redirects=True).text
    )
    assert rows_kept() == []


def test_dates_of_two_ways_without_an_answer_are_told_and_nothing_is_lost(kz: FlaskClient) -> None:
    page = post_sheet(kz, {**row(detected_on="03/04/2026"), "Obs.": "late"})
    assert not re.search(r'name="order-[^>]*checked', page)
    answer = reply(kz, page, obs="narrative")
    assert answer.status_code == 422
    assert "Say how the dates of Date of detection are written." in answer.text
    assert known(answer.text)["obs"] == "narrative"
    assert "Confirm and send" in led_to(kz, reply(kz, answer.text, **{"order-detected_on": "mdy"}))


def orders_kept() -> list[str]:
    """What is remembered of how dates are written."""
    return list(db.session.scalars(sa.select(ValueMemory.meaning).where(ValueMemory.value == "")))


def chosen_order(page: str) -> list[str]:
    """The order that is chosen on the page."""
    return re.findall(r'name="order-detected_on"[^>]*value="([a-z]+)" checked', page)


def test_a_remembered_order_that_the_action_phase_speaks_against_is_asked_again(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(detected_on="05/03/2026"))
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"order-detected_on": "dmy"}))
    page = post_sheet(kz, row(detected_on="03/05/2026"), row(national_ref="KZ-002", detected_on="03/06/2026"))
    assert "How are the dates written?" in page
    assert "Remembered is “day, month, year”" in page
    assert chosen_order(page) == []
    assert "Confirm and send" in led_to(kz, reply(kz, page, **{"order-detected_on": "mdy"}))
    assert "as you said of this file" in columns_page(kz)
    assert orders_kept() == ["mdy"]


def test_a_remembered_order_that_neither_way_falls_in_the_action_phase_holds(kz: FlaskClient) -> None:
    reply(kz, post_sheet(kz, row(detected_on="05/03/2026")), **{"order-detected_on": "dmy"})
    assert "Confirm and send" in post_sheet(kz, row(detected_on="05/01/2026"))


def test_the_order_in_force_is_shown_with_its_reason_and_changed(kz: FlaskClient) -> None:
    reply(kz, post_sheet(kz, row(detected_on="03/04/2026")), **{"order-detected_on": "mdy"})
    post_sheet(kz, row(detected_on="03/05/2026"))
    page = columns_page(kz)
    assert "as remembered" in page
    assert "03/05/2026 → 5 March 2026" in page
    assert chosen_order(page) == ["mdy"]
    left = {"order-detected_on": "mdy", "held-detected_on": "mdy"}
    reply(kz, page, **left)
    assert "as remembered" in columns_page(kz)
    reply(kz, page, **{**left, "order-detected_on": "dmy"})
    page = columns_page(kz)
    assert "as you said of this file" in page
    assert chosen_order(page) == ["dmy"]
    assert "03/05/2026 → 3 May 2026" in page


def test_an_order_presumed_and_left_as_it_stands_is_not_remembered(kz: FlaskClient) -> None:
    heads = "Référence nationale;Date de détection"
    post_sheet(kz, content=f"{heads}\nKZ-001;05/03/2026\n".encode())
    page = columns_page(kz)
    assert "presumed by the language of the headings" in page
    reply(kz, page, **{"order-detected_on": "dmy", "held-detected_on": "dmy"})
    assert orders_kept() == []
