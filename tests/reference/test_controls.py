"""Control list entries of the EU's shape are recognised; anything else is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.reference import code_list
from opsplanner.reference.controls import CATEGORIES, REGIMES, read_control_entry


@pytest.mark.parametrize(
    ("written", "entry", "subitem", "shown"),
    [
        ("3A001.a", "3A001", "a", "3A001.a"),
        ("3a001", "3A001", "", "3A001"),
        ("3A001.A.2", "3A001", "a.2", "3A001.a.2"),
        ("3A001 a2", "3A001", "a.2", "3A001.a.2"),
        (" 1C350.12. ", "1C350", "12", "1C350.12"),
        ("0B001.b.10.c", "0B001", "b.10.c", "0B001.b.10.c"),
    ],
)
def test_an_entry_is_recognised(written: str, entry: str, subitem: str, shown: str) -> None:
    found = read_control_entry(written)
    assert found is not None
    assert (found.entry, found.subitem, str(found)) == (entry, subitem, shown)


@pytest.mark.parametrize("written", ["", "ML10.a", "3F001", "3A01", "EAR99", "3A0011000x!", "КА001", "3A001 and 3A002"])
def test_another_scheme_is_left_as_written(written: str) -> None:
    assert read_control_entry(written) is None


def test_an_entry_tells_its_category_and_regime() -> None:
    found = read_control_entry("2B350.g")
    assert found is not None
    assert CATEGORIES[found.category].to("fr") == "Traitement des matériaux"
    assert found.regime == "AG"
    own = read_control_entry("9A991")
    assert own is not None
    assert own.regime is None


def test_every_regime_is_one_of_the_code_list() -> None:
    assert set(REGIMES.values()) <= set(code_list("control_regime").codes)


@given(st.text("3A01. a9", max_size=200))
def test_what_is_recognised_reads_the_same_again(written: str) -> None:
    found = read_control_entry(written)
    if found is not None:
        assert read_control_entry(str(found)) == found
