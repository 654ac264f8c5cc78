"""Tables sort and page by their address, name their rows and columns, and read as cards on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from lxml import html

from opsplanner.core.listing import Page
from tests.templates.pieces import drawn, words

COLUMNS = [{"label": "Member", "sort": "member"}, {"label": "Rows", "sort": "rows", "num": True}, {"label": "State"}]
TABLE = """{% call(row) tables.table('Submissions', columns, page.items, page=page) %}{{ tables.head_cell('Member', row[0]) }}
{{ tables.cell('Rows', row[1], num=true) }}{% call tables.cell('State') %}{{ status.status('overdue', 'Overdue') }}{% endcall %}{% endcall %}
{{ tables.pagination(page) }}"""


def page_of(**changes: Any) -> Page[Any]:
    given = {"items": [("Georgia", 3), ("Kazakhstan", 7)], "total": 326, "number": 4, "pages": 20, "size": 25}
    return Page(**{**given, "sort": "-rows", "q": "", "filters": {}, **changes})


@pytest.fixture
def table(app: Flask) -> html.HtmlElement:
    return drawn(app, TABLE, "/list?q=a&sort=-rows&page=4", page=page_of(), columns=COLUMNS)


def test_the_order_is_told_to_those_who_cannot_see_it(table: html.HtmlElement):
    assert [head.get("aria-sort") for head in table.iter("th") if head.get("scope") == "col"] == [
        None,
        "descending",
        None,
    ]


def test_a_head_turns_the_order_round_and_keeps_the_search(table: html.HtmlElement):
    member, rows = (link.get("href") for link in table.cssselect("thead a"))
    assert member == "/list?q=a&sort=member"
    assert rows == "/list?q=a&sort=rows"


def test_the_same_head_twice_goes_down(app: Flask):
    table = drawn(app, TABLE, "/list", page=page_of(sort="rows"), columns=COLUMNS)
    assert table.cssselect("thead a")[1].get("href") == "/list?sort=-rows"


def test_every_cell_knows_its_column(table: html.HtmlElement):
    for row in table.cssselect("tbody tr"):
        assert [cell.get("data-label") for cell in row] == ["Member", "Rows", "State"]
        assert row[0].get("scope") == "row"


def test_what_a_cell_says_in_pieces_stays_together_on_a_card(app: Flask):
    said = "{% call tables.cell('Rules') %}<span>R-010</span> <span>R-014</span>{% endcall %}"
    nothing = "{% call tables.cell('Rules') %} {% endcall %}"
    full, empty = drawn(app, f"<table><tr>{said}{nothing}</tr></table>").iter("td")
    assert [words(piece) for piece in full] == ["R-010 R-014"]
    assert not empty.text
    assert not len(empty)


def test_a_table_can_be_reached_and_scrolled_by_keyboard(table: html.HtmlElement):
    region = table.cssselect(".table-region")[0]
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Submissions")


def test_pages_say_where_one_is(table: html.HtmlElement):
    pages = table.cssselect(".pages")[0]
    assert words(pages.cssselect("p")[0]) == "76 to 77 of 326"
    assert [words(item) for item in pages.cssselect("li")] == [
        "Previous",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "…",
        "20",
        "Next",
    ]
    assert words(pages.cssselect("[aria-current=page]")[0]) == "4"


def test_one_page_has_no_links_and_none_says_nothing(app: Flask):
    one = drawn(app, "{{ tables.pagination(page) }}", page=page_of(total=2, number=1, pages=1))
    assert not one.cssselect("a")
    empty = drawn(app, "{{ tables.pagination(page) }}", page=page_of(items=[], total=0, number=1, pages=1))
    assert not empty.cssselect("nav")


def test_filters_go_into_the_address_and_can_be_cleared(app: Flask):
    bar = "{% call tables.filter_bar(page, search='Member') %}{{ tables.filter_select('state', 'State', [('', 'All'), ('a', 'Accepted')], 'a') }}{% endcall %}"
    form = drawn(app, bar, "/list?q=geo&state=a", page=page_of(q="geo", filters={"state": "a"}))
    assert form.cssselect("form")[0].get("method") == "get"
    assert form.cssselect("input[name=q]")[0].get("value") == "geo"
    assert words(form.cssselect("option[selected]")[0]) == "Accepted"
    assert form.cssselect("a")[0].get("href") == "/list"
