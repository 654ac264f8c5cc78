"""Drafts of sections: what somebody types is kept for them alone until it is stored, and others are told that they write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.operations.models import Operation, PlanDraft
from opsplanner.operations.services.finding import editable, section_of

# Whose last key is longer ago has gone home, and is not told of as writing.
STILL_WRITING = timedelta(hours=12)


@writes
def keep_draft(actor: Actor, code: str, key: str, fields: Mapping[str, Sequence[str]]) -> PlanDraft:
    """Keeps what the actor's form holds now. Only the first is audited: nothing is said to anybody before it is stored."""
    operation, section = editable(actor, code), section_of(key)
    draft = draft_of(actor, operation, section.key)
    if draft is None:
        audit.record(actor, "plan:begin_draft", f"{code} {key}", scope=code)
        draft = PlanDraft(operation_id=operation.id, section=section.key, account_id=actor.user_id)
    draft.fields, draft.kept_at = {name: list(values) for name, values in fields.items()}, clock.now()
    db.session.add(draft)
    return draft


@writes
def discard_draft(actor: Actor, code: str, key: str) -> None:
    """Throws the actor's draft away; what it said goes into the log, where it can still be found."""
    draft = draft_of(actor, editable(actor, code), key)
    if draft is not None:
        audit.record(actor, "plan:discard_draft", f"{code} {key}", scope=code, before=draft.fields)
        db.session.delete(draft)


def drop_draft(actor: Actor, operation: Operation, key: str) -> None:
    """What it said has been stored: the draft goes, within the caller's transaction."""
    draft = draft_of(actor, operation, key)
    if draft is not None:
        db.session.delete(draft)


def draft_of(actor: Actor, operation: Operation, key: str) -> PlanDraft | None:
    """What the actor has typed into this section and not stored."""
    return db.session.scalar(_drafts(operation).where(PlanDraft.account_id == actor.user_id, PlanDraft.section == key))


def drafted(actor: Actor, operation: Operation) -> frozenset[str]:
    """The sections in which the actor has a draft."""
    mine = _drafts(operation).where(PlanDraft.account_id == actor.user_id)
    return frozenset(db.session.scalars(mine.with_only_columns(PlanDraft.section)))


def others_drafts(actor: Actor, operation: Operation, key: str) -> list[PlanDraft]:
    """Drafts of others who write this section now, the latest first; only who and since when is for showing."""
    others = _drafts(operation).where(
        PlanDraft.section == key,
        PlanDraft.account_id != actor.user_id,
        PlanDraft.kept_at > clock.now() - STILL_WRITING,
    )
    return list(db.session.scalars(others.options(joinedload(PlanDraft.account)).order_by(PlanDraft.kept_at.desc())))


def _drafts(operation: Operation) -> sa.Select[PlanDraft]:
    return sa.select(PlanDraft).where(PlanDraft.operation_id == operation.id)
