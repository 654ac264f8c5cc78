"""What several services demand before they change anything: a period that is open, and a reason."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core.errors import Refusal
from opsplanner.operations.models import Period


def demand_open(period: Period) -> None:
    """Raises Refusal for a period that is closed."""
    if period.state == "closed":
        raise Refusal(is_closed(period))


def is_closed(period: Period) -> Any:
    """The sentence about a closed period."""
    return _l("Period %(number)s is closed. Ask the planner to open it again.", number=period.number)


def demand_reason(reason: str) -> None:
    """Raises Refusal for an empty one."""
    if not reason.strip():
        raise Refusal(_l("Say in one sentence why."))
