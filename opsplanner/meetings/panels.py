"""What the page of a network shows of its meetings, each with its resolutions and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import day, days, label
from opsplanner.core.text import in_alphabet
from opsplanner.meetings import services
from opsplanner.meetings.models import Decision, DecisionState, Outcome
from opsplanner.meetings.words import OUTCOMES, TONES
from opsplanner.operations.models import Network
from opsplanner.operations.overview import Followed, Held


def held(actor: Actor, network: Network) -> Sequence[Held]:
    """Its meetings, newest first, as far as the reader may know of them."""
    return [
        Held(
            label(each.name),
            url_for("meetings.meeting", number=each.id),
            days(each.first_day, each.last_day),
            sorted((label(one.organisation.name) for one in each.guests), key=in_alphabet),
            [_followed(one) for one in each.decisions if one.state == DecisionState.ADOPTED],
        )
        for each in services.of_network(actor, network)
    ]


def plan_address(actor: Actor, network: Network) -> str:
    """Where a meeting of the network is planned; empty for who does not plan one."""
    may = actor.may(Permission.PROGRAMMES_EDIT)
    return url_for("meetings.plan_network_meeting", key=network.code) if may else ""


def _followed(decision: Decision) -> Followed:
    outcome = Outcome(decision.outcome)
    return Followed(
        decision.reference,
        label(decision.text),
        str(OUTCOMES[outcome]),
        TONES[outcome],
        label(decision.outcome_text),
        day(decision.outcome_on) if decision.outcome_on else "",
    )
