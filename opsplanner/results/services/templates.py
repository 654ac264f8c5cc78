"""The result template of an operation: published as numbered versions that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation
from opsplanner.records.models import TemplateVersion
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.standard import standard_template

KIND = "results"


@writes
def publish_template(actor: Actor, operation: Operation) -> None:
    """Stores the operation's result template as its next version, when what it asks has changed since the last."""
    last = db.session.scalar(
        sa.select(TemplateVersion)
        .where(TemplateVersion.kind == KIND, TemplateVersion.key == operation.code)
        .order_by(TemplateVersion.number.desc())
        .limit(1)
    )
    number = last.number + 1 if last else 1
    definition = _standard(operation, number).as_dict()
    if last and {**last.definition, "version": number} == {**definition, "version": number}:
        return
    version = TemplateVersion(
        kind=KIND,
        key=operation.code,
        number=number,
        state="published",
        published_at=clock.now(),
        definition=definition,
    )
    db.session.add(version)
    db.session.flush()
    operation.template_id = version.id
    audit.record(
        actor, "template:publish", f"{operation.code} version {number}", scope=operation.code, after={"number": number}
    )


def template_of(operation: Operation) -> Template:
    """The version in force; raises Refusal when none was published yet."""
    if operation.template is None:
        raise Refusal(_l("This operation has no result template yet. Its planner publishes one with the plan."))
    return read_version(operation.template)


def read_version(version: TemplateVersion) -> Template:
    """A stored version as a template; versions never change, so each is read once by a process."""
    place = version.key, version.number, version.published_at
    if place not in _read:
        _read[place] = Template.read(version.definition)
    return _read[place]


_read: dict[tuple[str, int, datetime | None], Template] = {}


def _standard(operation: Operation, number: int) -> Template:
    return standard_template(
        operation.code,
        operation.name,
        blocks=operation.blocks,
        phase=(operation.starts_on, operation.ends_on),
        edition=str(operation.hs_edition),
        version=number,
        risk_indicators=_codes(operation.risk_indicators),
    )


def _codes(choices: Iterable[Mapping[str, Any]]) -> list[Code]:
    return [Code(each["code"], Text.read(each["text"])) for each in choices]
