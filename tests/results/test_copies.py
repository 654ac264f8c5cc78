"""What the marked workbook will be is said before it is asked for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from opsplanner.core import files
from opsplanner.records import marking
from opsplanner.results.copies import copy_of
from opsplanner.results.models import Draft
from tests.results.posting import post_sheet
from tests.results.world import World, row


@pytest.mark.parametrize(
    ("name", "label", "said"),
    [
        ("a.xlsx", "Marked workbook", "your own file with its formatting"),
        ("a.xlsm", "Marked workbook", "your own file with its formatting"),
        ("a.ods", "Marked workbook (.xlsx)", "the formatting of your file cannot be kept"),
        ("a.XLS", "Marked workbook (.xlsx)", "the formatting of your file cannot be kept"),
        ("a.csv", "Marked workbook (.xlsx)", "a text file cannot hold marked cells"),
        ("results", "Marked workbook (.xlsx)", "the formatting of your file cannot be kept"),
    ],
)
def test_by_the_kind_of_file(world: World, name: str, label: str, said: str) -> None:
    copy = copy_of(Draft(file_name=name, sha256=None))
    assert copy.label == label
    assert said in copy.hint


def test_of_a_large_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MOST_BYTES", 3)
    copy = copy_of(Draft(file_name="a.xlsx", sha256=files.keep(b"large")))
    assert "so large that the marked workbook is made anew" in copy.hint


def test_the_page_of_the_check_says_it(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(commodity_class="drugz"), row(national_ref="KZ-002"))
    assert "Marked workbook (.xlsx)</button>" in page
    assert "a text file cannot hold marked cells" in page
