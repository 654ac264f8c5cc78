"""Members and other organisations, found by words in any language, or by code."""

from __future__ import annotations

import sqlalchemy as sa
from flask import url_for

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.i18n import label
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation, OrganisationKind
from opsplanner.directory.words import KINDS

COLUMNS = (Organisation.code, Organisation.name, Organisation.kind)


def organisations(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Those of the directory."""
    if not actor.may(Permission.ORGANISATIONS_SEE):
        return []
    by_code = sa.func.lower(Organisation.code) == asked.plain
    named = sa.or_(by_code, asked.in_columns(Organisation.search_en), asked.in_columns(Organisation.search_fr))
    query = sa.select(*COLUMNS).where(named).order_by(by_code.desc(), Organisation.search_en).limit(most)
    return [_hit(*each) for each in db.session.execute(query)]


def nearly(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """The same where a word was mistyped."""
    if not actor.may(Permission.ORGANISATIONS_SEE):
        return []
    every = db.session.execute(sa.select(*COLUMNS).order_by(Organisation.search_en))
    alike = [each for each in every if asked.is_nearly_in(" ".join((each.code, *each.name.all())))]
    return [_hit(*each) for each in alike[:most]]


def _hit(code: str, name: Text, kind: str) -> Hit:
    return Hit(
        Sort.ORGANISATION,
        label(name),
        url_for("directory.organisation", org=code),
        f"{code} · {KINDS[OrganisationKind(kind)]}",
        known_by(code, *name.all()),
    )
