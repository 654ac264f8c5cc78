"""The Regional Intelligence Liaison Offices (RILO; BRLR in French) of the WCO, and which of them serves a country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from opsplanner.core.text import Text
from opsplanner.reference.codes import code_list
from opsplanner.reference.data import rows


@dataclass(frozen=True, slots=True)
class Rilo:
    """An office: its WCO region is a code of the list "region"; a date that is None is not known or not yet."""

    code: str
    label: Text
    region: str
    note: str
    valid_from: date | None
    valid_to: date | None


@cache
def rilos() -> dict[str, Rilo]:
    """Every office by code, in the order of the file."""
    return {
        row["code"]: Rilo(
            code=row["code"],
            label=Text.of(row["label_en"], fr=row["label_fr"]),
            region=row["region"],
            note=row["note"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows("rilos")
    }


def rilo_of(country: str) -> Rilo | None:
    """The office assumed to serve a country (alpha-2); None where no office is known to. Members may choose another."""
    known = code_list("country").codes.get(country)
    return rilos().get(known.extra["rilo"]) if known else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
