"""The draft of a template: changed one step at a time, each kept at once, taken back by undo, published when all is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations.models import Operation
from opsplanner.operations.presets import PRESETS
from opsplanner.operations.scope import scope
from opsplanner.operations.services import editable, find
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.records.field import Field
from opsplanner.records.models import TemplateVersion
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.composing import editing
from opsplanner.results.composing.composition import Composition
from opsplanner.results.composing.differences import Difference, differences
from opsplanner.results.composing.gate import Finding, findings
from opsplanner.results.composing.trial import Failure, failures
from opsplanner.results.models import TemplateStep
from opsplanner.results.services.drafting import ask_more
from opsplanner.results.services.templates import (
    RISKS,
    demanded_since,
    facts_of,
    last_version,
    read_version,
    store_version,
    versions_of,
)

MOST_STEPS = 50
PRESET = "preset:"
Change = Callable[[Composition], Composition]


@dataclass(frozen=True)
class Drafted:
    """How a template stands while it is changed: as drafted, else as published. `steps`: newest first."""

    operation: Operation
    composition: Composition
    steps: Sequence[TemplateStep]
    published: TemplateVersion | None

    @property
    def stamp(self) -> str:
        """What a page carries to tell whether the draft has changed since."""
        return stamp(self.composition.as_dict())

    @property
    def is_begun(self) -> bool:
        """Whether anything was changed."""
        return bool(self.steps)

    @property
    def is_overtaken(self) -> bool:
        """Whether another version was published since the draft was begun."""
        return self.is_begun and self.published is not None and self.composition.base < self.published.number

    @property
    def number(self) -> int:
        """The version it would become."""
        return self.published.number + 1 if self.published else 1

    def template(self) -> Template:
        """The template that it would become, marked as a draft."""
        return self.composition.template(facts_of(self.operation), self.number, draft=True)

    def changes(self) -> list[Difference]:
        """From the version in force."""
        return differences(read_version(self.published), self.template()) if self.published else []

    def demanded(self) -> list[Field]:
        """The fields that must be answered from now on and need not be by the version in force."""
        return demanded_since(self.template(), read_version(self.published)) if self.published else []


def look_at_draft(actor: Actor, code: str) -> Drafted:
    """The draft of an operation, for whoever plans it."""
    operation = find(actor, code)
    if not actor.may(Permission.PLAN_EDIT, code):
        raise Forbidden(NOT_ALLOWED)
    return _drafted(operation)


def hindrances(drafted: Drafted) -> tuple[list[Finding], list[Failure]]:
    """What keeps the draft from being published; its sheets are tried only when nothing else is wrong, for that takes a moment."""
    found = findings(drafted.composition, [read_version(each) for each in versions_of(drafted.operation)])
    return found, [] if found else list(failures(drafted.template()))


@writes
def put_field(actor: Actor, code: str, field: Field, before: Mapping[str, Any] | None, version: str | None) -> None:
    """Adds or changes a field. `before` is how it stands in the form's terms, `version` the stamp of what the form began with."""
    drafted = _drafted(editable(actor, code))
    known = drafted.composition.by_key.get(field.key)
    if known is not None and version is None:
        raise Refusal(_l("There is already a field with this key."))
    if version is not None and (before is None or version != stamp(before)):
        raise Stale(before or {})
    _step(actor, drafted, "change" if known else "add", field.key, lambda found: editing.put(found, field))


@writes
def move_field(actor: Actor, code: str, key: str, steps: int, version: str) -> None:
    """Up (-1) or down (1)."""
    _step(actor, _current(actor, code, version), "move", key, lambda found: editing.move(found, key, steps))


@writes
def leave_out_field(actor: Actor, code: str, key: str, version: str) -> None:
    """Removes an own field, or leaves out a standard one."""
    _step(actor, _current(actor, code, version), "remove", key, lambda found: editing.leave_out(found, key))


@writes
def put_back_field(actor: Actor, code: str, key: str, version: str) -> None:
    """Asks a standard field again."""
    _step(actor, _current(actor, code, version), "put_back", key, lambda found: editing.put_back(found, key))


@writes
def put_list(actor: Actor, code: str, key: str, choices: tuple[Code, ...], version: str) -> None:
    """The operation's own commodity types or risk indicators; `version` is the stamp of the whole draft."""
    _step(actor, _current(actor, code, version), "list", key, lambda found: editing.put_list(found, key, choices))


@writes
def settle_draft(actor: Actor, code: str, blocks: Sequence[str], languages: Sequence[str], version: str) -> None:
    """Which blocks the short sheet has, and in which languages sheets are offered."""
    drafted = _current(actor, code, version)
    _step(actor, drafted, "settle", "", lambda found: editing.settle(found, tuple(blocks), tuple(languages)))


def sources(actor: Actor, operation: Operation) -> list[Operation]:
    """The other operations that the actor may copy from."""
    others = scope(actor).where(Operation.id != operation.id, Operation.template_id.is_not(None))
    return [
        each
        for each in db.session.scalars(others.order_by(Operation.code))
        if actor.may(Permission.PLAN_SEE, each.code)
    ]


