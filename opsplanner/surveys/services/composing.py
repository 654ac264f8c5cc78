"""A questionnaire is begun, composed by the planner, published in versions that never change, and closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations.models import Operation
from opsplanner.operations.services import editable
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.records.field import Field
from opsplanner.records.models import TemplateVersion
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.surveys import house, questions
from opsplanner.surveys.models import Survey, SurveyKind
from opsplanner.surveys.services.finding import find_survey, template_of

Change = Callable[[Template], Template]


def drafted(survey: Survey) -> Template:
    """The questionnaire as its planner sees it: as drafted, else as published."""
    if survey.draft:
        return Template.read(survey.draft)
    if survey.published is None:
        raise Missing
    return template_of(survey.published)


def draft_stamp(survey: Survey) -> str:
    """What a page carries to tell whether the draft has changed since."""
    return stamp(drafted(survey).as_dict())


def composed(actor: Actor, code: str, kind: str) -> Survey:
    """A questionnaire for whoever composes it; the self-assessment is the same everywhere."""
    survey = find_survey(actor, code, kind)
    if not actor.may(Permission.PLAN_EDIT, code):
        raise Forbidden(NOT_ALLOWED)
    if survey.what.is_assessment:
        raise Missing
    return survey


@writes
def begin_survey(actor: Actor, code: str, kind: str) -> Survey:
    """Begins a questionnaire as the house proposes it; a self-assessment is published at once, so that operations can be compared."""
    operation = editable(actor, code)
    if kind not in set(SurveyKind):
        raise Missing
    if db.session.scalar(sa.select(Survey.id).where(Survey.operation_id == operation.id, Survey.kind == kind)):
        raise Refusal(_l("This questionnaire is there already."))
    template = house.begun(SurveyKind(kind), operation.code, operation.name)
    survey = Survey(operation=operation, kind=kind, draft=template.as_dict())
    db.session.add(survey)
    db.session.flush()
    audit.record(actor, "survey:begin", _subject(survey), scope=code)
    if survey.what.is_assessment:
        _store_version(actor, survey, "")
    return survey


@writes
def put_question(
    actor: Actor, code: str, kind: str, field: Field, before: Mapping[str, Any] | None, version: str | None
) -> None:
    """Adds or changes a question. `before` is how it stands in the form's terms, `version` the stamp of what the form began with."""
    survey = _locked(actor, code, kind)
    there = field.key in drafted(survey).by_key
    if there and version is None:
        raise Refusal(_l("There is already a question with this key."))
    if version is not None and (before is None or version != stamp(before)):
        raise Stale(before or {})
    _change(actor, survey, "change" if there else "add", field.key, lambda found: questions.put(found, field))


@writes
def move_question(actor: Actor, code: str, kind: str, key: str, steps: int, version: str) -> None:
    """Up (-1) or down (1) in its section."""
    _change(actor, _current(actor, code, kind, version), "move", key, lambda found: questions.move(found, key, steps))


@writes
def leave_out_question(actor: Actor, code: str, kind: str, key: str, version: str) -> None:
    """Removes a question; versions published with it keep it."""
    survey = _current(actor, code, kind, version)
    _change(actor, survey, "remove", key, lambda found: questions.leave_out(found, key))


@writes
def put_sections(actor: Actor, code: str, kind: str, sections: tuple[Code, ...], version: str) -> None:
    """The sections, in order."""
    survey = _current(actor, code, kind, version)
    _change(actor, survey, "sections", "", lambda found: questions.put_sections(found, sections))


@writes
def copy_survey(actor: Actor, code: str, kind: str, source: str, version: str) -> None:
    """Replaces sections and questions by those published in another operation that the actor plans in or sees the plan of."""
    survey = _current(actor, code, kind, version)
    other = next((each for each in sources(actor, survey) if each.operation.code == source), None)
    if other is None or other.published is None:
        raise Refusal(_l("Choose what to copy from."))
    taken = template_of(other.published)
    _change(actor, survey, "copy", source, lambda found: questions.copied(taken, found))


def sources(actor: Actor, survey: Survey) -> list[Survey]:
    """The questionnaires of the same kind published in other operations whose plan the actor may read."""
    others = sa.select(Survey).join(Survey.operation).where(
        Survey.kind == survey.kind, Survey.id != survey.id, Survey.template_id.is_not(None)
    )  # fmt: skip
    found = db.session.scalars(others.order_by(Operation.code))
    return [each for each in found if actor.may(Permission.PLAN_SEE, each.operation.code)]


