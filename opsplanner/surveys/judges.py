"""What questionnaires ask of a participant before an operation: that its national plan was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from opsplanner.operations.models import Operation
from opsplanner.participants.leftward import Judge
from opsplanner.participants.models import Participation
from opsplanner.surveys import services
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.states import State

SENT = (State.SUBMITTED, State.ACCEPTED)


def _sent(operations: Sequence[Operation]) -> Mapping[int, bool]:
    """Nobody is asked before the questions are published; what was returned is to be sent again."""
    return {number: state in SENT for number, state in services.standings(operations, SurveyKind.PLAN).items()}


def _where(participation: Participation) -> Mapping[str, str]:
    code, member = participation.operation.code, participation.organisation.code
    return {"code": code, "kind": SurveyKind.PLAN, "member": member}


NATIONAL_PLAN = Judge(
    key="national_plan",
    title=_l("National plan sent"),
    said=_l("the national implementation plan"),
    verb=_l("Write the national plan"),
    judge=_sent,
    view="surveys.answer",
    where=_where,
    told=True,
)
