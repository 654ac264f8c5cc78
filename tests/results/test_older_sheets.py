"""Sheets already sent out stay valid: what a later version of the template demands is asked row by row, nothing is refused."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.records.condition import ALWAYS, Condition
from opsplanner.records.downloads import write_workbook
from opsplanner.results import services
from opsplanner.results.models import CaseRow, Draft
from opsplanner.results.services.templates import template_of
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.test_own_fields import field, publish
from tests.results.world import World, row

COLOUR = field("text", required=ALWAYS)


def sent_out(world: World, *rows: dict[str, str], without: str = "") -> bytes:
    """The workbook of the version in force, filled with these rows; a column may be cut from it."""
    template = template_of(world.operation).of("KZ")
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(template, "en")))
    page: Any = book["Results"]
    headings = [cell.value for cell in page[1]]
    for number, answers in enumerate(rows, 2):
        for one in template.at("case", "line"):
            if one.key in answers and one.label.to("en") in headings:
                page.cell(number, headings.index(one.label.to("en")) + 1).value = answers[one.key]
    if without:
        page.delete_cols(headings.index(template.by_key[without].label.to("en")) + 1)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def newest() -> int:
    found: int = db.session.scalars(sa.select(sa.func.max(Draft.id))).one()
    return found


def codes(world: World) -> list[str]:
    checked = services.look(world.actor("kz"), world.operation, newest()).checked
    return sorted({each.code for each in checked.of("error")})


def test_a_sheet_of_an_older_version_is_asked_row_by_row_what_came_later(world: World, kz: FlaskClient) -> None:
    content = sent_out(world, row(), row(national_ref="KZ-002"))
    publish(world, COLOUR)
    page = post_sheet(kz, name="results.xlsx", content=content)
    assert "Check and fix" in page
    assert "2 errors left" in page
    assert "made with version 1" in page
    assert "Mine text" in page
    form = {"sheet": "Results", "at.field": COLOUR.key, "at.text": "", "new": "Blue", "put": "everywhere"}
    kz.post(f"{BASE}/results/drafts/{newest()}/fix", data=form)
    assert "Sent and stored" in confirm(kz)
    assert [each["own_text"] for each in db.session.scalars(sa.select(CaseRow.extras))] == ["Blue", "Blue"]


@pytest.mark.parametrize(
    ("condition", "code"),
    [("always", "R-010"), ("when commodity_class=drugs", "R-011"), ("with quantity", "R-011")],
)
def test_what_came_to_be_demanded_later_refuses_no_older_sheet(
    world: World, kz: FlaskClient, condition: str, code: str
) -> None:
    content = sent_out(world, row(commodity_class="drugs", quantity="3"))
    publish(world, field("text", required=Condition.parse(condition)))
    post_sheet(kz, name="results.xlsx", content=content)
    assert codes(world) == [code]


def test_a_draft_that_was_ready_stays_with_its_rows(world: World, kz: FlaskClient) -> None:
    post_sheet(kz, row())
    publish(world, COLOUR)
    page = kz.get(f"{BASE}/results/drafts/{newest()}/check").text
    assert "1 error left" in page
    assert codes(world) == ["R-010"]


def test_a_column_is_still_demanded_of_the_sheet_in_force_and_of_one_without_a_stamp(
    world: World, kz: FlaskClient
) -> None:
    old = sent_out(world, row(), without="detected_on")
    publish(world, COLOUR)
    for name, content in (("a.csv", None), ("b.xlsx", sent_out(world, row(), without=COLOUR.key)), ("c.xlsx", old)):
        assert "No column yet" in post_sheet(kz, row(), name=name, content=content)
        assert "R-201" in codes(world)
