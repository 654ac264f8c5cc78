"""Words are found where plain Python finds them, in the rows of every frame, however the texts came together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsplanner.core.text import fold
from opsplanner.figures.frame import Frame, Texts, texts
from tests.figures.rows import Sent, deliveries, frame

# Few letters, so that words stand in many places and half of one before the end of a line.
REFERENCE, OTHER = (st.one_of(st.none(), st.text(letters, max_size=5)) for letters in ("abAé-1", "abAé\n -1"))
TOLD = st.tuples(REFERENCE, OTHER, OTHER)
WORDS = st.lists(st.text("abé-1", min_size=1, max_size=4).map(fold), max_size=2)


@pytest.fixture(autouse=True)
def few_lines_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "AT_ONCE", 3)


def told_by_row(data: st.DataObject, sent: list[Sent]) -> dict[tuple[int, int], tuple[str | None, ...]]:
    return {(each.number, row.case): data.draw(TOLD) for each in sent for row in each.rows}


def add(made: Texts, shown: Frame, told: dict[tuple[int, int], tuple[str | None, ...]]) -> None:
    missing = made.missing(shown)
    made.add(shown, {number: [told[key] for key in sorted(told) if key[0] == number] for number in missing})
    assert made.missing(shown) == []


def stands(word: str, told: tuple[str | None, ...]) -> bool:
    return any(word in (part.lower() if part.isascii() else fold(part)) for part in told if part)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries(), WORDS, st.integers(0, 5), st.data())
def test_rows_have_the_words_that_were_told_of_them(sent, words, known, data):
    told, made = told_by_row(data, sent), Texts()
    earlier, whole = frame(sent[:known]), frame(sent)
    add(made, earlier, told)
    add(made, whole, told)
    for shown, deliveries_shown in ((whole, sent), (earlier, sent[:known])):
        rows = [(each.number, row.case) for each in deliveries_shown for row in each.rows]
        expected = [all(stands(word, told[row]) for word in words) for row in rows]
        assert made.having(shown, words).tolist() == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries(), st.data())
def test_rows_are_sorted_by_their_references(sent, data):
    told, made, whole = told_by_row(data, sent), Texts(), frame(sent)
    add(made, whole, told)
    references = [(told[each.number, row.case][0] or "") for each in sent for row in each.rows]
    folded = [(each.lower() if each.isascii() else fold(each)).encode() for each in references]
    ranks = made.references(whole).tolist()
    assert all((a < b) == (folded[x] < folded[y]) for x, a in enumerate(ranks) for y, b in enumerate(ranks))
