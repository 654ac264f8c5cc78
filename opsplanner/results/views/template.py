"""The published template for all who report: its data dictionary, its versions, and what differs between any two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, render_template, request
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.errors import Missing
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.core.text import LANGUAGES
from opsplanner.core.web import download
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.records.notes import note
from opsplanner.results import services
from opsplanner.results import template_words as words
from opsplanner.results.composing.composition import BLOCKS, is_own
from opsplanner.results.composing.dictionary import entries
from opsplanner.results.composing.differences import differences
from opsplanner.results.services.templates import read_version, version_of, versions_of
from opsplanner.results.services.uses import uses_of
from opsplanner.results.template_export import dictionary_csv
from opsplanner.results.template_words import BLOCKS as BLOCK_NAMES
from opsplanner.results.template_words import LANGUAGE_NAMES
from opsplanner.results.views.blueprint import blueprint

# Each in itself: a reader of one may not read the others.
NAMES = {"en": "English", "fr": "Français", "ru": "Русский"}


def may_compose(operation: Operation) -> bool:
    """Whether the reader plans this operation."""
    return g.actor.may(Permission.PLAN_EDIT, operation.code)


def sheet_languages(operation: Operation) -> list[tuple[str, str]]:
    """The languages in which the operation's sheets are handed out, each by its own name."""
    offered = services.template_of(operation).languages if operation.template else ()
    return [(lang, name) for lang, name in NAMES.items() if lang in offered]


WORDS: dict[str, Callable[..., Any]] = {
    "asked_when": words.in_template,
    "difference_title": words.difference_title,
    "difference_value": words.difference_value,
    "failure_sentence": words.failure_sentence,
    "field_kind": words.KINDS.__getitem__,
    "field_level": words.LEVELS.__getitem__,
    "field_limits": words.limits,
    "field_note": note,
    "field_use": words.use,
    "found_sentence": words.found_sentence,
    "is_own": is_own,
    "may_compose": may_compose,
    "sheet_languages": sheet_languages,
}
for name, word in WORDS.items():
    blueprint.add_app_template_global(word, name)


@blueprint.get("/template/")
@allow(Permission.RESULTS_SEE)
def template_dictionary(code: str) -> str:
    """Every field of a version, the newest unless another is asked for, in one of the languages of sheets."""
    operation = find(g.actor, code)
    number, asked = whole(request.args.get("version", "")), request.args.get("sheet", "")
    current = services.template_of(operation)
    template = current if number is None else read_version(version_of(operation, number))
    lang = asked if asked in LANGUAGES else language()
    found = list(entries(template, lang))
    return render_template(
        "results/template_dictionary.html",
        operation=operation,
        template=template,
        current=current,
        lang=lang,
        languages={each: LANGUAGE_NAMES[each] for each in template.languages},
        blocks=[(name, BLOCK_NAMES[name], [each for each in found if each.field.block == name]) for name in BLOCKS],
    )


@blueprint.get("/template/dictionary.csv")
@allow(Permission.RESULTS_SEE)
def template_dictionary_file(code: str) -> Response:
    """The same as text, every language in its columns."""
    operation = find(g.actor, code)
    number = whole(request.args.get("version", ""))
    template = services.template_of(operation) if number is None else read_version(version_of(operation, number))
    name = f"{operation.code}_dictionary_v{template.version}_{language()}.csv"
    return download(dictionary_csv(operation, template, language()), name, "text/csv; charset=utf-8")


@blueprint.get("/template/versions")
@allow(Permission.RESULTS_SEE)
def template_versions(code: str) -> str:
    """Who published which version when and why, and how many submissions rest on each."""
    operation = find(g.actor, code)
    return render_template(
        "results/template_versions.html", operation=operation, versions=versions_of(operation), uses=uses_of(operation)
    )


@blueprint.get("/template/versions/difference")
@allow(Permission.RESULTS_SEE)
def template_difference(code: str) -> str:
    """What the newer of two versions asks otherwise."""
    operation = find(g.actor, code)
    numbers = sorted(wholes(request.args.getlist("version")))
    if len(numbers) != 2:
        raise Missing
    old, new = (read_version(version_of(operation, number)) for number in numbers)
    return render_template(
        "results/template_difference.html", operation=operation, old=old, new=new, changes=differences(old, new)
    )
