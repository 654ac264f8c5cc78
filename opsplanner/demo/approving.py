"""The plans of the demo are approved before their operations begin; that of COSMO 2 once more, after a late change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.demo import facts, sayings
from opsplanner.demo.cast import Cast
from opsplanner.demo.planning import on
from opsplanner.operations import readiness
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.operations.services import Unready
from opsplanner.operations.views.blueprint import panels
from opsplanner.results.services import publish_template

BEFORE = timedelta(days=12)


def approve(cast: Cast, operation: Operation) -> None:
    """Whatever is not ready then is approved all the same, for a reason that is said."""
    planner, code = cast.person("planner"), operation.code
    with clock.frozen(on(operation.starts_on - BEFORE)):
        _approve(planner, code, "")
    changed = facts.read("plans")["changed"].get(code)
    if changed:
        with clock.frozen(on(changed["on"])):
            operations.edit_section(planner, code, changed["section"], changed["values"], publish_template)
            _approve(planner, code, str(sayings.DECIDED_LATE))


def _approve(planner: Actor, code: str, reason: str) -> None:
    overrides = {point.key: str(sayings.NOT_WAITED_FOR) for point in _judge(planner, operations.find(planner, code))}
    operations.approve_plan(planner, code, _judge, overrides, reason)


def _judge(actor: Actor, operation: Operation) -> Sequence[Unready]:
    return readiness.unready(panels(), actor, operation)
