"""What planning asks of people on Home: operations in set-up; papers added meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.i18n import label
from opsplanner.core.needs import Event, Harm, Need, Way
from opsplanner.operations import services
from opsplanner.operations.models import Operation, PhaseKind, PlanVersion
from opsplanner.operations.scope import scope
from opsplanner.operations.setup import SETTING_UP, Progress, tasks
from opsplanner.operations.words import phase_label


def operations_of(actor: Actor) -> list[Operation]:
    """Every operation the reader has a part in, newest first, with what is planned in it."""
    planned = (
        Operation.periods,
        Operation.phases,
        Operation.milestones,
        Operation.objectives,
        Operation.watch,
        Operation.shifts,
        Operation.detail,
        Operation.rates,
    )
    query = scope(actor).options(*(sa.orm.selectinload(each) for each in planned))
    return list(db.session.scalars(query.order_by(Operation.starts_on.desc(), Operation.id)))


def tasks_for(actor: Actor, operations: Sequence[Operation]) -> list[Need]:
    """Operations being set up, and approved plans that changed since, for those who write them."""
    mine = [
        each for each in operations if each.phase != PhaseKind.CLOSED and actor.may(Permission.PLAN_EDIT, each.code)
    ]
    changed = [_changed(each, version) for each, version in services.outdated(mine)] if mine else []
    return [*changed, *(_set_up(each) for each in mine if each.phase in SETTING_UP)]


def news(actor: Actor, operations: Sequence[Operation], since: datetime) -> list[Event]:
    """Papers that the reader may open and that were added since."""
    found = []
    for operation, count, at in services.papers_since(actor, operations, since):
        said = ngettext("%(num)s document was added", "%(num)s documents were added", count)
        found.append(Event(at, operation.code, said, url_for("operations.documents", code=operation.code)))
    return found


def _changed(operation: Operation, version: PlanVersion) -> Need:
    code = operation.code
    return Need(
        harm=Harm.ASKED,
        state="due",
        said=_("Plan changed"),
        code=code,
        title=_("Approve the plan of %(name)s again", name=label(operation.name)),
        hint=_("It has changed since version %(number)s was approved.", number=version.number),
        ways=(
            Way(_("See what changed"), url_for("operations.plan_difference", code=code, version=version.number)),
            Way(_("Approve…"), url_for("operations.approve_plan", code=code)),
        ),
    )


def _set_up(operation: Operation) -> Need:
    parts = tasks(operation)
    done = sum(task.progress == Progress.DONE for task in parts)
    return Need(
        harm=Harm.SET_UP,
        state="planned",
        said=phase_label(operation.phase),
        code=operation.code,
        title=_("Set up %(name)s", name=label(operation.name)),
        hint=_("%(done)s of %(all)s parts of the plan are done", done=done, all=len(parts)),
        ways=(Way(_("Go on"), url_for("operations.overview", code=operation.code)),),
    )
