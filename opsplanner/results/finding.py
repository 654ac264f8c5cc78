"""Submissions by their reference, and cases by how the Member's reference begins: by the index alone, however many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.i18n import day, label
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.scope import scope
from opsplanner.participants.models import Participation
from opsplanner.results.models import Case, Submission
from opsplanner.results.scope import current_cases, submissions

REFERENCE = re.compile(r"r-?(\d{4})-?(\d{1,9})")
# Fewer characters of a reference would name half of all cases.
LONG_ENOUGH = 3
# So many of those that begin so are looked at, for the few the reader may see.
LOOKED_AT = 200
LAST = "\uffff"


def sent(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """The submission of that reference, for who may see it."""
    found = REFERENCE.fullmatch(asked.plain)
    if found is None:
        return []
    year, number = map(int, found.groups())
    owner = sa.select(Submission.operation_id).where(Submission.id == number)
    operation = db.session.scalar(_open_to(actor).where(Operation.id.in_(owner)))
    if operation is None or not actor.may(Permission.RESULTS_SEE, operation.code):
        return []
    query = submissions(actor, operation).where(Submission.id == number).options(joinedload(Submission.participation))
    return [_submission(operation, each) for each in db.session.scalars(query) if each.submitted_at.year == year][:most]


def cases(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Cases whose reference begins with what was asked, as it was typed or in capitals, as far as the reader may see them."""
    begins = asked.typed
    if len(begins) < LONG_ENOUGH:
        return []
    seen = [each for each in db.session.scalars(_open_to(actor)) if actor.may(Permission.RESULTS_SEE, each.code)]
    by_operation: dict[int, list[int]] = {}
    for number, operation in _beginning([each.id for each in seen], {begins, begins.upper()}):
        by_operation.setdefault(operation, []).append(number)
    hits = [hit for each in seen for hit in _visible(actor, each, by_operation.get(each.id, ()), most)]
    return hits[:most]


def _open_to(actor: Actor) -> sa.Select[Operation]:
    return scope(actor).order_by(Operation.starts_on.desc(), Operation.id)


def _beginning(operations: Sequence[int], begins: set[str]) -> list[tuple[int, int]]:
    """Number and operation of cases that begin so. The index holds participation, rehearsal, office and reference in this order: it is
    asked for each office that there is, which are few, and never read through."""
    places = _places(operations)
    here = sa.and_(
        Case.participation_id == places.c.participation,
        Case.rehearsal == places.c.rehearsal,
        Case.office == places.c.office,
    )
    found: list[tuple[int, int]] = []
    for word in sorted(begins):
        query = sa.select(Case.id, Case.operation_id).join(places, here).where(_begins(word))
        found += [(number, operation) for number, operation in db.session.execute(query.limit(LOOKED_AT))]
    return found


def _begins(word: str) -> sa.ColumnElement[bool]:
    """Between the word and all that continues it: SQLite compares by code, so that its index knows both ends."""
    after = Case.national_ref >= word
    if db.session.get_bind().dialect.name == "sqlite":
        after = sa.and_(after, Case.national_ref < word + LAST)
    return sa.and_(after, Case.national_ref.startswith(word, autoescape=True))


def _places(operations: Sequence[int]) -> sa.CTE:
    """Every office that told cases, found by stepping from one to the next along the index."""
    kinds = sa.union_all(
        *(sa.select(sa.literal(kind, sa.Boolean).label("rehearsal")) for kind in (False, True))
    ).subquery()
    first = _next_office(Participation.id, kinds.c.rehearsal, None)
    start = (
        sa.select(Participation.id.label("participation"), kinds.c.rehearsal, first.label("office"))
        .join_from(Participation, kinds, sa.true())
        .where(Participation.operation_id.in_(operations))
    )
    places = start.cte("places", recursive=True)
    following = _next_office(places.c.participation, places.c.rehearsal, places.c.office)
    more = sa.select(places.c.participation, places.c.rehearsal, following).where(places.c.office.is_not(None))
    return places.union_all(more)


def _next_office(
    participation: sa.ColumnElement[int] | InstrumentedAttribute[int],
    rehearsal: sa.ColumnElement[bool],
    after: sa.ColumnElement[str] | None,
) -> sa.ScalarSelect[str]:
    told = sa.alias(Case.__table__)
    query = sa.select(sa.func.min(told.c.office)).where(
        told.c.participation_id == participation, told.c.rehearsal == rehearsal
    )
    return (query if after is None else query.where(told.c.office > after)).correlate_except(told).scalar_subquery()


def _visible(actor: Actor, operation: Operation, numbers: Sequence[int], most: int) -> list[Hit]:
    if not numbers:
        return []
    query = current_cases(actor, operation).where(Case.id.in_(numbers))
    named = query.join(Participation, Participation.id == Case.participation_id).join(
        Organisation, Organisation.id == Participation.organisation_id
    )
    found = db.session.execute(named.add_columns(Organisation).order_by(Case.national_ref, Case.id).limit(most))
    return [_case(operation, case, member) for case, _row, member in found]


def _case(operation: Operation, case: Case, member: Organisation) -> Hit:
    return Hit(
        Sort.CASE,
        case.national_ref,
        url_for("results.case", code=operation.code, case_id=case.id),
        f"{operation.code} · {label(member.name)} · {day(case.detected_on)}",
    )


def _submission(operation: Operation, submission: Submission) -> Hit:
    return Hit(
        Sort.SUBMISSION,
        submission.reference,
        url_for("results.submission", code=operation.code, submission_id=submission.id),
        f"{operation.code} · {label(submission.participation.organisation.name)}",
        known_by(submission.reference),
    )
