"""Units of quantity: six families that never mix, converted exactly to small whole base units and back.

Codes are those of UNECE Recommendation 20; factors follow the SI brochure, and 1 Ci = 3.7 x 10^10 Bq by definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LARGEST = 10**15
MOST_DIGITS = len(str(LARGEST))


class Family(StrEnum):
    """Units that can be added to one another."""

    MASS = "mass"
    VOLUME = "volume"
    COUNT = "count"
    LENGTH = "length"
    AREA = "area"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a family; `factor` is how many base units it holds."""

    family: Family
    factor: int


# Base units: mg, µl, 1/1000 piece, mm, mm², Bq.
UNITS = {
    "KGM": Unit(Family.MASS, 10**6),
    "GRM": Unit(Family.MASS, 10**3),
    "MGM": Unit(Family.MASS, 1),
    "TNE": Unit(Family.MASS, 10**9),
    "LTR": Unit(Family.VOLUME, 10**6),
    "MLT": Unit(Family.VOLUME, 10**3),
    "MTQ": Unit(Family.VOLUME, 10**9),
    "H87": Unit(Family.COUNT, 10**3),
    "PR": Unit(Family.COUNT, 2 * 10**3),
    "MIL": Unit(Family.COUNT, 10**6),
    "MTR": Unit(Family.LENGTH, 10**3),
    "MTK": Unit(Family.AREA, 10**6),
    "BQL": Unit(Family.ACTIVITY, 1),
    "2Q": Unit(Family.ACTIVITY, 10**3),
    "4N": Unit(Family.ACTIVITY, 10**6),
    "GBQ": Unit(Family.ACTIVITY, 10**9),
    "CUR": Unit(Family.ACTIVITY, 37 * 10**9),
}
# The unit each family is shown and summed in.
DISPLAY = {
    Family.MASS: "KGM",
    Family.VOLUME: "LTR",
    Family.COUNT: "H87",
    Family.LENGTH: "MTR",
    Family.AREA: "MTK",
    Family.ACTIVITY: "BQL",
}


class QuantityError(ValueError):
    """A quantity that cannot be held exactly."""


class TooFine(QuantityError):
    """Finer than the base unit of its family."""


class TooLarge(QuantityError):
    """Above 10^15 base units, or not a number."""


def base_units(quantity: Decimal, unit: str) -> int:
    """Convert, exactly: base_units(Decimal("1.5"), "KGM") is 1,500,000 (mg).

    `unit` is a code of the list "unit" (KeyError otherwise). Raises TooFine or TooLarge; nothing is ever rounded.
    """
    factor = UNITS[unit].factor
    if not quantity.is_finite() or quantity.adjusted() > MOST_DIGITS:
        raise TooLarge(str(quantity))
    if quantity and quantity.adjusted() < -MOST_DIGITS:
        raise TooFine(str(quantity))
    # As a fraction of whole numbers: five times faster than the same in decimals.
    above, below = quantity.as_integer_ratio()
    base, rest = divmod(above * factor, below)
    if abs(base) > LARGEST:
        raise TooLarge(str(quantity))
    if rest:
        raise TooFine(str(quantity))
    return base


def from_base(family: Family, base: int) -> Decimal:
    """Base units in the family's display unit (kg, l, pieces, m, m², Bq), exact and without trailing zeros."""
    digits = len(str(UNITS[DISPLAY[family]].factor)) - 1
    sign, whole = ("-", -base) if base < 0 else ("", base)
    text = str(whole).rjust(digits + 1, "0")
    places = text[len(text) - digits :].rstrip("0")
    return Decimal(f"{sign}{text[: len(text) - digits]}.{places}" if places else f"{sign}{text[: len(text) - digits]}")
