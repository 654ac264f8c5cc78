"""Writes weekends.csv: the countries that do not rest on Saturday and Sunday, by CLDR.

Run with the project's own Python when Babel is renewed: PYTHONPATH=.:scripts .venv/bin/python -m reference.weekends
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from reference.tables import write

from opsplanner.reference.clocks import DAYS, SATURDAY_AND_SUNDAY


def main() -> None:
    """Write the file."""
    rest = {code: weekend(code) for code in sorted(get_global("territory_zones"))}
    write(
        "weekends", ("code", "rest"), (_row(code, days) for code, days in rest.items() if days != SATURDAY_AND_SUNDAY)
    )


def weekend(alpha2: str) -> frozenset[int]:
    """The days of rest by the locale that most people of a country have; Saturday and Sunday where it is not known."""
    try:
        there = Locale.parse(f"und_{alpha2}")
    except (UnknownLocaleError, ValueError):
        return SATURDAY_AND_SUNDAY
    return frozenset(_days(there)) if there.territory == alpha2 else SATURDAY_AND_SUNDAY


def _days(there: Locale) -> Iterator[int]:
    length = (there.weekend_end - there.weekend_start) % 7 + 1
    return ((there.weekend_start + after) % 7 for after in range(length))


def _row(code: str, days: frozenset[int]) -> dict[str, str]:
    return {"code": code, "rest": "|".join(DAYS[day] for day in sorted(days))}


if __name__ == "__main__":
    main()