def copied(actor: Actor, drafted: Drafted, source: str) -> Composition:
    """What the draft would be as a copy: of another operation's version in force, or of a preset ("preset:strategic")."""
    key = source.removeprefix(PRESET)
    if source.startswith(PRESET) and key in PRESETS:
        preset = PRESETS[key]
        return _based(Composition.begin(preset.blocks, (Code(*pair) for pair in preset.risk_indicators)), drafted)
    other = next((each for each in sources(actor, drafted.operation) if each.code == source), None)
    if other is None or other.template is None:
        raise Refusal(_l("Choose what to copy from."))
    return _based(Composition.of(read_version(other.template)), drafted)


@writes
def copy_into_draft(actor: Actor, code: str, source: str, version: str) -> None:
    """Replaces the draft by a copy; undo brings back what it was."""
    drafted = _current(actor, code, version)
    copy = copied(actor, drafted, source)
    _step(actor, drafted, "copy", source, lambda _found: copy)


@writes
def undo_step(actor: Actor, code: str, version: str) -> None:
    """Takes the last step back."""
    drafted = _current(actor, code, version)
    if len(drafted.steps) < 2:
        raise Refusal(_l("There is nothing to take back."))
    undone = drafted.steps[0]
    db.session.delete(undone)
    audit.record(actor, "template:undo", f"{code} {undone.act} {undone.subject}".strip(), scope=code)


@writes
def discard_draft(actor: Actor, code: str, version: str) -> None:
    """Throws the draft away; the published version stays as it is."""
    drafted = _current(actor, code, version)
    _clear(drafted.operation)
    audit.record(actor, "template:discard", code, scope=code)


def publish_draft(actor: Actor, code: str, version: str, note: str = "") -> TemplateVersion:
    """Makes the draft the next version; raises Refusal when anything is in the way, Stale when the draft has changed since."""
    drafted = look_at_draft(actor, code)
    found, failed = hindrances(drafted)
    if found or failed:
        raise Refusal(_l("The template cannot be published yet: see what is missing."))
    return _publish(actor, code, version, note)


@writes
def _publish(actor: Actor, code: str, version: str, note: str) -> TemplateVersion:
    drafted = _current(actor, code, version)
    if drafted.published and not drafted.changes():
        raise Refusal(_l("Nothing has changed since the last version."))
    operation, composition = drafted.operation, drafted.composition
    operation.blocks = list(composition.blocks)
    operation.risk_indicators = [
        {"code": each.code, "text": each.label.as_dict()} for each in composition.by_key[RISKS].choices
    ]
    published = store_version(actor, operation, composition, note)
    if drafted.demanded():
        ask_more(operation)
    _clear(operation)
    return published


def _drafted(operation: Operation) -> Drafted:
    steps = db.session.scalars(
        sa.select(TemplateStep).where(TemplateStep.operation_id == operation.id).order_by(TemplateStep.id.desc())
    ).all()
    published = last_version(operation)
    if steps:
        composition = Composition.read(steps[0].composition)
    elif published:
        composition = Composition.of(read_version(published))
    else:
        risks = (Code(each["code"], Text.read(each["text"])) for each in operation.risk_indicators)
        composition = Composition.begin(operation.blocks, risks)
    return Drafted(operation, composition, steps, published)


def _current(actor: Actor, code: str, version: str) -> Drafted:
    """The draft, locked; raises Stale when it is no longer what the actor saw."""
    drafted = _drafted(editable(actor, code))
    if version != drafted.stamp:
        raise Stale({})
    return drafted


def _step(actor: Actor, drafted: Drafted, act: str, subject: str, change: Change) -> None:
    """One act, kept with the whole composition after it; one that changes nothing is no act."""
    after = change(drafted.composition)
    if after == drafted.composition:
        return
    operation = drafted.operation
    if not drafted.steps:
        _keep(actor, operation, "begin", "", drafted.composition)
    _keep(actor, operation, act, subject, after)
    for old in drafted.steps[MOST_STEPS:]:
        db.session.delete(old)
    subject = f"{operation.code} {subject}".strip()
    audit.record(actor, "template:draft", subject, scope=operation.code, after={"act": act})


def _keep(actor: Actor, operation: Operation, act: str, subject: str, composition: Composition) -> None:
    step = TemplateStep(
        operation_id=operation.id,
        act=act,
        subject=subject,
        composition=composition.as_dict(),
        at=clock.now(),
        by=actor.label,
        by_id=actor.user_id,
    )
    db.session.add(step)
    db.session.flush()


def _based(composition: Composition, drafted: Drafted) -> Composition:
    return Composition(composition.fields, composition.blocks, composition.languages, drafted.composition.base)


def _clear(operation: Operation) -> None:
    db.session.execute(sa.delete(TemplateStep).where(TemplateStep.operation_id == operation.id))
