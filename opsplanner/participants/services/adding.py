"""Asking organisations to take part: what a pasted or uploaded list means, and adding many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.jobs import Job
from opsplanner.directory.models import Account, Organisation, OrganisationKind
from opsplanner.operations.models import Operation
from opsplanner.operations.services import editable, members_on, network
from opsplanner.operations.services.seating import seat
from opsplanner.participants.listing import Listing
from opsplanner.participants.models import LetterKind, Participation, ParticipationState, ReviewerKind
from opsplanner.participants.naming import Index
from opsplanner.participants.preview import Found, Preview
from opsplanner.participants.roles import role_now
from opsplanner.participants.services.addressing import Address, checked_addresses
from opsplanner.participants.services.reviewing import default_reviewer
from opsplanner.participants.services.writing import enqueue_letters

ROLES = (Role.MEMBER, Role.GUEST, Role.LIAISON, Role.OBSERVER)
USUAL_ROLES = {OrganisationKind.RILO: Role.LIAISON, OrganisationKind.PARTNER: Role.OBSERVER}


def usual_role(organisation: Organisation) -> Role:
    """The role an organisation of its kind usually takes: a RILO liaises, a partner observes, a Member takes part."""
    return USUAL_ROLES.get(OrganisationKind(organisation.kind), Role.MEMBER)


def is_odd(organisation: Organisation, role: str) -> bool:
    """Whether a role that owes results is given to a liaison office or a partner, which have none: mostly a slip."""
    return OrganisationKind(organisation.kind) in USUAL_ROLES and role in (Role.MEMBER, Role.GUEST)


def index() -> Index:
    """The organisations there are now, by all they are called."""
    return Index.of(_current())


def from_names(operation: Operation, names: Iterable[str]) -> Preview:
    """What a list of codes and names, one entry each, would add."""
    return _preview(operation, index().read_all(names))


def from_listing(operation: Operation, listing: Listing, column: int) -> Preview:
    """What one column of a table would add."""
    return _preview(operation, listing.read(index(), column))


def from_ids(operation: Operation, ids: Iterable[int]) -> Preview:
    """What organisations that were ticked would add."""
    chosen = db.session.scalars(current().where(Organisation.id.in_(list(ids))))
    return _preview(operation, [Found(one.code, one) for one in chosen])


def from_network(operation: Operation, code: str) -> Preview:
    """What the members of a network on the operation's first day would add."""
    members = members_on(network(code), operation.starts_on)
    return _preview(operation, [Found(m.organisation.code, m.organisation) for m in members])


def from_region(operation: Operation, region: str) -> Preview:
    """What the customs administrations of a WCO region would add."""
    query = current().where(
        Organisation.wco_region == region,
        Organisation.kind == OrganisationKind.CUSTOMS,
        Organisation.parent_id.is_(None),
    )
    return _preview(operation, [Found(o.code, o) for o in db.session.scalars(query)])


@writes
def add_participants(actor: Actor, code: str, organisation_ids: Sequence[int], role: str = "") -> list[Participation]:
    """Asks organisations to take part, each in the given role or in the usual one of its kind; those already in stay as they are."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    if role and role not in ROLES:
        raise Refusal(_l("Choose the role in which they take part."))
    wanted = list(db.session.scalars(current().where(Organisation.id.in_(organisation_ids))))
    if len(wanted) < len(set(organisation_ids)):
        raise Missing
    already = _already(operation)
    added = [
        _invite(operation, one, Role(role) if role else usual_role(one)) for one in wanted if one.id not in already
    ]
    db.session.add_all(added)
    db.session.flush()
    default_reviewer(operation, added)
    _seat_people(actor, operation, added)
    if added:
        said = {one.organisation.code: one.role for one in added}
        audit.record(actor, "participants:add", f"{len(added)}", scope=code, after=said)
    return added


def _invite(operation: Operation, organisation: Organisation, role: Role) -> Participation:
    return Participation(
        operation_id=operation.id,
        organisation=organisation,
        role=role,
        state=ParticipationState.INVITED,
        reviewer_kind=ReviewerKind.PLANNER,
        invited_at=clock.now(),
        note="",
    )


def _seat_people(actor: Actor, operation: Operation, added: Sequence[Participation]) -> None:
    """Whoever signs in for the organisation already finds the operation on Home."""
    roles = {participation.organisation_id: role_now(participation) for participation in added}
    people = db.session.scalars(sa.select(Account).where(Account.organisation_id.in_(roles), Account.active))
    for account in people:
        seat(actor, operation, account, roles[account.organisation_id], account.organisation_id)


@writes
def invite_many(
    actor: Actor, code: str, organisation_ids: Sequence[int], role: str, addresses: Mapping[int, Address]
) -> tuple[list[Participation], Job | None]:
    """Asks them to take part and has the worker write to each, at these addresses where nobody of an organisation has an account."""
    wanted = checked_addresses(addresses)
    added = add_participants(actor, code, organisation_ids, role)
    if not added:
        return [], None
    return added, enqueue_letters(actor, added[0].operation, added, LetterKind.INVITATION, wanted)


def _preview(operation: Operation, entries: Sequence[Found]) -> Preview:
    return Preview.of(entries, _already(operation))


def _already(operation: Operation) -> set[int]:
    return set(
        db.session.scalars(sa.select(Participation.organisation_id).where(Participation.operation_id == operation.id))
    )


def current() -> sa.Select[Organisation]:
    """The organisations there are today, by name."""
    gone = sa.and_(Organisation.valid_to.is_not(None), Organisation.valid_to < clock.today())
    return sa.select(Organisation).where(sa.not_(gone)).order_by(Organisation.search_en)


def _current() -> list[Organisation]:
    return list(db.session.scalars(current()))
