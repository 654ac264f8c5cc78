"""The unit after a number agrees with it in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opsplanner.reference.amounts import unit_after


@pytest.mark.parametrize(
    ("code", "value", "english", "french"),
    [
        ("H87", "1", "piece", "pièce"),
        ("H87", "0", "pieces", "pièce"),
        ("H87", "0.5", "pieces", "pièce"),
        ("H87", "1.5", "pieces", "pièce"),
        ("H87", "2", "pieces", "pièces"),
        ("PR", "1.0", "pair", "paire"),
        ("MIL", "3", "thousands", "milliers"),
        ("KGM", "1", "kg", "kg"),
        ("XYZ", "1", "XYZ", "XYZ"),
    ],
)
def test_one_is_singular_and_in_french_all_below_two(code: str, value: str, english: str, french: str) -> None:
    unit = unit_after(code, Decimal(value))
    assert (unit.to("en"), unit.to("fr"), unit.has("ru")) == (english, french, True)
