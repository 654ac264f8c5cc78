"""What participation asks of people on Home: invitations to answer, contact points to name, answers that planners wait for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import days, label
from opsplanner.core.needs import Harm, Need, Way
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.participants import services
from opsplanner.participants.models import Participation, ParticipationState


def tasks_for(actor: Actor, operations: Sequence[Operation]) -> list[Need]:
    """The reader's own invitations and contact points; for planners, how many have not answered."""
    own = [need for each in services.own_in(actor) for need in _own(actor, each)]
    led = [
        each
        for each in operations
        if each.phase != PhaseKind.CLOSED and actor.may(Permission.PARTICIPANTS_MANAGE, each.code)
    ]
    tallies = services.tallies(led)
    return [*own, *(_waiting(each, tallies[each.id].invited) for each in led if tallies[each.id].invited)]


def _own(actor: Actor, mine: Participation) -> list[Need]:
    code, member = mine.operation.code, mine.organisation
    if mine.operation.phase == PhaseKind.CLOSED or not services.is_own(actor, mine):
        return []
    if mine.state == ParticipationState.INVITED:
        return [
            Need(
                harm=Harm.ASKED,
                state="invited",
                said=_("Invited"),
                code=code,
                title=_("%(name)s is asked to take part", name=label(member.name)),
                hint=days(mine.operation.starts_on, mine.operation.ends_on),
                at=mine.invited_at,
                ways=(Way(_("Answer"), url_for("participants.answer", code=code, org=member.code)),),
            )
        ]
    if mine.state == ParticipationState.ACCEPTED and mine.reviewer_left is not None:
        return [_choose(mine, mine.reviewer_left), *_contacts(mine)]
    return _contacts(mine)


def _choose(mine: Participation, left: Organisation) -> Need:
    code, member = mine.operation.code, mine.organisation
    return Need(
        harm=Harm.ASKED,
        state="warning",
        said=_("Reviewer"),
        code=code,
        title=_("%(office)s no longer reviews for %(name)s", office=label(left.name), name=label(member.name)),
        hint=_("The planner reviews your results until you choose."),
        ways=(Way(_("Choose"), url_for("participants.participation", code=code, org=member.code, _anchor="reviewer")),),
    )


def _contacts(mine: Participation) -> list[Need]:
    code, member = mine.operation.code, mine.organisation
    if mine.state == ParticipationState.ACCEPTED and not mine.contacts:
        address = url_for("participants.edit_contacts", code=code, org=member.code)
        title = _("%(name)s has no contact point yet", name=label(member.name))
        hint = _("Other participants could not reach you.")
        return [
            Need(
                Harm.DUE,
                "due",
                _("Missing"),
                code,
                title,
                hint,
                mine.answered_at,
                (Way(_("Name your contact point"), address),),
            )
        ]
    return []


def _waiting(operation: Operation, invited: int) -> Need:
    return Need(
        harm=Harm.SILENT,
        state="invited",
        said=_("Invited"),
        code=operation.code,
        title=ngettext("%(num)s invitation is not answered", "%(num)s invitations are not answered", invited),
        ways=(Way(_("See them"), url_for("participants.browse", code=operation.code, state="invited")),),
    )
