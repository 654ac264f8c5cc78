"""What questionnaires ask of people on Home: one to answer, one that came back, those that wait for a reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import label
from opsplanner.core.needs import Harm, Need, Way
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.surveys import services
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.states import State
from opsplanner.surveys.words import KINDS


def tasks_for(actor: Actor, operations: Sequence[Operation]) -> list[Need]:
    """The reader's own to answer, and for reviewers how many plans wait."""
    there = [
        each for each in operations if each.phase != PhaseKind.CLOSED and actor.may(Permission.SURVEYS_SEE, each.code)
    ]
    own = [need for each in services.own_waiting(actor, there) if (need := _own(each))]
    return [*own, *(_review(each, count) for each, count in services.plans_waiting(actor, there))]


def _own(waiting: services.Own) -> Need | None:
    survey, member = waiting.survey, waiting.participation.organisation
    code = survey.operation.code
    address = url_for("surveys.answer", code=code, kind=survey.kind, member=member.code)
    name = _("%(name)s: %(what)s", name=label(member.name), what=KINDS[survey.what])
    due = datetime.combine(survey.due_on, time(23, 59), UTC) if survey.due_on else None
    match waiting.state:
        case State.RETURNED:
            return Need(
                Harm.RETURNED,
                "returned",
                _("Returned"),
                code,
                name,
                waiting.note[:160],
                due,
                (Way(_("Read the note"), address),),
            )
        case State.NONE:
            return Need(Harm.DUE, "due", _("Asked"), code, name, "", due, (Way(_("Answer"), address),))
        case State.BEGUN:
            return Need(Harm.BEGUN, "draft", _("Begun"), code, name, "", due, (Way(_("Go on"), address),))
    return None


def _review(operation: Operation, waiting: int) -> Need:
    title = ngettext("%(num)s national plan waits for you", "%(num)s national plans wait for you", waiting)
    address = url_for("surveys.progress", code=operation.code, kind=SurveyKind.PLAN, state=State.SUBMITTED)
    return Need(Harm.ASKED, "submitted", _("Sent"), operation.code, title, ways=(Way(_("Read them"), address),))