@writes
def discard_draft(actor: Actor, code: str, kind: str, version: str) -> None:
    """Throws away what was changed since the last version; before the first, the questionnaire itself."""
    survey = _current(actor, code, kind, version)
    audit.record(actor, "survey:discard", _subject(survey), scope=code)
    if survey.published is None:
        db.session.delete(survey)
    else:
        survey.draft = {}


@writes
def publish_survey(actor: Actor, code: str, kind: str, version: str, note: str = "") -> TemplateVersion:
    """Makes the draft the next version, which Members answer from now on."""
    survey = _current(actor, code, kind, version)
    if not survey.draft:
        raise Refusal(_l("Nothing has changed since the last version."))
    hindered = hindrances(drafted(survey))
    if hindered:
        raise Refusal(hindered[0])
    if survey.published is not None and not note:
        raise Refusal(_l("Say in one sentence what changes and why."))
    return _store_version(actor, survey, note)


def hindrances(template: Template) -> list[Any]:
    """What keeps a questionnaire from being published: nothing asked, or a question without French."""
    if not template.fields:
        return [_l("Ask at least one question.")]
    said = ((field.key, text) for field in template.fields for text in _texts(field))
    missing = sorted({key for key, text in said if not (text.has("en") and text.has("fr"))})
    return [_l("Give English and French for: %(keys)s.", keys=", ".join(missing))] if missing else []


@writes
def settle_survey(actor: Actor, code: str, kind: str, due_on: date | None) -> None:
    """By when it is to be answered."""
    survey = _followed(actor, code, kind)
    before, survey.due_on = survey.due_on, due_on
    audit.record(
        actor, "survey:settle", _subject(survey), scope=code, before={"due_on": before}, after={"due_on": due_on}
    )


@writes
def close_survey(actor: Actor, code: str, kind: str) -> None:
    """Nothing more is taken in; of a self-assessment the aggregate is shown from now on."""
    survey = _followed(actor, code, kind)
    if survey.closed_at is None:
        survey.closed_at = clock.now()
        audit.record(actor, "survey:close", _subject(survey), scope=code)


@writes
def reopen_survey(actor: Actor, code: str, kind: str) -> None:
    """Answers are taken in again."""
    survey = _followed(actor, code, kind)
    if survey.closed_at is not None:
        survey.closed_at = None
        audit.record(actor, "survey:reopen", _subject(survey), scope=code)


def _followed(actor: Actor, code: str, kind: str) -> Survey:
    editable(actor, code)
    return find_survey(actor, code, kind)


def _locked(actor: Actor, code: str, kind: str) -> Survey:
    editable(actor, code)
    return composed(actor, code, kind)


def _current(actor: Actor, code: str, kind: str, version: str) -> Survey:
    """The questionnaire, locked; raises Stale when its draft is no longer what the actor saw."""
    survey = _locked(actor, code, kind)
    if version != draft_stamp(survey):
        raise Stale({})
    return survey


def _change(actor: Actor, survey: Survey, act: str, subject: str, change: Change) -> None:
    """One act on the draft, which the first change begins; one that changes nothing is no act."""
    before = drafted(survey)
    after = change(before)
    if after == before:
        return
    survey.draft = after.as_dict()
    said = f"{_subject(survey)} {subject}".strip()
    audit.record(actor, "survey:draft", said, scope=survey.operation.code, after={"act": act})


def _store_version(actor: Actor, survey: Survey, note: str) -> TemplateVersion:
    template = drafted(survey)
    number = survey.published.number + 1 if survey.published else 1
    version = TemplateVersion(
        kind=survey.kind,
        key=survey.operation.code,
        number=number,
        state="published",
        published_at=clock.now(),
        definition={**template.as_dict(), "version": number},
        published_by=actor.label,
        note=note,
    )
    survey.published, survey.draft = version, {}
    db.session.flush()
    after = {"number": number, **({"note": note} if note else {})}
    audit.record(actor, "survey:publish", _subject(survey), scope=survey.operation.code, after=after)
    return version


def _texts(field: Field) -> list[Any]:
    helped = [field.help] if field.help.all() else []
    return [field.label, *helped, *(each.label for each in field.choices)]


def _subject(survey: Survey) -> str:
    return f"{survey.operation.code} {survey.kind}"
