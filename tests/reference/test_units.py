"""Quantities convert exactly within their family, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.reference import code_list
from opsplanner.reference.units import LARGEST, UNITS, Family, QuantityError, TooFine, TooLarge, base_units, from_base


def test_every_unit_of_the_code_list_has_a_factor() -> None:
    assert set(UNITS) == set(code_list("unit").codes)


@pytest.mark.parametrize(
    ("quantity", "unit", "family", "base"),
    [
        ("1.5", "KGM", Family.MASS, 1_500_000),
        ("0.001", "TNE", Family.MASS, 1_000_000),
        ("2", "PR", Family.COUNT, 4_000),
        ("1.25", "MIL", Family.COUNT, 1_250_000),
        ("1", "MTQ", Family.VOLUME, 1_000_000_000),
        ("1", "CUR", Family.ACTIVITY, 37_000_000_000),
        ("0.000001", "MTK", Family.AREA, 1),
        ("-3", "MTR", Family.LENGTH, -3_000),
        ("0E-99999", "KGM", Family.MASS, 0),
    ],
)
def test_a_quantity_becomes_whole_base_units(quantity: str, unit: str, family: Family, base: int) -> None:
    assert (UNITS[unit].family, base_units(Decimal(quantity), unit)) == (family, base)


@pytest.mark.parametrize("quantity", ["0.0000001", "1E-999999", "0." + "1" * 90])
def test_a_quantity_finer_than_the_base_unit_is_refused(quantity: str) -> None:
    with pytest.raises(TooFine):
        base_units(Decimal(quantity), "KGM")


@pytest.mark.parametrize("quantity", ["1000000000.000001", "1E+999999", "1" + "0" * 80, "NaN", "Infinity"])
def test_a_quantity_above_the_limit_is_refused(quantity: str) -> None:
    with pytest.raises(TooLarge):
        base_units(Decimal(quantity), "KGM")


def test_the_largest_quantity_is_still_held() -> None:
    assert base_units(Decimal(10**9), "KGM") == LARGEST


@given(st.sampled_from(sorted(UNITS)), st.decimals(allow_nan=True, allow_infinity=True))
def test_a_quantity_is_exact_or_refused(unit: str, quantity: Decimal) -> None:
    try:
        base = base_units(quantity, unit)
    except QuantityError:
        return
    assert base == quantity * UNITS[unit].factor


@given(st.sampled_from(Family), st.integers(-(10**30), 10**30))
def test_base_units_come_back_exactly(family: Family, base: int) -> None:
    shown = from_base(family, base)
    display = {"mass": 10**6, "volume": 10**6, "count": 1000, "length": 1000, "area": 10**6, "activity": 1}[family]
    numerator, denominator = shown.as_integer_ratio()
    assert numerator * display == base * denominator
    assert "E" not in str(shown)
