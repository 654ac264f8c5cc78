"""Reads a plan whole: its values section by section, and the names of what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from opsplanner.core import audit
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Marking, Network, Operation, PeriodKind, PlanVersion, Programme
from opsplanner.operations.sections import SECTIONS
from opsplanner.operations.services.reporting import period_values
from opsplanner.operations.telling import Names, Telling

Plan = dict[str, dict[str, Any]]
# What sections asked later than the first versions were kept, and what held until then.
UNASKED: Plan = {"identity": {"follows_id": None}, "evidence": {"marking": Marking.AMBER.value}}


def plan_of(operation: Operation) -> Plan:
    """What stands in the plan now, as plain values by section: what a version of the plan freezes."""
    values = {key: section.read(operation) for key, section in SECTIONS.items()}
    rows = zip(operation.periods, period_values(operation)["periods"], strict=True)
    values["periods"] = {"periods": _planned({"number": period.number, **row} for period, row in rows)}
    plain: Plan = audit.plain(values)
    return plain


def frozen(version: PlanVersion) -> Plan:
    """What a version says, in today's shape: what was not asked in its day holds as it did then."""
    plan: Plan = {key: {**UNASKED.get(key, {}), **values} for key, values in version.sections.items()}
    return {**plan, "periods": {"periods": _planned(plan["periods"]["periods"])}}


def _planned(periods: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Practice is opened and closed at need: it is no part of the plan, and no reason to approve it anew."""
    return [each for each in periods if each["kind"] != PeriodKind.REHEARSAL]


def telling(*plans: Plan, reader_zone: str = "") -> list[Telling]:
    """Plans with the names that they refer to, asked once for all of them."""
    names = names_of(*plans)
    return [Telling(plan, names, reader_zone) for plan in plans]


def names_of(*plans: Plan) -> Names:
    """The names, as they are now, of what plans refer to."""
    identities = [plan["identity"] for plan in plans]
    return Names(
        _names(Programme, (one["programme_id"] for one in identities)),
        _names(Network, (one["network_id"] for one in identities)),
        _names(Organisation, (one["lead_id"] for one in identities)),
        _names(Operation, (one["follows_id"] for one in identities)),
    )


def _names(
    model: type[Programme | Network | Organisation | Operation], ids: Iterable[int | None]
) -> Mapping[int, Text]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = db.session.execute(sa.select(model.id, model.name).where(model.id.in_(wanted)))
    return {row.id: row.name for row in rows}
