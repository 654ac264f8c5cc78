"""Approving a plan: what stands is frozen as a version, with the reason for every point that was not ready; versions are read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import stamp, unchanged
from opsplanner.operations.models import Operation, PlanVersion
from opsplanner.operations.services.finding import editable
from opsplanner.operations.services.telling import Plan, frozen, names_of, plan_of
from opsplanner.operations.telling import Names, Telling


@dataclass(frozen=True, slots=True)
class Unready:
    """A point that is not ready, as every language of the screen says it."""

    key: str
    said: Text


Judge = Callable[[Actor, Operation], Sequence[Unready]]


@writes
def approve_plan(
    actor: Actor, code: str, judge: Judge, overrides: Mapping[str, str], reason: str, *, version: str | None = None
) -> PlanVersion:
    """Freezes the plan as its next version; `overrides` says for every point that is not ready why that does not matter.

    Raises Stale when the plan is no longer the one of `version`, which the actor has read.
    """
    operation = editable(actor, code)
    # Frozen is what the database gives back, to the last digit: within a larger transaction, too.
    db.session.flush()
    db.session.expire_all()
    plan, last = plan_of(operation), latest(operation)
    unchanged(plan, version)
    if last is not None:
        if not differs(last, plan):
            raise Refusal(_l("The plan has not changed since its last version was approved."))
        if not reason.strip():
            raise Refusal(_l("Say in one sentence why the plan changed."))
    points = judge(actor, operation)
    if any(not overrides.get(point.key, "").strip() for point in points):
        raise Refusal(_l("Say for each point that is not ready why the plan is approved all the same."))
    approved = PlanVersion(
        operation_id=operation.id,
        number=last.number + 1 if last else 1,
        sections=plan,
        names=names_of(plan).as_dict(),
        overrides=[
            {"check": each.key, **each.said.as_dict(), "reason": overrides[each.key].strip()} for each in points
        ],
        reason=reason.strip() if last else "",
        approved_at=clock.now(),
        approved_by=actor.label,
    )
    db.session.add(approved)
    db.session.flush()
    after = {"overrides": approved.overrides, "reason": approved.reason, "stamp": stamp(plan)}
    audit.record(actor, "plan:approve", f"{code} {approved.number}", scope=code, after=after)
    return approved


def versions(operation: Operation) -> list[PlanVersion]:
    """The approved versions, the newest first."""
    return list(db.session.scalars(_versions(operation)))


def latest(operation: Operation) -> PlanVersion | None:
    """The version in force, if the plan was ever approved."""
    return db.session.scalar(_versions(operation).limit(1))


def outdated(operations: Sequence[Operation]) -> list[tuple[Operation, PlanVersion]]:
    """Those whose plan was approved and says something else now, each with the version in force; one question for all."""
    newest = (
        sa.select(PlanVersion.operation_id, sa.func.max(PlanVersion.number).label("number"))
        .where(PlanVersion.operation_id.in_([each.id for each in operations]))
        .group_by(PlanVersion.operation_id)
        .subquery()
    )
    is_newest = sa.and_(PlanVersion.operation_id == newest.c.operation_id, PlanVersion.number == newest.c.number)
    in_force = {each.operation_id: each for each in db.session.scalars(sa.select(PlanVersion).join(newest, is_newest))}
    pairs = [(each, in_force[each.id]) for each in operations if each.id in in_force]
    return [(operation, version) for operation, version in pairs if differs(version, plan_of(operation))]


def version_of(operation: Operation, number: int) -> PlanVersion:
    """One version; raises Missing when there is none of that number."""
    found = db.session.scalar(_versions(operation).where(PlanVersion.number == number))
    if found is None:
        raise Missing
    return found


def differs(version: PlanVersion, plan: Plan) -> bool:
    """Whether the plan says something else than the version."""
    return stamp(frozen(version)) != stamp(plan)


def telling_of(version: PlanVersion, reader_zone: str = "") -> Telling:
    """The version, to be told with the names of its day."""
    return Telling(frozen(version), Names.read(version.names), reader_zone)


def _versions(operation: Operation) -> sa.Select[PlanVersion]:
    return sa.select(PlanVersion).where(PlanVersion.operation_id == operation.id).order_by(PlanVersion.number.desc())
