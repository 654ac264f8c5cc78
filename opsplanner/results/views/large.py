"""Pages that look at every row of a draft: of a large one they are answered apart, so that the web process stays small and free."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g

from opsplanner.core import apart
from opsplanner.operations.services import find
from opsplanner.results import services


def apart_when_large(view: Callable[[str, int], Any]) -> Callable[[str, int], Any]:
    """Marks such a page."""

    @wraps(view)
    def shown(code: str, draft_id: int) -> Any:
        draft = services.find_draft(g.actor, find(g.actor, code), draft_id)
        if draft.rows > services.LOOK_APART and not apart.is_apart():
            return apart.answer()
        return view(code, draft_id)

    return shown
