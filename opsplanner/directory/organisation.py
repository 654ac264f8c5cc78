"""What is said of an organisation, and how it is put into its row: with folded names beside, for search and sorting."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from opsplanner.core import audit
from opsplanner.core.db import db
from opsplanner.core.text import Text, fold
from opsplanner.directory.models import Organisation

SEARCH_LENGTH = 300


@dataclass(frozen=True, slots=True)
class OrganisationValues:
    """All that is said of an organisation but its code."""

    kind: str
    name: Text
    parent_id: int | None = None
    country: str | None = None
    wco_region: str = ""
    rilo_id: int | None = None
    email: str = ""
    address: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


NAMES = tuple(field.name for field in fields(OrganisationValues))


def put(code: str, values: OrganisationValues) -> Organisation:
    """In the transaction under way: a new organisation."""
    organisation = Organisation(code=code)
    fill(organisation, values)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def fill(organisation: Organisation, values: OrganisationValues) -> None:
    """Writes the values into the row."""
    for name in NAMES:
        setattr(organisation, name, getattr(values, name))
    russian = values.name.to("ru") if values.name.has("ru") else ""
    for column, lang, other in (("search_en", "en", "fr"), ("search_fr", "fr", "en")):
        words = f"{values.name.to(lang)} {values.name.to(other)} {russian} {organisation.code}"
        setattr(organisation, column, fold(words)[:SEARCH_LENGTH])


def said_of(organisation: Organisation) -> dict[str, Any]:
    """The values as the audit trail keeps them."""
    return audit.snapshot(organisation, *NAMES)
