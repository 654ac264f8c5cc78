"""The step "Columns": what is asked, remembered, changed and never lost."""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.results.models import ColumnMemory, Draft
from tests.results.posting import BASE, answer, post_sheet
from tests.results.world import row


def test_an_unknown_column_is_asked_about_once_and_remembered(kz: FlaskClient) -> None:
    mine = [{**row(), "Obs.": "12"}]
    page = post_sheet(kz, *mine)
    assert "What do these columns hold?" in page
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": ["Obs."], "field": ["narrative"], "remember": "on"}
    page = kz.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text
    assert "Confirm and send" in page
    assert "Confirm and send" in post_sheet(kz, *mine)


def test_do_not_import_is_no_trap(kz: FlaskClient) -> None:
    mine = {**row(), "Combien": "12.5"}
    del mine["quantity"]
    post_sheet(kz, mine)
    page = answer(kz, "Combien", "", remember="on")
    assert "What do these columns hold?" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ColumnMemory)) == 0
    assert "Confirm and send" in answer(kz, "Combien", "quantity", remember="on")
    assert "Confirm and send" in post_sheet(kz, mine)


def test_a_remembered_answer_is_asked_again_where_a_column_is_missing(kz: FlaskClient) -> None:
    post_sheet(kz, {**row(), "Combien": "12.5"})
    assert "Confirm and send" in answer(kz, "Combien", "", remember="on")
    mine = {**row(national_ref="KZ-002"), "Combien": "12.5"}
    del mine["quantity"]
    page = post_sheet(kz, mine)
    assert "What do these columns hold?" in page
    assert "Combien" in page
    assert "Confirm and send" in answer(kz, "Combien", "quantity")


def test_every_answer_about_columns_can_be_changed(kz: FlaskClient) -> None:
    mine = {**row(), "Obs.": "A note"}
    post_sheet(kz, mine)
    answer(kz, "Obs.", "narrative", remember="on")
    page = post_sheet(kz, mine)
    assert "Change the columns" in page
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    assert f"/results/drafts/{draft}/columns?every=1" in page
    page = kz.get(f"{BASE}/results/drafts/{draft}/columns?every=1").text
    assert re.search(r'value="narrative" selected', page)
    assert "Columns not stored" in answer(kz, "Obs.", "")


def test_a_column_not_imported_is_named_before_sending(kz: FlaskClient) -> None:
    post_sheet(kz, {**row(), "Obs.": "12"})
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": ["Obs."], "field": [""]}
    page = kz.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text
    assert "Columns not stored" in page
    assert "Obs." in page
