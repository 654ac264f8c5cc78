"""Two people change the same thing: the later one is told, sees both versions, and loses nothing of what was typed.

A form carries the stamp of the values it was opened with; the service that stores it compares the stamp with what stands then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.errors import Conflict


class Stale(Conflict):
    """Somebody changed the thing since its form was opened; `stored` are the values that stand now."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__(_l("Somebody changed this while you were writing. Both versions are shown."))
        self.stored = dict(stored)


def stamp(values: Mapping[str, Any]) -> str:
    """What a form carries to tell whether its thing has changed since: the same for the same values."""
    content = json.dumps(audit.plain(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def unchanged(stored: Mapping[str, Any], version: str | None) -> None:
    """Raises Stale when what stands is not what `version` was the stamp of; None comes from no form and is not compared."""
    if version is not None and version != stamp(stored):
        raise Stale(stored)
