"""The directory of organisations: added, changed and retired by the secretariat, never removed."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.versions import stamp, unchanged
from opsplanner.directory.models import Organisation
from opsplanner.directory.organisation import OrganisationValues, fill, put, said_of
from opsplanner.directory.scope import offices_of


def find_organisation(code: str) -> Organisation:
    """The organisation of that code, whatever its case; raises Missing."""
    found = db.session.scalar(sa.select(Organisation).where(Organisation.code == code.strip().upper()))
    if found is None:
        raise Missing(_l("There is no organisation with the code %(code)s.", code=code))
    return found


def organisation_stamp(organisation: Organisation) -> str:
    """What its form carries to tell whether it has changed since."""
    return stamp(said_of(organisation))


@writes
def add_organisation(actor: Actor, code: str, values: OrganisationValues) -> Organisation:
    """A new organisation; its code is its name for good."""
    _only_secretariat(actor)
    code = code.strip().upper()
    if db.session.scalar(sa.select(Organisation.id).where(Organisation.code == code)) is not None:
        raise Refusal(_l("There is already an organisation with the code %(code)s.", code=code))
    organisation = put(code, values)
    audit.record(actor, "organisation:add", code, after=said_of(organisation))
    return organisation


@writes
def change_organisation(
    actor: Actor, code: str, values: OrganisationValues, version: str | None = None
) -> Organisation:
    """Says something else of an organisation. Raises Stale when it is no longer as `version` says."""
    _only_secretariat(actor)
    organisation = find_organisation(code)
    db.session.refresh(organisation, with_for_update={"of": Organisation})
    before = said_of(organisation)
    unchanged(before, version)
    if values.parent_id is not None and values.parent_id in db.session.scalars(offices_of(organisation.id)).all():
        raise Refusal(_l("An organisation cannot lie under itself or under one of its own offices."))
    fill(organisation, values)
    db.session.flush()
    after = said_of(organisation)
    if after != before:
        changed = {key for key in after if after[key] != before[key]}
        audit.record(
            actor,
            "organisation:change",
            organisation.code,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )
    return organisation


@writes
def retire_organisation(actor: Actor, code: str, last_day: date) -> Organisation:
    """After its last day it is offered nowhere any more; what it took part in stays."""
    _only_secretariat(actor)
    organisation = find_organisation(code)
    if organisation.valid_from and last_day < organisation.valid_from:
        raise Refusal(_l("The last day lies before the first."))
    before = organisation.valid_to
    organisation.valid_to = last_day
    audit.record(
        actor, "organisation:retire", organisation.code, before={"valid_to": before}, after={"valid_to": last_day}
    )
    return organisation


@writes
def restore_organisation(actor: Actor, code: str) -> Organisation:
    """It is offered again."""
    _only_secretariat(actor)
    organisation = find_organisation(code)
    audit.record(actor, "organisation:restore", organisation.code, before={"valid_to": organisation.valid_to})
    organisation.valid_to = None
    return organisation


def _only_secretariat(actor: Actor) -> None:
    if not actor.is_secretariat:
        raise Forbidden(_l("Only the secretariat edits the directory."))
