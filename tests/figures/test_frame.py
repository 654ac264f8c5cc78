"""The frame counts and sums what plain Python counts and sums over the same rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.figures.frame import Delivery, Frame, Selection, Store, Withdrawal
from opsplanner.figures.frame.sums import sums
from tests.figures.rows import LARGE, START, Row, Sent, current, deliveries, frame, part, stand

BASES = st.sampled_from(["accepted", "submitted"])
CASE_KEYS = st.sampled_from(["record_kind", "transport_mode", "country_departure"])
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "transport_mode": st.sets(st.sampled_from(["1", "3", ""]), min_size=1),
        "commodity_class": st.sets(st.sampled_from(["drugs", "strategic", ""]), min_size=1),
        "detection_basis": st.sets(st.sampled_from(["alert", "random"]), min_size=1),
        "participation": st.sets(st.sampled_from(["1", "2"]), min_size=1),
        "period": st.sets(st.sampled_from(["1", "3"]), min_size=1),
    },
)


def groups_of(row: Row, key: str) -> set[str]:
    if key in {"commodity_class", "strategic_class"}:
        return {getattr(line, key) or "" for line in row.lines}
    value = getattr(row, key)
    return set(value) if isinstance(value, list) else {"" if value is None else str(value)}


def kept(rows: list[Row], filters: dict[str, set[str]]) -> list[Row]:
    return [row for row in rows if all(groups_of(row, key) & words for key, words in filters.items())]


def named(made: Frame, key: str, values: list[int]) -> dict[str, int]:
    return {name: value for name, value in zip(("", *made.by(key).names), values, strict=True) if value}


def selected(made: Frame, basis: str, filters: dict[str, set[str]]) -> Selection:
    return made.select(made.counted(basis), filters)


@given(deliveries(), BASES, FILTERS, st.sampled_from(["record_kind", "transport_mode", "participation", "period"]))
def test_cases_by_a_field_of_cases(sent, basis, filters, key):
    made = frame(sent)
    rows = kept(current(sent, basis), filters)
    assert named(made, key, made.cases_by(selected(made, basis, filters), made.by(key))) == Counter(
        name for row in rows for name in groups_of(row, key)
    )


@given(deliveries(), BASES, st.sampled_from([{}, {"transport_mode": {"1", "3"}}, {"strategic_class": {"CHE"}}]))
def test_a_case_counts_once_in_every_class_it_touches(sent, basis, filters):
    made = frame(sent)
    expected: Counter[str] = Counter()
    for row in kept(current(sent, basis), filters):
        chosen = filters.get("strategic_class")
        expected.update(
            {line.commodity_class or "" for line in row.lines if not chosen or line.strategic_class in chosen}
        )
    found = made.cases_by(selected(made, basis, filters), made.by("commodity_class"))
    assert named(made, "commodity_class", found) == expected


@given(deliveries(), BASES, FILTERS)
def test_cases_by_a_field_of_several_answers(sent, basis, filters):
    made = frame(sent)
    rows = kept(current(sent, basis), filters)
    found = made.cases_by(selected(made, basis, filters), made.by("detection_basis"))
    assert named(made, "detection_basis", found) == Counter(name for row in rows for name in set(row.detection_basis))


@given(deliveries(), BASES, FILTERS, st.sampled_from(["transport_mode", "commodity_class", "detection_basis"]))
def test_persons_add_once_to_every_group_a_case_touches(sent, basis, filters, key):
    made = frame(sent)
    expected: dict[str, int] = defaultdict(int)
    for row in kept(current(sent, basis), filters):
        touched = groups_of(row, key)
        if key == "commodity_class" and "commodity_class" in filters:
            touched &= filters["commodity_class"]
        for name in touched:
            expected[name] += row.persons_arrested or 0
    weights, _stated = made.numbers("persons_arrested", "case")
    found = made.sums_by(selected(made, basis, filters), made.by(key), weights)
    assert named(made, key, found) == {name: value for name, value in expected.items() if value}


@given(deliveries(), BASES, FILTERS, st.sampled_from(["transport_mode", "commodity_class", "detection_basis"]))
def test_quantities_of_goods_lines_add_exactly(sent, basis, filters, key):
    made = frame(sent)
    expected: dict[str, int] = defaultdict(int)
    for row in kept(current(sent, basis), filters):
        for line in row.lines:
            if "commodity_class" in filters and (line.commodity_class or "") not in filters["commodity_class"]:
                continue
            for name in {line.commodity_class or ""} if key == "commodity_class" else groups_of(row, key):
                expected[name] += line.base or 0
    weights, _stated = made.numbers("base", "line")
    found = made.line_sums_by(selected(made, basis, filters), made.by(key), weights)
    assert named(made, key, found) == {name: value for name, value in expected.items() if value}


@given(deliveries(), BASES)
def test_two_fields_together(sent, basis):
    made = frame(sent)
    grouping = made.by_both("country_departure", "country_destination")
    found = made.cases_by(Selection(made.counted(basis)), grouping)
    pairs = Counter(f"{row.country_departure or ''}>{row.country_destination}" for row in current(sent, basis))
    assert {name: value for name, value in zip((">", *grouping.names), found, strict=True) if value} == pairs


@given(deliveries(), BASES, st.integers(0, 5))
def test_a_frame_that_grew_says_what_one_made_at_once_says(sent, basis, cut):
    store = Store()
    store.add(part(each) for each in sent[:cut] if each.rows)
    early = Frame(store, [stand(each) for each in sent[:cut]])
    before = early.cases_by(Selection(early.counted(basis)), early.by("transport_mode"))
    store.add(part(each) for each in sent[cut:] if each.rows)
    late, whole = Frame(store, [stand(each) for each in sent]), frame(sent)
    for key in ("transport_mode", "commodity_class", "detection_basis"):
        found = late.cases_by(Selection(late.counted(basis)), late.by(key))
        assert named(late, key, found) == named(
            whole, key, whole.cases_by(Selection(whole.counted(basis)), whole.by(key))
        )
    again = early.cases_by(Selection(early.counted(basis)), early.by("transport_mode"))
    assert again[: len(before)] == before


@given(deliveries(), BASES, st.dictionaries(st.integers(101, 112), st.integers(1, 5), max_size=3))
def test_a_case_taken_back_counts_again_when_a_later_sheet_brings_it(sent, basis, taken):
    withdrawals = tuple(Withdrawal(case, after, START) for case, after in taken.items())
    made = frame(sent, withdrawals)
    assert int(made.counted(basis).sum()) == len(current(sent, basis, withdrawals))


def test_as_of_a_moment_what_came_later_had_not_been_said():
    moment = START + timedelta(days=3)
    early, late = START + timedelta(days=1), START + timedelta(days=4)
    assert Delivery(1, 1, "accepted", early, reviewed_at=early).counts("accepted", moment)
    assert not Delivery(1, 1, "accepted", early, reviewed_at=late).counts("accepted", moment)
    assert Delivery(1, 1, "returned", early, reviewed_at=late).counts("submitted", moment)
    assert Delivery(1, 1, "withdrawn", early, withdrawn_at=late).counts("submitted", moment)
    assert not Delivery(1, 1, "withdrawn", early, withdrawn_at=early).counts("submitted", moment)
    assert not Delivery(1, 1, "accepted", late, reviewed_at=late).counts("submitted", moment)


def test_an_older_submission_is_not_put_behind_newer_ones():
    store = Store()
    store.add([part(Sent(2, 1, "submitted", START))])
    with pytest.raises(ValueError, match="not newer"):
        store.add([part(Sent(1, 1, "submitted", START))])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-LARGE, LARGE)), max_size=60))
def test_sums_are_exact_whatever_their_size(pairs):
    placed = np.array([place for place, _ in pairs], dtype=np.uint8)
    weights = np.array([weight for _, weight in pairs], dtype=np.int64)
    assert sums(placed, weights, 3) == [sum(w for p, w in pairs if p == group) for group in (1, 2, 3)]
