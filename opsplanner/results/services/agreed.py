"""What was agreed to on the confirm page: a digest of the plan shown, and the cases that the sender takes back with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.records.check import Checked
from opsplanner.records.report import totals
from opsplanner.results.models import Case
from opsplanner.results.services.effort import EffortPlan
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.planning import Plan
from opsplanner.results.services.withdrawing import withdraw_case


def digest(checked: Checked, plan: Plan | None, effort: EffortPlan) -> str:
    """Changes whenever sending would do anything else: what the sheet says, how it is read, or what counts now."""
    matched = checked.matched
    letters = sorted((table.sheet, *sorted(table.letters.items())) for table in matched.tables.values())
    said = [matched.template.version, letters, checked.ready, sorted(totals(checked).items()), effort.rows, effort.same]
    if plan:
        said.append(plan.cargo.digest)
        said += [plan.cargo.identities, plan.known, plan.periods, plan.absent, len(plan.changes), plan.same]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def take_back(
    actor: Actor, entry: Entry, plan: Plan | None, references: Sequence[str], reason: str, *, rehearsal: bool
) -> int:
    """Withdraws cases that are not in the sheet and that the sender named; part of the transaction under way."""
    named = set(references) & set(plan.absent if plan else ())
    if not named or plan is None:
        return 0
    here = set(plan.cargo.identities)
    mine = (
        Case.participation_id == entry.participation.id,
        Case.rehearsal.is_(rehearsal),
        Case.current_id.is_not(None),
    )
    found = db.session.execute(
        sa.select(Case.id, Case.office, Case.national_ref).where(*mine, Case.national_ref.in_(named))
    ).all()
    office = entry.sender.code if entry.sender.id != entry.participation.organisation_id else None
    gone = [
        case
        for case, place, reference in found
        if (place, reference) not in here and (office is None or place == office)
    ]
    for case in gone:
        withdraw_case(actor, entry.operation, case, reason)
    return len(gone)
