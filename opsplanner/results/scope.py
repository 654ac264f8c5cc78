"""Which submissions and raw rows an actor may see, as conditions that every query of this package starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import NetworkMember, Operation
from opsplanner.participants.models import Participation, ParticipationState, ReviewerKind
from opsplanner.results.audience import Group, open_to
from opsplanner.results.models import Case, CaseRow, Draft, Handling, NamedReader, Submission

REPORTING = (Role.MEMBER, Role.GUEST)


@dataclass(frozen=True)
class Standing:
    """How an actor stands in an operation: participations by id, offices by organisation id, and groups that hold for all of it.

    `own` are those whose every row is the actor's (contact point); `senders` says for which participations the actor's own
    side delivers, and as which organisation: the Member itself, or an office beneath it.
    """

    own: frozenset[int]
    offices: frozenset[int]
    senders: Mapping[int, int]
    reviewed: frozenset[int]
    served: frozenset[int]
    everywhere: frozenset[Group]
    see_results: bool

    def enters_for(self, participation: int) -> bool:
        """Whether the actor may enter a sheet that this Member mailed: its reviewer, its liaison office, planner, secretariat."""
        chosen = participation in self.reviewed or participation in self.served
        return chosen or bool(self.everywhere & {Group.PLANNER, Group.SECRETARIAT})

    def sends(self, delivery: Submission | Draft) -> bool:
        """Whether the actor is of the side that sends it: its Member, or the office that it is from."""
        return delivery.participation_id in self.own or delivery.organisation_id in self.offices

    def is_close(self, submission: Submission) -> bool:
        """Whether the actor is of the side that sent it, or may act for that Member: what is said beside the rows is for them only."""
        return self.sends(submission) or self.enters_for(submission.participation_id)

    @property
    def closeness(self) -> ColumnElement[bool]:
        """The same as a condition over Submission."""
        close = self.own | self.reviewed | self.served
        everywhere = bool(self.everywhere & {Group.PLANNER, Group.SECRETARIAT})
        return sa.or_(
            Submission.participation_id.in_(close),
            Submission.organisation_id.in_(self.offices),
            sa.true() if everywhere else sa.false(),
        )


def participations(operations: Sequence[int]) -> Sequence[Participation]:
    """Every participation of some operations by id, with its organisation, ordered by name."""
    return db.session.scalars(
        sa.select(Participation)
        .join(Participation.organisation)
        .options(contains_eager(Participation.organisation))
        .where(Participation.operation_id.in_(operations))
        .order_by(Organisation.search_en)
    ).all()


def standing(actor: Actor, operation: Operation) -> Standing:
    """Resolves an actor's seats against the participations of an operation."""
    seats = actor.organisations_in(operation.code, *REPORTING)
    liaison = actor.organisations_in(operation.code, Role.LIAISON)
    planner = bool(actor.organisations_in(operation.code, Role.PLANNER))
    found = _seated(operation)
    reporting = [each for each in found if each.role in REPORTING]
    offices = seats - {each.organisation_id for each in reporting}
    parents = _parents(offices)
    senders = {each.id: parents[each.organisation_id] for each in reporting if each.organisation_id in parents}
    senders |= {each.id: each.organisation_id for each in reporting if each.organisation_id in seats}
    return Standing(
        own=frozenset(each.id for each in reporting if {each.organisation_id, each.parent_id} & seats),
        offices=frozenset(offices),
        senders=senders,
        reviewed=frozenset(each.id for each in found if _reviews(actor, each, liaison, planner)),
        served=frozenset(each.id for each in found if each.rilo_id in liaison),
        everywhere=frozenset(_everywhere(actor, operation, planner, _joined(actor, operation, found, parents))),
        see_results=actor.may(Permission.RESULTS_SEE, operation.code),
    )


def _joined(actor: Actor, operation: Operation, found: Sequence[Seated], parents: Mapping[int, int]) -> frozenset[int]:
    """The organisations for which the actor takes part: they, or the Member an office belongs to, have accepted."""
    accepted = {each.organisation_id for each in found if each.state == ParticipationState.ACCEPTED}
    accepted |= {office for parent, office in parents.items() if parent in accepted}
    return actor.organisations_in(operation.code, Role.MEMBER, Role.LIAISON) & accepted


class Seated(NamedTuple):
    """What of a participation and its organisation says who stands near to it."""

    id: int
    role: str
    state: str
    organisation_id: int
    parent_id: int | None
    rilo_id: int | None
    reviewer_kind: str
    reviewer_id: int | None


def _seated(operation: Operation) -> list[Seated]:
    """Every participation of an operation: plain numbers, for almost every page asks this of a hundred or two."""
    query = sa.select(
        Participation.id,
        Participation.role,
        Participation.state,
        Participation.organisation_id,
        Organisation.parent_id,
        Organisation.rilo_id,
        Participation.reviewer_kind,
        Participation.reviewer_id,
    )
    there = query.join(Participation.organisation).where(Participation.operation_id == operation.id)
    return [Seated(*each) for each in db.session.execute(there)]


def _parents(offices: frozenset[int]) -> dict[int, int]:
    """The office by the Member it belongs to."""
    if not offices:
        return {}
    pairs = db.session.execute(sa.select(Organisation.parent_id, Organisation.id).where(Organisation.id.in_(offices)))
    return {parent: office for parent, office in pairs if parent is not None}


