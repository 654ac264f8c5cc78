"""Nobody who puts together all views there are finds one or two cases of others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsplanner.core import clock
from opsplanner.figures.reader import Reader
from tests.figures import attack
from tests.figures.attack import CLASSES, KINDS, MEMBERS, MODES, PERIODS, PLACES, Case

OBSERVER = Reader(members=frozenset(), suppress=True, fixed=True)
# Cases come in bunches: else every number is small and nothing is told.
BUNCH = st.tuples(
    st.builds(
        Case,
        st.sampled_from(MEMBERS),
        st.tuples(
            st.sampled_from(sorted(PERIODS)),
            st.sampled_from(KINDS),
            st.sampled_from(MODES),
            st.sampled_from(CLASSES),
            st.sampled_from(PLACES),
            st.sampled_from([False, False, False, True]),
        ),
    ),
    st.sampled_from([1, 1, 2, 3, 4, 7, 12]),
)
CASES = st.lists(BUNCH, max_size=14).map(lambda found: [case for case, many in found for _ in range(many)])
LATE = datetime(2026, 4, 20, 9, tzinfo=UTC)


@pytest.fixture
def patch():
    with pytest.MonkeyPatch.context() as found:
        yield found


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cases=CASES)
def test_no_member_finds_one_or_two_cases_of_others(patch, cases):
    with clock.frozen(LATE):
        operation = attack.stage(patch, cases)
        for own in MEMBERS[:2]:
            equations = [each for reader in attack.readers(own) for each in attack.told(operation, reader)]
            assert attack.follows(equations, cases, own) == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cases=CASES)
def test_an_observer_finds_none_however_often_it_looks(patch, cases):
    operation, equations = attack.stage(patch, cases), []
    for day in (datetime(2026, 3, 12, tzinfo=UTC), datetime(2026, 3, 25, tzinfo=UTC), LATE):
        with clock.frozen(day):
            equations += attack.told(operation, OBSERVER)
    assert attack.follows(equations, cases, None) == []
