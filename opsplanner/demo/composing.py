"""What the planner of an operation asks beside the standard fields, put into its template by the steps of the builder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from opsplanner.core import clock
from opsplanner.demo import sayings
from opsplanner.demo.cast import Cast
from opsplanner.demo.planning import on
from opsplanner.operations.models import Operation
from opsplanner.results.composing.entering import own_blank, own_field
from opsplanner.results.services import composing

# Once the plan stands, and long before anybody reports.
AFTERWARDS = timedelta(days=10)


def ask_more(cast: Cast, operation: Operation, told: Mapping[str, Any]) -> None:
    """The operation's own fields, published as the next version of its template; most operations have none."""
    fields, planner = told.get("own_fields", ()), cast.person("planner")
    with clock.frozen(on(told["opened_on"]) + AFTERWARDS):
        for values in fields:
            composition = composing.look_at_draft(planner, operation.code).composition
            entered = {**own_blank(), "choices": "", "least": Decimal(0), "most": None, **values}
            composing.put_field(planner, operation.code, own_field(entered, composition, None), None, None)
        if fields:
            stamp = composing.look_at_draft(planner, operation.code).stamp
            composing.publish_draft(planner, operation.code, stamp, str(sayings.ASKED_MORE))
