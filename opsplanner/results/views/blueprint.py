"""The blueprint that all pages of results hang on, and the words its templates use."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint

from opsplanner.core.i18n import language
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.reference import code_list
from opsplanner.results.words import channel_label, rate, return_label, submission_label, whole_percent

blueprint = Blueprint("results", __name__, url_prefix="/operations/<code>")


@blueprint.app_template_filter("decimal")
def decimal(text: str) -> Decimal:
    """A decimal kept as text, for the filters that write numbers."""
    return Decimal(text)


def coded(name: str, code: str | None) -> str:
    """The label of a code of a list, in the reader's language."""
    return code_list(name).label(code, language()) if code else ""


def told(problem: Problem) -> str:
    """The sentence of a problem, in the reader's language."""
    return sentence(problem, language())


def rated(n: int, of: int) -> str:
    """A rate with its fraction, in the reader's language."""
    return rate(n, of, language())


def share(n: int, of: int) -> str:
    """The percentage alone, where its fraction stands right below."""
    return whole_percent(n, of, language())


for word in (channel_label, coded, rated, return_label, share, submission_label, told):
    blueprint.add_app_template_global(word)
