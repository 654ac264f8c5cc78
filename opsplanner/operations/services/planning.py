"""Changing a plan: one section at a time, never over somebody else's change without saying so; and entering a phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.errors import Refusal
from opsplanner.core.versions import stamp, unchanged
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.operations.services.drafting import drop_draft
from opsplanner.operations.services.families import no_circle
from opsplanner.operations.services.finding import editable, section_of

Publish = Callable[[Actor, Operation], None]


@writes
def edit_section(
    actor: Actor,
    code: str,
    key: str,
    values: Mapping[str, Any],
    publish_template: Publish,
    *,
    version: str | None = None,
    holds_results: bool = False,
    reason: str = "",
) -> Operation:
    """Stores one section, and the editor's draft of it is done with.

    `version` is the stamp of what the editor started from; raises Stale when that is no longer what stands.
    """
    operation, section = editable(actor, code), section_of(key)
    if holds_results and section.moves_results and not reason.strip():
        raise Refusal(_l("Results have been reported: say in one sentence why this changes."))
    before = section.read(operation)
    unchanged(before, version)
    if "follows_id" in values:
        no_circle(operation, values["follows_id"])
    section.write(operation, values)
    drop_draft(actor, operation, key)
    after = section.read(operation)
    if stamp(after) == stamp(before):
        return operation
    said = {**after, "reason": reason} if reason else after
    audit.record(actor, f"plan:edit_{key}", code, scope=code, before=before, after=said)
    if section.in_template:
        publish_template(actor, operation)
    return operation


@writes
def enter_phase(actor: Actor, code: str, phase: str) -> Operation:
    """Says in which phase the operation is now."""
    operation = editable(actor, code)
    if phase not in set(PhaseKind):
        raise Refusal(_l("There is no such phase."))
    before, operation.phase = operation.phase, phase
    if before != phase:
        audit.record(actor, "operation:enter_phase", code, scope=code, before={"phase": before}, after={"phase": phase})
    return operation
