"""The audit trail: each write says who, when, what, before and after, in its own transaction, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import JSON_TYPE, Base, Sha256, Str60, Str120, Str300, UtcTime, db
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import Text

START = "0" * 64
CHAIN_LOCK = 7_203_114  # any number, the same in every process: PostgreSQL's advisory lock of the chain


class AuditEntry(db.Model):
    """One thing done. `scope` is the operation's code where there is one; actor and subject are plain ids and labels."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[UtcTime]
    actor_id: Mapped[int | None]
    actor: Mapped[Str120]
    action: Mapped[Str60]
    scope: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    subject: Mapped[Str300]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON_TYPE)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON_TYPE)
    previous: Mapped[Sha256]
    hash: Mapped[Sha256]

    def digest(self) -> str:
        """SHA-256 over the previous entry's hash and this entry's own content."""
        content = [
            self.previous, self.id, self.at.isoformat(), self.actor_id, self.actor, self.action,
            self.scope, self.subject, self.before, self.after,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON keeps it, the same after a round trip through either database."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Text):
        return value.as_dict()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    return value


def record(
    actor: Actor,
    action: str,
    subject: str,
    *,
    scope: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Adds an entry to the transaction under way. `action` is resource:verb, `subject` names the thing for a reader."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))
    last = db.session.execute(
        sa.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    entry = AuditEntry(
        id=(last.id if last else 0) + 1,
        at=clock.now(),
        actor_id=actor.user_id,
        actor=actor.label[:120],
        action=action,
        scope=scope,
        subject=subject[:300],
        before=None if before is None else plain(before),
        after=None if after is None else plain(after),
        previous=last.hash if last else START,
    )
    entry.hash = entry.digest()
    db.session.add(entry)
    db.session.flush()
    return entry


def snapshot(model: Base, *names: str) -> dict[str, Any]:
    """The named columns of a model (all mapped columns when none is named), for `before` and `after`."""
    names = names or tuple(column.key for column in sa.inspect(type(model)).column_attrs)
    return {name: plain(getattr(model, name)) for name in names}


def verify() -> Iterator[str]:
    """A sentence for every entry of the database that was changed, removed or moved; nothing when the chain is whole."""
    entries = sa.select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    return faults(db.session.scalars(entries))


def faults(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """The same for any entries, in the order of their numbers (a backup is checked before it is trusted)."""
    previous, number = START, 0
    for entry in entries:
        if entry.id != number + 1:
            yield f"Entries {number + 1} to {entry.id - 1} are missing."
        if entry.previous != previous:
            yield f"Entry {entry.id} does not follow the entry before it."
        if entry.hash != entry.digest():
            yield f"Entry {entry.id} was changed."
        previous, number = entry.hash, entry.id


def betrayed(number: int, kept: str) -> str:
    """A sentence when the trail no longer leads to the entry whose hash was kept elsewhere: cut off before it, or rewritten."""
    newest = head()[0]
    if newest < number:
        return f"Entries {newest + 1} to {number} are missing."
    found = db.session.scalar(sa.select(AuditEntry.hash).where(AuditEntry.id == number))
    return (
        ""
        if found == kept
        else f"Entry {number} is not the one whose hash was kept: it or an entry before it was rewritten."
    )


def log(asked: Mapping[str, str]) -> Page[AuditEntry]:
    """A page of the whole trail, newest first; filters: operation, actor, action, day (in UTC)."""
    day = sa.func.substr(sa.cast(AuditEntry.at, sa.String), 1, 10, type_=sa.String)
    listing = Listing(
        sorts={"at": AuditEntry.id, "actor": AuditEntry.actor, "action": AuditEntry.action},
        search=(AuditEntry.actor, AuditEntry.action, AuditEntry.subject),
        filters={"operation": AuditEntry.scope, "action": AuditEntry.action, "actor": AuditEntry.actor, "day": day},
        start="-at",
        tiebreak=AuditEntry.id.desc(),
    )
    return listing.page(sa.select(AuditEntry), asked)


def changed(scopes: Collection[str], begins: Sequence[str]) -> dict[str, datetime]:
    """When something whose action begins so was last done, by scope; scopes without such an entry are left out."""
    alike = sa.or_(*(AuditEntry.action.startswith(each) for each in begins))
    query = sa.select(AuditEntry.scope, sa.func.max(AuditEntry.at)).where(AuditEntry.scope.in_(scopes), alike)
    return {scope: at for scope, at in db.session.execute(query.group_by(AuditEntry.scope)) if scope is not None}


def known(column: InstrumentedAttribute[Any]) -> list[str]:
    """The values that stand in a column of the trail, for choosing one."""
    values = db.session.scalars(sa.select(column).where(column.is_not(None)).distinct().order_by(column))
    return [str(value) for value in values]


def head() -> tuple[int, str]:
    """Number and hash of the newest entry, to be kept elsewhere: it betrays a chain cut off at its end."""
    last = db.session.execute(
        sa.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    return (last.id, last.hash) if last else (0, START)
