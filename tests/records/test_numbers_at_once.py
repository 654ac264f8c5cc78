"""A long column of numbers read in one go says exactly what each of its numbers read alone would say."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from opsplanner.records.field import Field, Limits
from opsplanner.records.kinds import Reading, read_values
from opsplanner.records.kinds.base import read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.problem import Flaw
from tests.records.support import TEMPLATE

LIMITS = [
    Limits(),
    Limits(above=Decimal(0)),
    Limits(least=Decimal(0), most=Decimal(100_000), places=2),
]
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.decimals(-10, 10**6, places=3).map(float),
    st.sampled_from([0.0, -0.0, 0.1 + 0.2, 1e15, 12.0, 99_999.99]),
)
CELLS = st.lists(st.one_of(NUMBERS, st.sampled_from([None, "", "12,5", "~3", True, 7])), max_size=12)


def field(kind: str, limits: Limits) -> Field:
    quantity = TEMPLATE.by_key["quantity"]
    return Field(quantity.key, quantity.level, kind, quantity.label, limits=limits)


@given(CELLS, st.sampled_from(LIMITS), st.sampled_from(["decimal", "integer"]))
def test_together_or_alone_a_number_is_the_same(cells: list[Any], limits: Limits, kind: str):
    reading = Reading(field(kind, limits))
    alone = [read_value(kind_of(kind), cell, reading) for cell in cells]
    together = read_values(kind_of(kind), cells, reading)
    assert [(type(each), repr(each)) for each in together] == [(type(each), repr(each)) for each in alone]


def test_plain_numbers_within_the_limits_are_read_in_one_go():
    reading = Reading(field("decimal", LIMITS[2]))
    assert kind_of("decimal").read_at_once([1.25, "", 3.0], reading) == [Decimal("1.25"), None, Decimal(3)]
    assert kind_of("decimal").read_at_once([1.25, 3.125], reading) is None
    assert kind_of("decimal").read_at_once([1.25, 100_000.5], reading) is None


def test_a_number_without_end_is_no_number():
    for kind in ("decimal", "integer"):
        for cell in (float("inf"), float("-inf"), float("nan")):
            assert read_value(kind_of(kind), cell, Reading(field(kind, Limits()))) == Flaw("R-020")
