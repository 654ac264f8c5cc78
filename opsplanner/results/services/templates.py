"""The result template of an operation: published as numbered versions that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation
from opsplanner.records.field import Field
from opsplanner.records.models import TemplateVersion
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.composing.composition import Composition, Facts
from opsplanner.results.composing.differences import differences
from opsplanner.results.composing.joining import joined

KIND = "results"
RISKS = "risk_indicators"


@writes
def publish_template(actor: Actor, operation: Operation) -> None:
    """Stores the operation's result template as its next version, when what the plan says of it has changed since the last."""
    last = last_version(operation)
    before = Composition.of(read_version(last)) if last else Composition.begin()
    risks = _codes(operation.risk_indicators, before.by_key[RISKS].choices)
    composition = replace(before.with_list(RISKS, risks), blocks=tuple(operation.blocks))
    number = last.number + 1 if last else 1
    definition = composition.template(facts_of(operation), number).as_dict()
    if last and {**last.definition, "version": number} == {**definition, "version": number}:
        return
    store_version(actor, operation, composition)


@writes
def copy_template(actor: Actor, source: Operation, made: Operation) -> None:
    """The first version of an operation copied from another: the fields of the other, its own ones among them."""
    before = Composition.of(read_version(source.template)) if source.template else Composition.begin()
    composition = replace(
        before.with_list(RISKS, _codes(made.risk_indicators, before.by_key[RISKS].choices)), blocks=tuple(made.blocks)
    )
    store_version(actor, made, composition)


def store_version(actor: Actor, operation: Operation, composition: Composition, note: str = "") -> TemplateVersion:
    """The composition as the next version, in force from now on, in the transaction under way."""
    last = last_version(operation)
    number = last.number + 1 if last else 1
    template = composition.template(facts_of(operation), number)
    version = TemplateVersion(
        kind=KIND,
        key=operation.code,
        number=number,
        state="published",
        published_at=clock.now(),
        definition=template.as_dict(),
        published_by=actor.label,
        note=note,
    )
    db.session.add(version)
    db.session.flush()
    operation.template_id = version.id
    changes = [str(each) for each in differences(read_version(last), template)] if last else []
    after = {"number": number, **({"changes": changes} if last else {}), **({"note": note} if note else {})}
    subject = f"{operation.code} version {number}"
    audit.record(actor, "template:publish", subject, scope=operation.code, after=after)
    return version


def template_of(operation: Operation) -> Template:
    """The version in force; raises Refusal when none was published yet."""
    if operation.template is None:
        raise Refusal(_l("This operation has no result template yet. Its planner publishes one with the plan."))
    return read_version(operation.template)


def joined_template(operation: Operation) -> Template:
    """All versions read together, for what was stored by any of them; raises Refusal when none was published yet."""
    template = template_of(operation)
    if template.version == 1:
        return template
    place = operation.code, template.version, operation.template.published_at if operation.template else None
    if place not in _joined:
        _joined[place] = joined([read_version(each) for each in versions_of(operation)])
    return _joined[place]


def versions_of(operation: Operation) -> Sequence[TemplateVersion]:
    """Every published version, newest first."""
    return db.session.scalars(
        sa.select(TemplateVersion)
        .where(TemplateVersion.kind == KIND, TemplateVersion.key == operation.code)
        .order_by(TemplateVersion.number.desc())
    ).all()


def version_of(operation: Operation, number: int) -> TemplateVersion:
    """One published version; raises Missing when there is none of that number."""
    found = db.session.scalar(
        sa.select(TemplateVersion).where(
            TemplateVersion.kind == KIND, TemplateVersion.key == operation.code, TemplateVersion.number == number
        )
    )
    if found is None:
        raise Missing
    return found


def last_version(operation: Operation) -> TemplateVersion | None:
    """The newest version, None before the first."""
    return next(iter(versions_of(operation)), None)


def read_version(version: TemplateVersion) -> Template:
    """A stored version as a template; versions never change, so each is read once by a process."""
    place = version.key, version.number, version.published_at
    if place not in _read:
        _read[place] = Template.read(version.definition)
    return _read[place]


def demanded_since(template: Template, earlier: Template) -> list[Field]:
    """The fields that a version demands and an earlier one did not, or not in the same way, in their order."""
    keys = template.demanded_since(earlier)
    always = {field.key for field in earlier.fields if field.required.is_always}
    return [field for field in template.fields if field.key in keys - always]


def facts_of(operation: Operation) -> Facts:
    """What a template takes from its operation."""
    phase = operation.starts_on, operation.ends_on
    return Facts(operation.code, operation.name, phase, str(operation.hs_edition))


_read: dict[tuple[str, int, datetime | None], Template] = {}
_joined: dict[tuple[str, int, datetime | None], Template] = {}


def _codes(choices: Iterable[Mapping[str, Any]], before: Iterable[Code]) -> tuple[Code, ...]:
    """The plan's list; it is written in two languages there, so a third stays while the English is the same."""
    known = {each.code: each.label for each in before}
    return tuple(Code(each["code"], _kept(Text.read(each["text"]), known.get(each["code"]))) for each in choices)


def _kept(text: Text, before: Text | None) -> Text:
    if before is None or before.to("en") != text.to("en"):
        return text
    return Text.read({**before.as_dict(), **text.as_dict()})
