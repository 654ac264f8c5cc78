"""What was agreed to on the confirm page: a digest of the plan shown, and the cases that the sender takes back with it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from opsplanner.core.access import Actor
from opsplanner.operations.models import Period
from opsplanner.records.check import Checked
from opsplanner.records.report import totals
from opsplanner.results.services.effort import EffortPlan
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.planning import Plan
from opsplanner.results.services.withdrawing import withdraw_case


def digest(checked: Checked, plan: Plan | None, effort: EffortPlan, nil: Sequence[Period]) -> str:
    """Changes whenever sending would do anything else: what the sheet says, how it is read, what counts now, or for which periods
    nil was offered with it."""
    matched = checked.matched
    letters = sorted((table.sheet, *sorted(table.letters.items())) for table in matched.tables.values())
    said = [matched.template.version, letters, checked.ready, sorted(totals(checked).items()), effort.rows, effort.same]
    said.append([period.id for period in nil])
    if plan:
        said.append(plan.cargo.digest)
        said += [plan.cargo.identities, plan.known, plan.periods, plan.absent, len(plan.changes), plan.same]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def take_back(actor: Actor, entry: Entry, plan: Plan | None, cases: Collection[int], reason: str) -> int:
    """Withdraws the cases that are not in the sheet and that the sender ticked (ids); part of the transaction under way."""
    gone = [each.id for each in plan.absent if each.id in cases] if plan else []
    for case in gone:
        withdraw_case(actor, entry.operation, case, reason)
    return len(gone)
