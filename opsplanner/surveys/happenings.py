"""The days on which questionnaires are due, as what has its day: for the timeline, for Home, and for calendars."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.happenings import Happening, Sort
from opsplanner.core.i18n import label
from opsplanner.core.web import demo_loaded
from opsplanner.operations.models import Operation
from opsplanner.surveys import services
from opsplanner.surveys.models import Survey
from opsplanner.surveys.states import State
from opsplanner.surveys.words import KINDS, SIGNS, STATES


def happenings(actor: Actor, operations: Sequence[Operation]) -> list[Happening]:
    """Of each questionnaire that has a due day and that the reader may know of: one for each of its own Members, else one."""
    there = [each for each in operations if actor.may(Permission.SURVEYS_SEE, each.code)]
    own: dict[int, list[services.Own]] = {}
    for each in services.own_asked(actor, there):
        own.setdefault(each.survey.id, []).append(each)
    surveys = [each for each in services.published_in(there) if each.due_on is not None]
    return [_happening(survey, mine) for survey in surveys for mine in own.get(survey.id, [None])]


def _happening(survey: Survey, mine: services.Own | None) -> Happening:
    """Calendars name the operation and nobody; whose answer it is stands in the description."""
    operation, day = survey.operation, survey.due_on
    assert day is not None
    member = mine.participation.organisation if mine else None
    past = survey.closed_at is not None or day < clock.today(operation.time_zone)
    sent = mine is not None and mine.state in (State.SUBMITTED, State.ACCEPTED)
    title = _("%(what)s is due", what=KINDS[survey.what])
    return Happening(
        sort=Sort.DUE,
        key=f"survey-{operation.code}-{survey.kind}{f'-{member.code}' if member else ''}",
        code=operation.code,
        title=title,
        summary=_("%(code)s: questionnaire due", code=operation.code),
        url=url_for("surveys.answer", code=operation.code, kind=survey.kind, member=member.code)
        if member
        else url_for("surveys.browse", code=operation.code),
        zone=operation.time_zone,
        first=day,
        last=day,
        note=label(member.name) if member else "",
        state=SIGNS[mine.state] if mine else "past" if past else "planned",
        said=str(STATES[mine.state]) if mine else _("Past") if past else _("Ahead"),
        over=past or sent,
        invented=operation.synthetic or demo_loaded(),
    )
