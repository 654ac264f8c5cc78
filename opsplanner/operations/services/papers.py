"""Papers of an operation: added with a marking, seen by those the marking allows, withdrawn rather than deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock, files
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.files import HeldFile
from opsplanner.core.listing import Listing, Page
from opsplanner.operations.models import Marking, Operation, PlanDocument
from opsplanner.operations.scope import scope
from opsplanner.operations.services.finding import editable
from opsplanner.operations.sniffing import MEDIA_TYPES, agrees, kind_of

LIST = Listing(
    sorts={
        "title": PlanDocument.title,
        "kind": PlanDocument.kind,
        "language": PlanDocument.language,
        "added": PlanDocument.added_at,
        "size": PlanDocument.size,
    },
    search=(PlanDocument.title, PlanDocument.file_name),
    filters={"kind": PlanDocument.kind, "language": PlanDocument.language, "marking": PlanDocument.marking},
    start="-added",
    tiebreak=PlanDocument.id.desc(),
)
# A paper has no Member of its own, so the markings are read as circles around the planner.
OPEN = {Marking.CLEAR, Marking.GREEN}
READERS: dict[Role, set[Marking]] = {
    Role.INVITED: OPEN,
    Role.INVITED_GUEST: OPEN,
    Role.OBSERVER: OPEN,
    Role.GUEST: OPEN,
    Role.MEMBER: OPEN | {Marking.AMBER},
    Role.LIAISON: OPEN | {Marking.AMBER, Marking.AMBER_STRICT},
    Role.PLANNER: set(Marking),
    Role.SECRETARIAT: set(Marking),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be kept, with what is said of it."""

    content: bytes
    file_name: str
    title: str
    kind: str
    language: str
    marking: str


def documents(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[PlanDocument]:
    """The papers this actor may read; withdrawn ones only for those who may edit the plan."""
    return LIST.page(_readable(actor, operation), asked)


def document(actor: Actor, operation: Operation, document_id: int) -> PlanDocument:
    """One paper; raises Missing when the actor may not read it."""
    found = db.session.scalar(_readable(actor, operation).where(PlanDocument.id == document_id))
    if found is None:
        raise Missing
    return found


def readable_papers(actor: Actor) -> list[tuple[str, PlanDocument]]:
    """The papers, not withdrawn, that the actor may read in any operation, each with the operation's code, the newest first."""
    known = db.session.execute(scope(actor).with_only_columns(Operation.id, Operation.code))
    codes = {number: str(code) for number, code in known}
    by_markings: dict[frozenset[Marking], list[int]] = {}
    for number, code in codes.items():
        by_markings.setdefault(frozenset(markings_for(actor.roles_in(code))), []).append(number)
    allowed = [
        sa.and_(PlanDocument.operation_id.in_(numbers), PlanDocument.marking.in_(markings))
        for markings, numbers in by_markings.items()
    ]
    query = sa.select(PlanDocument).where(PlanDocument.withdrawn_at.is_(None), sa.or_(sa.false(), *allowed))
    return [(codes[each.operation_id], each) for each in db.session.scalars(query.order_by(PlanDocument.id.desc()))]


def papers_since(
    actor: Actor, operations: Sequence[Operation], since: datetime
) -> list[tuple[Operation, int, datetime]]:
    """The operations in which papers that this actor may read were added since, with how many and when the last was."""
    by_id = {operation.id: operation for operation in operations}
    allowed = [
        sa.and_(PlanDocument.operation_id == each.id, PlanDocument.marking.in_(_markings(actor, each)))
        for each in operations
    ]
    query = (
        sa.select(PlanDocument.operation_id, sa.func.count(), sa.func.max(PlanDocument.added_at))
        .where(PlanDocument.added_at > since, PlanDocument.withdrawn_at.is_(None), sa.or_(sa.false(), *allowed))
        .group_by(PlanDocument.operation_id)
    )
    return [(by_id[key], count, at) for key, count, at in db.session.execute(query)]


@writes
def add_document(actor: Actor, code: str, paper: Paper) -> PlanDocument:
    """Keeps a paper; refuses what is empty, of another kind than its name says, or of no kind that is known."""
    operation = editable(actor, code)
    added = PlanDocument(kind=paper.kind, title=paper.title, language=paper.language, marking=paper.marking)
    keep_file(actor, added, paper.content, paper.file_name)
    operation.documents.append(added)
    db.session.flush()
    facts = audit.snapshot(added, "kind", "title", "language", "marking", "sha256", "file_name")
    audit.record(actor, "document:add", paper.title, scope=code, after=facts)
    return added


def keep_file(actor: Actor, holder: HeldFile, content: bytes, file_name: str) -> None:
    """Stores a file in the transaction under way, for a row that holds it from then on; refuses as above."""
    kind = kind_of(content)
    if not content:
        raise Refusal(_l("The file is empty."))
    if kind is None or not agrees(kind, file_name):
        raise Refusal(
            _l("Send a PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG or JPEG file without macros, named after its kind.")
        )
    holder.sha256, holder.size = files.keep(content), len(content)
    holder.file_name, holder.media_type = file_name[-300:], MEDIA_TYPES[kind]
    holder.added_at, holder.added_by = clock.now(), actor.label


@writes
def withdraw_document(actor: Actor, code: str, document_id: int) -> PlanDocument:
    """Takes a paper out of the participants' sight; it stays on record."""
    operation = editable(actor, code)
    found = document(actor, operation, document_id)
    found.withdrawn_at = clock.now()
    audit.record(actor, "document:withdraw", found.title, scope=code, before={"sha256": found.sha256})
    return found


def _readable(actor: Actor, operation: Operation) -> sa.Select[PlanDocument]:
    query = sa.select(PlanDocument).where(
        PlanDocument.operation_id == operation.id, PlanDocument.marking.in_(_markings(actor, operation))
    )
    if actor.may(Permission.PLAN_EDIT, operation.code):
        return query
    return query.where(PlanDocument.withdrawn_at.is_(None))


def markings_for(roles: Iterable[Role]) -> set[Marking]:
    """What holders of these roles in an operation may read there."""
    return set[Marking]().union(*(READERS.get(role, OPEN) for role in roles))


def _markings(actor: Actor, operation: Operation) -> set[Marking]:
    return markings_for(actor.roles_in(operation.code))
