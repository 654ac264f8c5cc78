"""Drafts begun before the version of the template now in force: how many it reaches, and what must be answered in them besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.records.field import Field
from opsplanner.results.models import Draft
from opsplanner.results.overtaken import unfinished
from opsplanner.results.services.templates import demanded_since, read_version, version_of


class Reach(NamedTuple):
    """How many drafts are open, and of how many Members."""

    drafts: int
    members: int


class Newer(NamedTuple):
    """The version that came while a draft was open, the one the draft was begun with, and the fields demanded only since."""

    number: int
    before: int
    at: datetime | None
    demanded: Sequence[Field]


def reach(operation: Operation) -> Reach:
    """The drafts of an operation that are still worked on: those overtaken by a later upload and those that cannot be read are not."""
    query = sa.select(Draft).join(Draft.participation).where(Participation.operation_id == operation.id)
    found = [each for each in unfinished(list(db.session.scalars(query))) if "refused" not in each.report]
    return Reach(len(found), len({each.participation_id for each in found}))


def newer(operation: Operation, draft: Draft | None) -> Newer | None:
    """What a draft must answer that was not demanded when it was begun; None where there is nothing."""
    begun, version = draft.choices.get("version", 0) if draft else 0, operation.template
    if version is None or not 0 < begun < version.number:
        return None
    demanded = demanded_since(read_version(version), read_version(version_of(operation, begun)))
    return Newer(version.number, begun, version.published_at, demanded) if demanded else None
