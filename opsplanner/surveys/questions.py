"""The questions of a questionnaire: one of a kind, and what may be changed of a questionnaire, one act at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.records.field import Field, Limits
from opsplanner.records.template import Template
from opsplanner.reference import Code

# All keys begin so: no name of a form or of the platform can be the same.
PREFIX = "q_"
KEY = re.compile(PREFIX + r"[a-z0-9][a-z0-9_]{0,35}")
# A short text stands on one line of the form.
LONG, SHORT, PLACES = 3000, 190, 4
# A long text is a text with room for paragraphs.
LONG_TEXT = "long_text"
LISTS = {"choice": "operation", "choice_list": "operation", "country": "country", "country_list": "country"}
CHOOSING = ("choice", "choice_list")
ATTACHMENT = "attachment"
MOST_QUESTIONS = 120


def field_of(kind: str, key: str, section: str, label: Text) -> Field:
    """A question of a kind, with the usual limits."""
    limits = Limits()
    if kind in ("text", LONG_TEXT):
        limits = Limits(length=LONG if kind == LONG_TEXT else SHORT)
    elif kind in ("integer", "decimal"):
        limits = Limits(places=0 if kind == "integer" else PLACES)
    plain = "text" if kind == LONG_TEXT else kind
    return Field(key, "answer", plain, label, block=section, code_list=LISTS.get(kind, ""), limits=limits)


def kind_of_question(field: Field) -> str:
    """The kind as a planner chooses it."""
    return LONG_TEXT if field.kind == "text" and (field.limits.length or 0) > SHORT else field.kind


def attachments(template: Template) -> tuple[Field, ...]:
    """The questions that files answer."""
    return tuple(field for field in template.fields if field.kind == ATTACHMENT)


def put(template: Template, field: Field) -> Template:
    """With a question added at the end of its section, or changed."""
    if field.block not in {each.code for each in template.sections}:
        raise Refusal(_l("Choose a section."))
    if field.key in template.by_key:
        fields = tuple(field if each.key == field.key else each for each in template.fields)
    elif len(template.fields) == MOST_QUESTIONS:
        raise Refusal(_l("A questionnaire has at most %(most)s questions.", most=MOST_QUESTIONS))
    else:
        fields = (*template.fields, field)
    return _in_order(template, template.sections, fields)


def move(template: Template, key: str, steps: int) -> Template:
    """With a question one place up (-1) or down (1) in its section; at an end nothing changes."""
    field = known(template, key)
    section = list(template.section(field.block))
    at = section.index(field)
    if not 0 <= at + steps < len(section):
        return template
    fields = list(template.fields)
    one, other = fields.index(field), fields.index(section[at + steps])
    fields[one], fields[other] = fields[other], fields[one]
    return replace(template, fields=tuple(fields))


def leave_out(template: Template, key: str) -> Template:
    """Without a question."""
    field = known(template, key)
    if any(key in each.required.keys for each in template.fields):
        raise Refusal(_l("Another question depends on this one: change that first."))
    return replace(template, fields=tuple(each for each in template.fields if each is not field))


def put_sections(template: Template, sections: tuple[Code, ...]) -> Template:
    """With these sections, in this order; one that holds questions stays."""
    codes = {each.code for each in sections}
    if not codes:
        raise Refusal(_l("Give at least one section."))
    left = {each.block for each in template.fields} - codes
    if left:
        raise Refusal(_l("A section that holds questions stays: %(names)s.", names=", ".join(sorted(left))))
    return _in_order(template, sections, template.fields)


def copied(source: Template, target: Template) -> Template:
    """The sections and questions of another questionnaire in the place of one's own."""
    return replace(target, sections=source.sections, fields=source.fields)


def known(template: Template, key: str) -> Field:
    """The question of a key; raises Missing when there is none."""
    if key not in template.by_key:
        raise Missing
    return template.by_key[key]


def _in_order(template: Template, sections: tuple[Code, ...], fields: Iterable[Field]) -> Template:
    order = [each.code for each in sections]
    return replace(
        template, sections=sections, fields=tuple(sorted(fields, key=lambda field: order.index(field.block)))
    )
