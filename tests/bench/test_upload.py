"""The upload benchmark times what it says: a clean sheet is stored whole, a spoilt one not at all, and peers get every word of every list."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from bench.upload.ours import Bench
from bench.upload.sheet import COLUMNS, rules, workbook
from opsplanner.core.db import db
from opsplanner.records.guard import Upload
from opsplanner.results.models import Case, GoodsLine


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.reset()


def stored(bench: Bench) -> tuple[int, int]:
    with bench.app.app_context():
        cases, lines = (db.session.scalar(sa.select(sa.func.count()).select_from(each)) for each in (Case, GoodsLine))
    return cases or 0, lines or 0


def test_a_clean_sheet_is_stored_whole_and_a_spoilt_one_not_at_all(bench: Bench):
    bench.deliver(Upload.of("results.xlsx", workbook(50)))
    assert stored(bench) == (50, 50)
    bench.reset()
    assert stored(bench) == (0, 0)
    bench.deliver(Upload.of("results.xlsx", workbook(50, bad=0.5)))
    assert stored(bench) == (0, 0)


def test_the_sheet_is_the_same_at_every_run():
    first, again = (load_workbook(io.BytesIO(workbook(5))).active for _ in range(2))
    assert [[cell.value for cell in row] for row in first] == [[cell.value for cell in row] for row in again]
    assert [cell.value for cell in first[1]] == COLUMNS


def test_peers_check_by_the_same_lists_and_conditions():
    asked = rules()
    assert list(asked) == COLUMNS
    assert asked["record_kind"]["words"]["licence query"] == "licence_query"
    assert asked["unit"]["words"]["pieces"] == asked["unit"]["words"]["h87"] == "H87"
    assert asked["quantity"]["needed"] == ["when", ["record_kind"], ["detention", "seizure"]]