def reviews(actor: Actor, code: str, participation: Participation) -> bool:
    """Whether the actor is the reviewer that a participation of this operation chose."""
    planner = bool(actor.organisations_in(code, Role.PLANNER))
    return _reviews(actor, participation, actor.organisations_in(code, Role.LIAISON), planner)


def _reviews(actor: Actor, participation: Participation | Seated, liaison: frozenset[int], planner: bool) -> bool:
    match participation.reviewer_kind:
        case ReviewerKind.RILO:
            return participation.reviewer_id in liaison
        case ReviewerKind.PLANNER:
            return planner
    return actor.is_secretariat


def _everywhere(actor: Actor, operation: Operation, planner: bool, joined: frozenset[int]) -> set[Group]:
    groups: set[Group] = set()
    if planner:
        groups.add(Group.PLANNER)
    if actor.is_secretariat:
        groups.add(Group.SECRETARIAT)
    if joined and shared_with(operation, joined):
        groups.add(Group.SHARED)
    return groups


def shared_with(operation: Operation, organisations: frozenset[int]) -> bool:
    """Whether the operation's sharing rule for GREEN names one of these organisations (or the parent of an office)."""
    if operation.sharing == "participants":
        return True
    if operation.sharing != "network" or operation.network_id is None:
        return False
    return bool(organisations & network_members(operation))


def network_members(operation: Operation) -> frozenset[int]:
    """Organisations in the operation's network today, with the offices under them."""
    today = clock.today(operation.time_zone)
    member = (
        sa.select(NetworkMember.organisation_id)
        .where(NetworkMember.network_id == operation.network_id)
        .where(sa.or_(NetworkMember.since.is_(None), NetworkMember.since <= today))
        .where(sa.or_(NetworkMember.until.is_(None), NetworkMember.until >= today))
    )
    within = sa.select(Organisation.id).where(sa.or_(Organisation.id.in_(member), Organisation.parent_id.in_(member)))
    return frozenset(db.session.scalars(within))


def _condition(
    actor: Actor, found: Standing, handling: ColumnElement[str], embargoed: ColumnElement[bool]
) -> ColumnElement[bool]:
    """The table of audience.py as a condition over Submission and a column that holds a marking."""
    participation = Submission.participation_id
    wide = {marking for group in found.everywhere for marking in open_to(group)}
    allowed = [
        participation.in_(found.own),
        Submission.organisation_id.in_(found.offices),
        handling.in_(wide),
        sa.and_(participation.in_(found.reviewed), handling.in_(open_to(Group.REVIEWER))),
        sa.and_(participation.in_(found.served), handling.in_(open_to(Group.RILO))),
    ]
    if found.see_results:
        allowed.append(sa.and_(handling.in_(open_to(Group.EVERYONE)), ~embargoed))
    if actor.user_id is not None:
        named = sa.select(NamedReader.submission_id).where(NamedReader.account_id == actor.user_id)
        allowed.append(sa.and_(handling == Handling.RED, Submission.id.in_(named)))
    return sa.or_(*allowed)


def submissions(actor: Actor, operation: Operation) -> sa.Select[Submission]:
    """The submissions whose head an actor may see: by the marking chosen for the upload."""
    visible = _condition(actor, standing(actor, operation), Submission.__table__.c.handling, sa.false())
    return sa.select(Submission).where(Submission.operation_id == operation.id, visible)


def rows_condition(actor: Actor, operation: Operation, found: Standing | None = None) -> ColumnElement[bool]:
    """The case rows an actor may see, as a condition on a query that joins Case, CaseRow and Submission."""
    row = CaseRow.__table__.c
    today = clock.today(operation.time_zone)
    embargoed = sa.and_(row.embargo_until.is_not(None), row.embargo_until >= today)
    visible = _condition(actor, found or standing(actor, operation), row.handling, embargoed)
    return sa.and_(Case.operation_id == operation.id, visible)


def open_rows(actor: Actor, operation: Operation, found: Standing) -> dict[int, int]:
    """Which rows of each submission an actor may see: bit 2 m of its number says so of rows with the m-th marking, bit 2 m + 1 of
    those under an embargo. Submissions of which nothing may be seen are left out."""
    kinds = [
        sa.select(
            sa.literal(marking.value).label("handling"),
            sa.literal(hidden).label("embargoed"),
            sa.literal(1 << bit).label("bit"),
        )
        for place, marking in enumerate(Handling)
        for hidden, bit in ((False, 2 * place), (True, 2 * place + 1))
    ]
    kind = sa.union_all(*kinds).subquery().c
    visible = _condition(actor, found, kind.handling, kind.embargoed)
    query = (
        sa.select(Submission.id, sa.func.sum(kind.bit))
        .join(kind.handling.table, visible)
        .where(Submission.operation_id == operation.id)
        .group_by(Submission.id)
    )
    return {submission: int(bits) for submission, bits in db.session.execute(query)}


def current_cases(actor: Actor, operation: Operation, found: Standing | None = None) -> sa.Select[Case, CaseRow]:
    """The cases that count now (accepted + submitted), each with its newest row, as far as the actor may see them."""
    row = CaseRow.__table__.c
    return (
        sa.select(Case, CaseRow)
        .select_from(Case)
        .join(CaseRow, sa.and_(row.case_id == Case.id, row.submission_id == Case.current_id))
        .join(Submission, Submission.id == Case.current_id)
        .where(rows_condition(actor, operation, found))
    )


def reports(participation: Participation) -> bool:
    """Whether results are taken from a participation: an accepted Member or guest."""
    return participation.role in REPORTING and participation.state == ParticipationState.ACCEPTED
