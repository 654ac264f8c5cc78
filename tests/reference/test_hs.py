"""HS codes are read as people and spreadsheets write them, and each edition knows its own."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.reference import code_list
from opsplanner.reference.data import rows
from opsplanner.reference.hs import (
    EDITIONS,
    HsError,
    HsNotice,
    UnknownChapter,
    WrongShape,
    dotted,
    editions_with,
    known,
    read_hs,
)
from opsplanner.reference.watch import watch_list, watched

ZERO, CUT = HsNotice.ZERO_RESTORED, HsNotice.CUT


@pytest.mark.parametrize(
    ("written", "six", "whole", "notices"),
    [
        ("8481.80", "848180", "848180", ()),
        ("84.81.80", "848180", "848180", ()),
        (" 2844 40 ", "284440", "284440", ()),
        ("84", "84", "84", ()),
        (8481, "8481", "8481", ()),
        (8481.0, "8481", "8481", ()),
        (40220, "040220", "040220", (ZERO,)),
        ("40220", "040220", "040220", (ZERO,)),
        (4, "04", "04", (ZERO,)),
        ("402", "0402", "0402", (ZERO,)),
        (8481.8, "848180", "848180", (ZERO,)),
        (402.2, "040220", "040220", (ZERO,)),
        (Decimal("8481.80"), "848180", "848180", ()),
        ("8541.41.00.00", "854141", "8541410000", (CUT,)),
        (8481801900.0, "848180", "8481801900", (CUT,)),
        (402210000, "040221", "0402210000", (ZERO, CUT)),
        (4022100, "040221", "04022100", (ZERO, CUT)),
        ("'040220", "040220", "040220", ()),
        ("٨٤٨١", "8481", "8481", ()),
        ("999900", "", "", ()),
    ],
)
def test_a_code_is_read_whatever_the_spreadsheet_did_to_it(
    written: str | float, six: str, whole: str, notices: tuple[HsNotice, ...]
) -> None:
    if not six:
        with pytest.raises(UnknownChapter):
            read_hs(written)
        return
    code = read_hs(written)
    assert (code.six, code.whole, code.notices) == (six, whole, notices)


@pytest.mark.parametrize(
    "written", ["", "abc", "ex 8481", "84818", "123", "1234567890123", "8481,80", "84-81", 1e30, "²²"]
)
def test_what_has_not_the_shape_of_a_code_is_refused(written: str | float) -> None:
    with pytest.raises(WrongShape):
        read_hs(written)


@pytest.mark.parametrize("written", ["77", "7701", "990110", "00"])
def test_a_chapter_that_does_not_exist_is_named(written: str) -> None:
    with pytest.raises(UnknownChapter, match=f"^{written[:2]}$"):
        read_hs(written)


def test_an_unknown_subheading_is_read_and_left_to_a_warning() -> None:
    assert read_hs("848199").six == "848199"
    assert editions_with("848199") == ()


def test_an_edition_knows_its_own_codes_and_not_those_of_the_next() -> None:
    assert editions_with("854140") == ("2007", "2012", "2017")
    assert editions_with("854141") == ("2022",)
    assert editions_with("8485") == ("2022",)
    assert editions_with("8803") == ("2007", "2012", "2017")
    assert editions_with("8479") == EDITIONS
    assert known("8481801900", "2012")
    assert not known("848180", "1850")


@pytest.mark.parametrize(
    ("edition", "headings", "subheadings"), [("2012", 1224, 5205), ("2017", 1222, 5387), ("2022", 1228, 5612)]
)
def test_an_edition_is_whole(edition: str, headings: int, subheadings: int) -> None:
    listed = [row for row in rows("hs_codes") if row[edition]]
    assert len(listed) == headings
    assert sum(len(row[edition].split()) for row in listed) == subheadings


def test_chapters_and_sections_are_all_there() -> None:
    chapters = code_list("hs_chapter").codes
    assert len(chapters) == 96
    assert "77" not in chapters
    assert {chapter.extra["section"] for chapter in chapters.values()} == set(code_list("hs_section").codes)
    assert {row["heading"][:2] for row in rows("hs_codes")} == set(chapters)


def test_a_code_is_shown_as_the_hs_prints_it() -> None:
    assert dotted("848180") == "8481.80"
    assert dotted("84") == "84"


def test_every_watched_heading_exists_and_has_a_class() -> None:
    for entry in watch_list().values():
        assert editions_with(entry.code), entry
        assert entry.strategic_class in code_list("strategic_class").codes
        assert all(entry.label.has(lang) for lang in ("en", "fr", "ru"))


def test_a_subheading_is_watched_with_its_heading() -> None:
    found = watched("284440")
    assert found is not None
    assert found.code == "2844"
    assert watched("040220") is None


@given(st.one_of(st.text("0123456789. '٨a", max_size=16), st.integers(), st.floats(), st.decimals()))
def test_anything_is_read_as_a_code_of_a_real_chapter_or_refused(written: str | float | Decimal) -> None:
    try:
        code = read_hs(written)
    except HsError:
        return
    assert code.whole.isdigit()
    assert code.six == code.whole[:6]
    assert code.six[:2] in code_list("hs_chapter").codes
    assert len(code.six) in {2, 4, 6}
    assert len(code.whole) <= 12
