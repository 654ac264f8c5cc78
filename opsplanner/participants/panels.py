"""What participation adds to an operation's overview and to the register: who is in, and what waits for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.i18n import label
from opsplanner.directory.leftward import TakingPart
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Count, SetUp, Step
from opsplanner.operations.services import actor_of
from opsplanner.operations.setup import Progress
from opsplanner.operations.words import ROLES as SEATS
from opsplanner.participants import services
from opsplanner.participants.models import ParticipationState
from opsplanner.participants.words import OPENS, ROLES, STATES


def joined(_actor: Actor, operations: Sequence[Operation]) -> Mapping[int, tuple[int, int]]:
    """For each operation, how many accepted of how many were asked."""
    return {key: (one.accepted, one.total) for key, one in services.tallies(operations).items()}


def countries(operation: Operation) -> Sequence[str]:
    """Of each Member that takes part or has not answered yet."""
    return services.countries_of(operation)


def set_up(_actor: Actor, operation: Operation) -> list[SetUp]:
    """Whether anybody was invited, and whether all have answered."""
    tally = services.tally(operation)
    progress = Progress.OPEN if not tally.total else Progress.PARTLY if tally.invited else Progress.DONE
    return [
        SetUp(_("Participants"), url_for("participants.browse", code=operation.code), progress, _("Who takes part"))
    ]


def counts(actor: Actor, operation: Operation) -> list[Count]:
    """Participants by state, each with its list for those who may see it."""
    tally, shown = services.tally(operation), actor.may(Permission.PARTICIPANTS_SEE, operation.code)
    numbers = {
        ParticipationState.ACCEPTED: tally.accepted,
        ParticipationState.INVITED: tally.invited,
        ParticipationState.DECLINED: tally.declined,
        ParticipationState.WITHDRAWN: tally.withdrawn,
    }
    address = url_for("participants.browse", code=operation.code) if shown else ""
    found = [
        Count(str(STATES[state]), number, f"{address}?state={state}" if shown else "")
        for state, number in numbers.items()
        if number or state == ParticipationState.ACCEPTED
    ]
    missing = services.without_contacts(operation) if shown else 0
    return [*found, Count(_("Without a contact point"), missing, address)] if missing else found


def steps(actor: Actor, operation: Operation) -> list[Step]:
    """What a participant has to answer or complete, and what the planner may chase."""
    found = []
    for one in services.own(actor, operation):
        address = url_for("participants.participation", code=operation.code, org=one.organisation.code)
        name = label(one.organisation.name)
        if one.state == ParticipationState.INVITED and services.is_own(actor, one):
            asked = _("%(name)s is invited to take part.", name=name)
            found.append(Step(f"{asked} {OPENS[one.role]}", address, _("Answer")))
        elif one.state == ParticipationState.ACCEPTED and not one.contacts and services.is_own(actor, one):
            edit = url_for("participants.edit_contacts", code=operation.code, org=one.organisation.code)
            found.append(Step(_("%(name)s has no contact point yet.", name=name), edit, _("Name one")))
    waiting = services.tally(operation).invited if services.may_manage(actor, operation) else 0
    if waiting:
        address = url_for("participants.browse", code=operation.code, state="invited")
        said = ngettext("%(num)s invitation is not answered.", "%(num)s invitations are not answered.", waiting)
        found.append(Step(said, address, _("See them")))
    return found


def taking_part(actor: Actor, organisation: Organisation) -> list[TakingPart]:
    """The operations on an organisation's page, each with its role and its answer."""
    return [
        TakingPart(
            title=label(one.operation.name),
            url=url_for("operations.overview", code=one.operation.code),
            note=f"{ROLES.get(one.role, one.role)} · {STATES[one.state]}",
        )
        for one in services.of_organisation(actor, organisation)
    ]


def seats_of(account: Account) -> list[TakingPart]:
    """The operations a person is invited into, each with the role: what the page of an invitation names."""
    return [
        TakingPart(label(operation.name), url_for("operations.overview", code=operation.code), str(SEATS[Role(role)]))
        for operation, role in services.seats_of(account)
    ]


def first_page(account: Account) -> str:
    """The way to being ready of the first invitation that waits for the person's organisation."""
    actor = actor_of(account)
    waiting = (one for one in services.own_in(actor) if one.state == ParticipationState.INVITED)
    first = next((one for one in waiting if services.is_own(actor, one)), None)
    if first is None:
        return ""
    return url_for("participants.onboard", code=first.operation.code, org=first.organisation.code)
