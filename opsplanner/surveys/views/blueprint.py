"""The blueprint of questionnaires, and the words its pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from opsplanner.core.i18n import language
from opsplanner.records.field import Field
from opsplanner.records.notes import requirement
from opsplanner.records.template import Template
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.questions import kind_of_question
from opsplanner.surveys.states import State
from opsplanner.surveys.words import ABOUT, DECISIONS, KINDS, QUESTION_KINDS, SIGNS, STATES

blueprint = Blueprint("surveys", __name__)
BASE = "/operations/<code>/questionnaires"
ONE = f"{BASE}/<any({', '.join(SurveyKind)}):kind>"


@blueprint.app_template_global("survey_words")
def words() -> dict[str, Any]:
    """Kinds, states and their signs, for every page of questionnaires."""
    return {
        "kinds": KINDS,
        "about": ABOUT,
        "states": STATES,
        "signs": SIGNS,
        "decisions": DECISIONS,
        "question_kinds": QUESTION_KINDS,
        "kind_of": kind_of_question,
        "order": list(SurveyKind),
        "state_order": list(State),
    }


@blueprint.app_template_global("question_asked")
def asked(template: Template, field: Field) -> str:
    """When a question must be answered, in words."""
    return requirement(template, field, language()) or _("Optional")
