"""What participation asks of people on Home: invitations to answer, what one misses to be ready, answers that planners wait for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import days, label
from opsplanner.core.needs import Harm, Need, Way
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.participants import services
from opsplanner.participants.judges import CONTACT, REVIEWER
from opsplanner.participants.leftward import Judge
from opsplanner.participants.models import Participation, ParticipationState


def tasks_for(actor: Actor, operations: Sequence[Operation]) -> list[Need]:
    """The reader's own invitations and what its organisations miss; for planners, how many have not answered."""
    mine = [
        one for one in services.own_in(actor) if one.operation.phase != PhaseKind.CLOSED and services.is_own(actor, one)
    ]
    found = services.readiness(*{one.operation_id: one.operation for one in mine}.values())
    own = [need for one in mine for need in _own(one, found.missing(one.id))]
    led = [
        each
        for each in operations
        if each.phase != PhaseKind.CLOSED and actor.may(Permission.PARTICIPANTS_MANAGE, each.code)
    ]
    tallies = services.tallies(led)
    return [*own, *(_waiting(each, tallies[each.id].invited) for each in led if tallies[each.id].invited)]


def _own(mine: Participation, missing: Sequence[Judge]) -> list[Need]:
    if mine.state == ParticipationState.INVITED:
        return [_invited(mine)]
    if mine.state != ParticipationState.ACCEPTED:
        return []
    left = mine.reviewer_left
    asked = [judge for judge in missing if not judge.told and not (left and judge.key == REVIEWER)]
    if clock.today(mine.operation.time_zone) > mine.operation.ends_on:
        # After the action phase nobody gets ready any more; a contact point is still needed.
        asked = [judge for judge in asked if judge.key == CONTACT]
    return [*([_choose(mine, left)] if left else []), *([_miss(mine, asked)] if asked else [])]


def _invited(mine: Participation) -> Need:
    code, member = mine.operation.code, mine.organisation
    return Need(
        harm=Harm.ASKED,
        state="invited",
        said=_("Invited"),
        code=code,
        title=_("%(name)s is asked to take part", name=label(member.name)),
        hint=days(mine.operation.starts_on, mine.operation.ends_on),
        at=mine.invited_at,
        ways=(Way(_("Answer"), url_for("participants.onboard", code=code, org=member.code)),),
    )


def _miss(mine: Participation, missing: Sequence[Judge]) -> Need:
    """What the participant itself has to put right, each with its verb."""
    contactless = any(judge.key == CONTACT for judge in missing)
    name = label(mine.organisation.name)
    return Need(
        harm=Harm.DUE if contactless else Harm.BEGUN,
        state="due" if contactless else "draft",
        said=_("Missing"),
        code=mine.operation.code,
        title=_("%(name)s has no contact point yet", name=name)
        if contactless
        else _("%(name)s is not ready yet", name=name),
        hint=_("Other participants could not reach you.")
        if contactless
        else " · ".join(str(judge.title) for judge in missing),
        at=mine.answered_at,
        ways=tuple(Way(str(judge.verb), judge.url(mine)) for judge in missing),
    )


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


def _waiting(operation: Operation, invited: int) -> Need:
    return Need(
        harm=Harm.SILENT,
        state="invited",
        said=_("Invited"),
        code=operation.code,
        title=ngettext("%(num)s invitation is not answered", "%(num)s invitations are not answered", invited),
        ways=(Way(_("See them"), url_for("participants.browse", code=operation.code, state="invited")),),
    )
