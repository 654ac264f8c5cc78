"""Sheets sent and reviewed straight through the services, for tests of what comes after."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.results import services
from opsplanner.results.models import Case, Submission
from opsplanner.results.services import Choices
from tests.results.world import World, row, sheet


def send_rows(
    world: World,
    *rows: dict[str, str],
    who: str = "kz",
    member: str = "",
    handling: str = "AMBER",
    named: tuple[int, ...] = (),
) -> Submission:
    """A sheet of these rows, by this person, for a Member when one is named."""
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation, member), sheet(*rows))
    assert isinstance(draft, services.Draft)
    looked = services.look(actor, world.operation, draft.id)
    reasons = {problem.code: "It is so" for problem in looked.checked.of("warning")}
    choices = Choices(handling=handling, named=named, reasons=reasons)
    return services.send(actor, world.operation, draft.id, choices).submission


def send_row(world: World, who: str = "kz", member: str = "", handling: str = "AMBER", **changes: str) -> Submission:
    """A sheet of one good row."""
    return send_rows(world, row(**changes), who=who, member=member, handling=handling)


def accepted(world: World, submission: Submission, who: str = "liaison") -> Submission:
    """The same, reviewed and accepted."""
    services.take_in_review(world.actor(who), world.operation, submission.id)
    return services.accept(world.actor(who), world.operation, submission.id)


def case_of(reference: str, office: str = "") -> int:
    """The number of a case by its reference in an office."""
    return db.session.scalars(sa.select(Case.id).where(Case.national_ref == reference, Case.office == office)).one()
