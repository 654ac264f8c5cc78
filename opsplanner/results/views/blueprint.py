"""The blueprints that pages of results hang on, in one operation or over all, and the words their templates use."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint

from opsplanner.core.i18n import language
from opsplanner.core.text import Text
from opsplanner.operations.amounts import quantity
from opsplanner.operations.models import Operation
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.reference import code_list
from opsplanner.reference.measures import Measure
from opsplanner.results.remarks import remark_sentence, remark_title
from opsplanner.results.review_words import note_label, step_label
from opsplanner.results.reviewers import reviewer_of
from opsplanner.results.services import joined_template
from opsplanner.results.words import (
    channel_label,
    correction_label,
    rate,
    return_label,
    returns_counted,
    submission_label,
    whole_percent,
)

blueprint = Blueprint("results", __name__, url_prefix="/operations/<code>")
everywhere = Blueprint("review", __name__)


@blueprint.app_template_filter("decimal")
def decimal(text: str) -> Decimal:
    """A decimal kept as text, for the filters that write numbers."""
    return Decimal(text)


def coded(name: str, code: str | None) -> str:
    """The label of a code of a list, in the reader's language."""
    return code_list(name).label(code, language()) if code else ""


def field_label(operation: Operation, key: str) -> Text:
    """The question of a field of the operation's template; its key where the template has it no more."""
    field = joined_template(operation).by_key.get(key)
    return field.label if field else Text.of(key)


def told(problem: Problem) -> str:
    """The sentence of a problem, in the reader's language."""
    return sentence(problem, language())


def measured(measure: Measure, value: Decimal) -> str:
    """An amount of a measure with its unit, to a thousandth, in the reader's language."""
    return quantity(round(value, 3), measure.unit, "")


def rated(n: int, of: int) -> str:
    """A rate with its fraction, in the reader's language."""
    return rate(n, of, language())


def share(n: int, of: int) -> str:
    """The percentage alone, where its fraction stands right below."""
    return whole_percent(n, of, language())


WORDS = (
    channel_label,
    coded,
    correction_label,
    field_label,
    measured,
    note_label,
    rated,
    remark_sentence,
    remark_title,
    return_label,
    returns_counted,
    reviewer_of,
    share,
    step_label,
    submission_label,
    told,
)
for word in WORDS:
    blueprint.add_app_template_global(word)
