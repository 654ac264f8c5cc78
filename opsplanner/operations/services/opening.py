"""Opening an operation from a preset; who opens it becomes its planner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.text import Text
from opsplanner.operations.models import Objective, Operation, OperationSeat, Period, Phase, PhaseKind
from opsplanner.operations.periods import LONGEST, Window, lay
from opsplanner.operations.presets import PRESETS, Preset, hs_edition
from opsplanner.operations.sections import searchable
from opsplanner.operations.services.planning import Publish

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,18}[A-Z0-9]")
EMPTY = Text.of()


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be known to open an operation; `lead_id` is the organisation that leads it (the opener's when None)."""

    code: str
    name: Text
    preset: str
    starts_on: date
    ends_on: date
    time_zone: str = "UTC"
    programme_id: int | None = None
    network_id: int | None = None
    lead_id: int | None = None
    synthetic: bool = False


@writes
def open_operation(actor: Actor, opening: Opening, publish_template: Publish) -> Operation:
    """Stores the operation with all that its preset brings, its result template, and the opener's seat as planner."""
    if not actor.may(Permission.OPERATIONS_OPEN):
        raise Forbidden(_l("Only the secretariat, and people it has named, open operations."))
    _check(opening)
    preset = PRESETS[opening.preset]
    operation = _from_preset(opening, preset, opening.lead_id or actor.organisation_id)
    db.session.add(operation)
    db.session.flush()
    if actor.user_id and actor.organisation_id:
        db.session.add(
            OperationSeat(
                account_id=actor.user_id,
                operation_id=operation.id,
                organisation_id=actor.organisation_id,
                role=Role.PLANNER,
            )
        )
    known = audit.snapshot(operation, "code", "name", "preset", "starts_on", "ends_on", "time_zone")
    audit.record(actor, "operation:open", opening.code, scope=opening.code, after=known)
    publish_template(actor, operation)
    return operation


def taken(code: str) -> bool:
    """Whether an operation has this code already."""
    return db.session.scalar(sa.select(Operation.id).where(Operation.code == code)) is not None


def _check(opening: Opening) -> None:
    if not CODE.fullmatch(opening.code):
        raise Refusal(_l("Write the code with 3 to 20 capital letters, digits and hyphens, for example COSMO2."))
    if taken(opening.code):
        raise Refusal(_l("There is already an operation with this code."))
    if opening.ends_on < opening.starts_on:
        raise Refusal(_l("The last day is before the first."))
    if opening.ends_on - opening.starts_on > LONGEST:
        raise Refusal(_l("These are more than three years. Check the years of both days."))


def _from_preset(opening: Opening, preset: Preset, lead_id: int | None) -> Operation:
    first, last = opening.starts_on, opening.ends_on
    return Operation(
        code=opening.code,
        name=opening.name,
        search=searchable(opening.code, opening.name),
        preset=preset.key,
        programme_id=opening.programme_id,
        network_id=opening.network_id,
        lead_id=lead_id,
        purpose=EMPTY, background=EMPTY, references=EMPTY, scope=EMPTY, note=EMPTY,
        hs_edition=hs_edition(first),
        blocks=list(preset.blocks),
        risk_indicators=[{"code": code, "text": text.as_dict()} for code, text in preset.risk_indicators],
        time_zone=opening.time_zone,
        starts_on=first,
        ends_on=last,
        phase=PhaseKind.PLANNING,
        synthetic=opening.synthetic,
        created_at=clock.now(),
        phases=[_phase(*shape.days(first, last), shape.kind) for shape in preset.phases],
        periods=[stored(window) for window in lay(preset.pattern, first, last, opening.time_zone)],
        objectives=[
            Objective(position=position, text=goal.text, measure=goal.measure, target=goal.target)
            for position, goal in enumerate(preset.goals, start=1)
        ],
    )  # fmt: skip


def _phase(starts_on: date, ends_on: date, kind: PhaseKind) -> Phase:
    return Phase(kind=kind, starts_on=starts_on, ends_on=ends_on, note=EMPTY, criteria=EMPTY)


def stored(window: Window) -> Period:
    """A window as it is kept: open."""
    return Period(
        number=window.number,
        kind=window.kind,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        due_at=window.due_at,
        state="open",
    )
