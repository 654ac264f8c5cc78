"""Who looks, as far as figures are concerned, resolved from the seats an actor holds in an operation."""

from __future__ import annotations

from opsplanner.core.access import Actor, Role
from opsplanner.figures.reader import EVERYTHING, Reader
from opsplanner.operations.models import Operation
from opsplanner.results.scope import participations, standing


def reader_of(actor: Actor, operation: Operation) -> Reader:
    """Secretariat and planner tell all Members apart, a liaison its own; a Member, guest or observer sees no small number of others.

    An observer, and whoever holds no other seat, gets one fixed view. A guest sees the group only if the operation says so.
    """
    roles = actor.roles_in(operation.code)
    if roles & {Role.SECRETARIAT, Role.PLANNER}:
        return EVERYTHING
    stands = standing(actor, operation)
    if Role.LIAISON in roles:
        return Reader(members=stands.reviewed | stands.served, own=stands.own, board=True)
    if Role.MEMBER in roles:
        return Reader(members=frozenset(), own=stands.own, suppress=True, board=True)
    if Role.GUEST in roles:
        seen = Reader(members=frozenset(), own=stands.own, suppress=True)
        return seen if operation.guests_see_figures else seen.at_home()
    return Reader(members=frozenset(), suppress=True, fixed=True)


def own_members(actor: Actor, operation: Operation) -> tuple[str, ...]:
    """The codes of the own Members of somebody who chooses between their figures and those of the whole operation; else none."""
    reader = reader_of(actor, operation)
    if not (reader.suppress and reader.own):
        return ()
    return tuple(each.organisation.code for each in participations([operation.id]) if each.id in reader.own)
