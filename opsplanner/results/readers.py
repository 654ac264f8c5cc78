"""Who will see what is about to be sent, by name: the same table of markings, read towards people instead of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core.access import ROLE_PERMISSIONS, Permission, Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, Organisation, PlatformRole
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.participants.models import Participation, ParticipationState, ReviewerKind
from opsplanner.results.audience import AUDIENCE, Group
from opsplanner.results.models import Handling
from opsplanner.results.scope import REPORTING, network_members

SEE_RESULTS = [role for role, granted in ROLE_PERMISSIONS.items() if Permission.RESULTS_SEE in granted]


@dataclass(frozen=True)
class Reader:
    """An organisation that will see the rows, why, and its people by name (empty: nobody signs in for it yet)."""

    group: Group
    organisation: Text
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """A person with a seat, and the organisation it is held for."""

    role: str
    organisation: Organisation
    person: str


def who_will_see(
    operation: Operation,
    participation: Participation,
    handling: Handling,
    sender: Organisation,
    named: Sequence[int] = (),
) -> list[Reader]:
    """Every reader of rows that `sender` (the Member or an office beneath it) sends under a marking, in the order of the table.

    Under CLEAR the public is meant as well; the page says so beside this list.
    """
    seats = _seats(operation)
    found: list[Reader] = []
    for group in Group:
        if group in AUDIENCE[handling]:
            found += _merged(group, _members_of(group, operation, participation, sender, seats, named))
    return _once(found)


def _members_of(
    group: Group,
    operation: Operation,
    participation: Participation,
    sender: Organisation,
    seats: Sequence[Seated],
    named: Sequence[int],
) -> Iterable[tuple[Organisation, str | None]]:
    match group:
        case Group.OWN:
            own = {participation.organisation_id, participation.organisation.parent_id, sender.id}
            return [(participation.organisation, None), *_people(seats, REPORTING, own)]
        case Group.NAMED:
            return _named(named)
        case Group.REVIEWER:
            return _reviewer(participation, seats)
        case Group.PLANNER:
            return _people(seats, (Role.PLANNER,))
        case Group.SECRETARIAT:
            return _secretariat()
        case Group.RILO:
            return _people(seats, (Role.LIAISON,), {participation.organisation.rilo_id})
        case Group.SHARED:
            return _shared(operation, seats)
    return _people(seats, (Role.MEMBER, Role.GUEST, Role.LIAISON))


def nameable(operation: Operation, ids: Sequence[int] | None = None) -> list[tuple[int, str]]:
    """The people who may be named to see rows marked RED, with their names: those who see results of this operation.

    Of `ids` those that are; whoever else is asked for by number is neither named nor told.
    """
    query = (
        sa.select(Account.id, Account.name, Account.email)
        .join(OperationSeat, OperationSeat.account_id == Account.id)
        .where(OperationSeat.operation_id == operation.id, OperationSeat.role.in_(SEE_RESULTS), Account.active)
        .distinct()
        .order_by(Account.name)
    )
    if ids is not None:
        query = query.where(Account.id.in_([each for each in ids if each < 2**31]))
    return [(number, name or email) for number, name, email in db.session.execute(query)]


def _seats(operation: Operation) -> list[Seated]:
    found = db.session.execute(
        sa.select(OperationSeat.role, Organisation, Account.name, Account.email)
        .join(Account, Account.id == OperationSeat.account_id)
        .join(Organisation, Organisation.id == OperationSeat.organisation_id)
        .where(OperationSeat.operation_id == operation.id, Account.active)
        .order_by(Organisation.search_en, Account.name)
    )
    return [Seated(role, organisation, name or email) for role, organisation, name, email in found]


def _people(
    seats: Sequence[Seated], roles: Sequence[Role], organisations: set[int | None] | frozenset[int] | None = None
) -> list[tuple[Organisation, str | None]]:
    return [
        (seat.organisation, seat.person)
        for seat in seats
        if seat.role in roles and (organisations is None or seat.organisation.id in organisations)
    ]


def _reviewer(participation: Participation, seats: Sequence[Seated]) -> list[tuple[Organisation, str | None]]:
    match participation.reviewer_kind:
        case ReviewerKind.RILO:
            chosen = [(participation.reviewer, None)] if participation.reviewer else []
            return [*chosen, *_people(seats, (Role.LIAISON,), {participation.reviewer_id})]
        case ReviewerKind.PLANNER:
            return _people(seats, (Role.PLANNER,))
    return _secretariat()


def _secretariat() -> list[tuple[Organisation, str | None]]:
    found = db.session.execute(
        sa.select(Organisation, Account.name, Account.email)
        .join(Account, Account.organisation_id == Organisation.id)
        .where(Account.active, Account.roles.any(PlatformRole.name == Role.SECRETARIAT))
        .order_by(Account.name)
    )
    return [(organisation, name or email) for organisation, name, email in found]


def _named(named: Sequence[int]) -> list[tuple[Organisation, str | None]]:
    if not named:
        return []
    people = db.session.scalars(sa.select(Account).where(Account.id.in_(named), Account.active).order_by(Account.name))
    return [(person.organisation, person.name or person.email) for person in people]


def _shared(operation: Operation, seats: Sequence[Seated]) -> list[tuple[Organisation, str | None]]:
    """Of those whom the sharing rule names whoever has accepted, with its offices: the others were only asked."""
    query = sa.select(Participation.organisation_id).where(
        Participation.operation_id == operation.id, Participation.state == ParticipationState.ACCEPTED
    )
    accepted = set(db.session.scalars(query))
    joined = [each for each in seats if {each.organisation.id, each.organisation.parent_id} & accepted]
    if operation.sharing == "participants":
        return _people(joined, (Role.MEMBER, Role.LIAISON))
    if operation.sharing == "network" and operation.network_id is not None:
        return _people(joined, (Role.MEMBER, Role.LIAISON), network_members(operation))
    return []


def _merged(group: Group, pairs: Iterable[tuple[Organisation, str | None]]) -> list[Reader]:
    """One reader an organisation, with its people."""
    names: dict[Organisation, list[str]] = defaultdict(list)
    for organisation, person in pairs:
        listed = names[organisation]
        if person is not None and person not in listed:
            listed.append(person)
    return [Reader(group, organisation.name, tuple(people)) for organisation, people in names.items()]


def _once(readers: list[Reader]) -> list[Reader]:
    """Without those that an earlier line has named already with the same people."""
    seen: set[tuple[Text, tuple[str, ...]]] = set()
    kept = []
    for reader in readers:
        if (reader.organisation, reader.people) not in seen:
            seen.add((reader.organisation, reader.people))
            kept.append(reader)
    return kept
