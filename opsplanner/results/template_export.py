"""The data dictionary of a template as text that spreadsheets open: one field a row, words in every language of the template."""

from __future__ import annotations

from flask_babel import gettext as _

from opsplanner.documents.lists import text
from opsplanner.operations.models import Operation
from opsplanner.records.template import Template
from opsplanner.results.about import about_results
from opsplanner.results.composing.dictionary import Entry, entries
from opsplanner.results.template_words import BLOCKS, KINDS, LANGUAGE_NAMES, LEVELS, limits, use

FIRST = "key"


def dictionary_csv(operation: Operation, template: Template, lang: str) -> bytes:
    """One field a row, as every list to take away."""
    rows = [[str(cell) for cell in _cells(entry, template)] for entry in entries(template, lang)]
    about = about_results(operation, (), (), lang)
    return text([FIRST, *_headings(template)], rows, about, lang)


def _headings(template: Template) -> list[str]:
    labels = [f"{_('Label')} ({LANGUAGE_NAMES[lang]})" for lang in template.languages]
    helps = [f"{_('Help')} ({LANGUAGE_NAMES[lang]})" for lang in template.languages]
    others = _("What it is about"), _("Block"), _("In the short sheet"), _("Kind of answer"), _("List to choose from")
    return [*labels, *others, _("Required"), _("Limits"), _("Unit"), _("Use in figures"), _("Rules"), *helps]


def _cells(entry: Entry, template: Template) -> list[object]:
    field = entry.field
    options = field.options
    listed = field.code_list if not field.choices else " | ".join(options.codes if options else ())
    return [
        field.key,
        *(field.label.to(lang) for lang in template.languages),
        LEVELS[field.level],
        BLOCKS[field.block],
        _("yes") if entry.short else _("no"),
        KINDS[field.kind],
        listed,
        entry.required,
        limits(field),
        field.unit,
        use(field, template),
        " ".join(entry.rules),
        *(field.help.to(lang) for lang in template.languages),
    ]
