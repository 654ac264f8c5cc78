"""The lists of what is remembered of a Member's own sheets: its headings, its values and how it writes dates."""

from __future__ import annotations

from collections.abc import Mapping

from opsplanner.core.listing import Listing, Page
from opsplanner.results.models import ColumnMemory, ValueMemory
from opsplanner.results.services.remembering import headings_of, values_of

HEADINGS = Listing(
    sorts={"heading": ColumnMemory.header, "field": ColumnMemory.field},
    search=(ColumnMemory.header,),
    start="heading",
    tiebreak=ColumnMemory.header,
)
VALUES = Listing(
    sorts={"value": ValueMemory.written, "field": ValueMemory.field, "meaning": ValueMemory.meaning},
    search=(ValueMemory.written, ValueMemory.value),
    start="field",
    tiebreak=ValueMemory.value,
)


def heading_page(organisation_id: int, asked: Mapping[str, str]) -> Page[ColumnMemory]:
    """What a Member's headings were said to mean."""
    return HEADINGS.page(headings_of(organisation_id), asked)


def value_page(organisation_id: int, asked: Mapping[str, str]) -> Page[ValueMemory]:
    """What a Member's values were said to mean, and how its dates are written."""
    return VALUES.page(values_of(organisation_id), asked)
