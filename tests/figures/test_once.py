"""A case that two Members told counts once under every filter, as the first told it, and is credited to both."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.figures.cache import load
from opsplanner.figures.filters import Asked
from opsplanner.figures.frame import Frame, Selection, Store, Twins
from opsplanner.figures.measures import Evidence, by, figures
from opsplanner.figures.money import Rates
from opsplanner.figures.services import document, look
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, DuplicateDecision, DuplicateLink, ResultsVersion, Submission
from opsplanner.results.returns import tally
from opsplanner.results.scope import participations
from tests import factories
from tests.figures import stored
from tests.figures.rows import START, Row, Sent, current, deliveries, part, stand
from tests.figures.test_frame import BASES, FILTERS, groups_of, kept, named

FOUND = START + timedelta(days=30)
PAIRS = st.lists(st.tuples(st.integers(101, 112), st.integers(201, 212)), max_size=6, unique=True)
MEASURES = ["cases", "detections", "seizures", "strategic_outcomes", "goods_lines", "quantity_mass", "persons_arrested"]


def twinned(sent: list[Sent], pairs: list[tuple[int, int]]) -> Frame:
    store = Store()
    store.add(part(each) for each in sent if each.rows)
    return Frame(store, [stand(each) for each in sent], (), [Twins(*pair, FOUND) for pair in pairs])


def once(rows: list[Row], pairs: list[tuple[int, int]]) -> list[Row]:
    """One row of each group of cases that are one, found the plain way: that of the smallest number."""
    groups = {row.case: {row.case} for row in rows} | {case: {case} for pair in pairs for case in pair}
    for first, second in pairs:
        joined = groups[first] | groups[second]
        for case in joined:
            groups[case] = joined
    first_of: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: row.case):
        first_of.setdefault(min(groups[row.case]), row)
    return list(first_of.values())


def evidence(made: Frame, selection: Selection) -> Evidence:
    return Evidence(made, selection, tally([]), Rates("EUR"))


def only_mine(made: Frame, rows: list[Row]) -> Frame:
    """A frame in which nothing else was ever sent: what these rows come to without any twin."""
    sent = [
        Sent(number, member, "submitted", START, [row for row in rows if row.participation == member])
        for number, member in ((1, 1), (2, 2))
    ]
    return twinned([each for each in sent if each.rows], [])


@given(deliveries(), PAIRS, BASES, FILTERS)
def test_under_any_filter_the_total_is_the_distinct_cases_and_each_member_keeps_its_own(sent, pairs, basis, filters):
    made = twinned(sent, pairs)
    rows = kept(current(sent, basis), filters)
    selection = made.once(made.select(made.counted(basis), filters))
    assert made.cases_by(selection, evidence(made, selection).everything) == [len(once(rows, pairs))]
    members = made.by("participation")
    assert named(made, "participation", made.cases_by(selection, members)) == Counter(
        str(row.participation) for row in rows
    )


@given(deliveries(), PAIRS, BASES, FILTERS, st.sampled_from(["transport_mode", "period", "detection_basis"]))
def test_groups_hold_the_distinct_cases_as_the_first_told_them(sent, pairs, basis, filters, key):
    made = twinned(sent, pairs)
    selection = made.once(made.select(made.counted(basis), filters))
    rows = once(kept(current(sent, basis), filters), pairs)
    found = named(made, key, made.cases_by(selection, made.by(key)))
    # What states nothing stands in no group of a field with several answers.
    told = {name: count for name, count in found.items() if name}
    assert told == Counter(name for row in rows for name in set(groups_of(row, key)) if name)


@given(deliveries(), PAIRS, BASES, st.sampled_from(MEASURES))
def test_every_measure_takes_the_first_telling_for_the_total_and_the_own_one_for_each_member(sent, pairs, basis, key):
    made = twinned(sent, pairs)
    rows = current(sent, basis)
    selection = made.once(made.select(made.counted(basis), {}))
    plain = only_mine(made, once(rows, pairs))
    expected = figures(key, evidence(plain, plain.select(plain.counted("submitted"), {})))
    assert figures(key, evidence(made, selection)) == expected
    untouched = only_mine(made, rows)
    own = evidence(untouched, untouched.select(untouched.counted("submitted"), {}))
    theirs = dict(
        zip(untouched.by("participation").names, by(key, own, untouched.by("participation"))[1:], strict=True)
    )
    mine = dict(
        zip(
            made.by("participation").names,
            by(key, evidence(made, selection), made.by("participation"))[1:],
            strict=True,
        )
    )
    assert {name: value for name, value in mine.items() if value} == {name: v for name, v in theirs.items() if v}


def test_a_decision_holds_from_when_it_was_made_until_it_was_taken_back() -> None:
    twins = Twins(101, 201, FOUND, FOUND + timedelta(days=2))
    told = {days: twins.stand(FOUND + timedelta(days=days)) for days in (0, 1, 2, 3)}
    assert told == {0: False, 1: True, 2: True, 3: False}
    assert not twins.stand(None)


@pytest.fixture
def shared(scene: Operation) -> Operation:
    """Kazakhstan's case 100 and Georgia's 200 were found to be one consignment, yesterday."""
    kz, ge = (db.session.get_one(Submission, number) for number in (1, 2))
    for number, sent in ((100, kz), (200, ge)):
        factories.stored(
            Case(
                id=number, operation_id=scene.id, participation_id=sent.participation_id, rehearsal=False, office="",
                national_ref=str(number), detected_on=datetime(2026, 3, 5, tzinfo=UTC).date(), current_id=sent.id,
            )
        )  # fmt: skip
    link = factories.stored(
        DuplicateLink(operation_id=scene.id, first_id=100, second_id=200, key="C:X", found_at=START, verdict="same")
    )
    factories.stored(DuplicateDecision(link_id=link.id, verdict="same", reason="Same.", at=START, by="OCU", by_id=None))
    db.session.query(ResultsVersion).one().number += 1
    db.session.commit()
    return scene


def shown(operation: Operation, asked: Asked | None = None) -> dict[str, Any]:
    made = document(system_actor("x"), operation, look(system_actor("x"), operation, asked or Asked()))
    charts = {
        chart.key: {c.code: v for c, v in zip(chart.categories, chart.series[0].values, strict=True)}
        for chart in made.charts
        if chart.series
    }
    return {**{each.key: each.value for each in made.measures}, "notes": made.notes, **charts}


def test_key_figures_charts_and_exports_count_it_once_and_credit_both(shared: Operation) -> None:
    found = shown(shared)
    assert found["cases"] == 10
    assert (found["by_member"]["KZ"], found["by_member"]["GE"]) == (6, 4)
    assert sum(value for value in found["by_mode"].values()) == 10
    assert any("counts once" in note.to("en") for note in found["notes"])
    assert shown(shared, Asked(chosen={"member": ("GE",)}))["cases"] == 4


@pytest.mark.parametrize(
    ("gave", "rate"),
    [("KZ", "6.0"), ("GE", "4.0"), ("KZ GE", "4.5")],  # six of 100; three and the shared one of 100; nine of 200
)
def test_a_shared_detection_is_one_hit_of_whoever_of_both_gave_effort(shared: Operation, gave: str, rate: str) -> None:
    days = {"KZ": (date(2026, 3, 1), date(2026, 3, 15)), "GE": (date(2026, 3, 16), date(2026, 3, 31))}
    for each in participations([shared.id]):
        if each.organisation.code in gave.split():
            stored.effort(each, 100, *days[each.organisation.code])
    assert shown(shared)["hit_rate"] == Decimal(rate)


def test_taken_back_both_count_again(shared: Operation) -> None:
    link = db.session.query(DuplicateLink).one()
    factories.stored(DuplicateDecision(link_id=link.id, verdict="open", reason="No.", at=START, by="OCU", by_id=None))
    db.session.query(ResultsVersion).one().number += 1
    db.session.commit()
    assert shown(shared)["cases"] == 11
    assert load(shared).frame.once(Selection(load(shared).frame.counted("submitted"))).cases.sum() == 11


def test_a_row_marked_red_takes_nobodys_place(shared: Operation) -> None:
    kz = db.session.query(Submission).filter_by(id=1).one().participation
    period = shared.periods[0]
    stored.deliver(kz, [stored.row(100, period.id, handling="RED")])
    frame = load(shared).frame
    assert int(frame.once(Selection(frame.counted("submitted"))).cases.sum()) == 11
