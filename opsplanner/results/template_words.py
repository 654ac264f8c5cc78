"""The words of the template builder, in the reader's language: kinds, blocks, uses, what hinders, what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core.i18n import days, language
from opsplanner.core.text import Text
from opsplanner.records.condition import Condition
from opsplanner.records.field import Field, Limits
from opsplanner.records.notes import requirement
from opsplanner.records.sentences import sentence, shown
from opsplanner.records.template import Template
from opsplanner.reference import code_list
from opsplanner.results.composing.composition import Composition
from opsplanner.results.composing.differences import Difference
from opsplanner.results.composing.gate import Finding
from opsplanner.results.composing.trial import Failure

BLOCKS = {
    "short": _l("Core columns"),
    "strategic": _l("Strategic goods"),
    "container": _l("Containers"),
    "full": _l("Only in the full sheet"),
    "effort": _l("Effort sheet"),
}
LEVELS = {
    "case": _l("About the case"),
    "line": _l("About each line of goods"),
    "effort": _l("About a row of effort"),
}
KINDS = {
    "text": _l("Text"),
    "integer": _l("Whole number"),
    "decimal": _l("Decimal number"),
    "date": _l("Date"),
    "choice": _l("Choice"),
    "choice_list": _l("Several choices"),
    "country": _l("Country"),
    "hs": _l("HS code"),
    "container_list": _l("Container number"),
    "boolean": _l("Yes or no"),
    "country_list": _l("Several countries"),
    "currency": _l("Currency"),
}
OWN_KINDS = tuple(KINDS)[:10]
ROLES = {
    "": _l("Neither"),
    "dimension": _l("Counted by: a filter and a chart"),
    "measure": _l("Added up: a key figure"),
}
LANGUAGE_NAMES = {"en": _l("English"), "fr": _l("French"), "ru": _l("Russian")}
ACTS = {
    "begin": _l("Draft begun"),
    "add": _l("Field added"),
    "change": _l("Field changed"),
    "move": _l("Field moved"),
    "remove": _l("Field left out"),
    "put_back": _l("Field put back"),
    "list": _l("List changed"),
    "settle": _l("Sheet settings changed"),
    "copy": _l("Copied"),
}


def in_template(template: Template, field: Field) -> str:
    """When a field must be answered, in words."""
    return requirement(template, field, language()) or _("Optional")


def use(field: Field, template: Template) -> str:
    """What the answers are used for."""
    if field.role == "measure":
        mark = code_list("unit").label(field.unit, language())
        added = _("Added up, in %(unit)s", unit=mark) if mark else _("Added up")
        whole = template.by_key.get(field.share_of)
        return _("%(added)s; share of %(whole)s", added=added, whole=whole.label.to(language())) if whole else added
    return _("Counted by") if field.role == "dimension" else ""


def limits(field: Field) -> str:
    """The limits that a person should know, in words."""
    known, lang = field.limits, language()
    said = [
        _("at most %(n)s characters", n=shown(known.length, lang)) if known.length else "",
        _("more than %(n)s", n=shown(known.above, lang)) if known.above is not None else "",
        _("at least %(n)s", n=shown(known.least, lang)) if known.least is not None else "",
        _("at most %(n)s", n=shown(known.most, lang)) if known.most is not None and known.most < 10**9 else "",
        _("at most %(n)s answers", n=shown(known.items, lang)) if known.items else "",
    ]
    return ", ".join(filter(None, said))


def found_sentence(found: Finding, composition: Composition) -> str:
    """What keeps the template from being published."""
    name = composition.by_key[found.key].label.to(language()) if found.key in composition.by_key else found.key
    said = {key: value.to(language()) if isinstance(value, Text) else value for key, value in found.params.items()}
    said["lang"] = LANGUAGE_NAMES.get(said.get("lang", ""), "")
    sentences: Mapping[str, Callable[[], str]] = {
        "no_label": lambda: _("%(name)s has no label in %(lang)s.", name=name, lang=said["lang"]),
        "no_help": lambda: _("%(name)s has no help in %(lang)s.", name=name, lang=said["lang"]),
        "no_entry": lambda: _("%(name)s: %(code)s has no label in %(lang)s.", name=name, code=said["code"], lang=said["lang"]),
        "bad_key": lambda: _("%(name)s needs a key of small letters, digits and underscores.", name=name),
        "name_taken": lambda: _("%(name)s: “%(word)s” already means %(other)s.", name=name, **_only(said, "word", "other")),
        "empty_list": lambda: _("%(name)s has an empty list.", name=name),
        "long_list": lambda: _("%(name)s has more than %(most)s entries.", name=name, most=said["most"]),
        "alike": lambda: _("%(name)s: %(code)s reads like another entry of its list.", name=name, code=said["code"]),
        "no_such_entry": lambda: _("%(name)s depends on %(code)s, which is no longer in the list.", name=name, code=said["code"]),
        "crossed": lambda: _("%(name)s: the most is below the least.", name=name),
        "other_unit": lambda: _("%(name)s is told as a share of %(other)s: give both the same unit.", name=name, other=said["other"]),
        "not_shown": lambda: _("%(name)s is always required but not in the short sheet: move it, or ask it only sometimes.", name=name),
        "not_beside": lambda: _("%(name)s depends on %(other)s, which is in the short sheet: move it there too.", name=name, other=said["other"]),
        "other_kind": lambda: _("%(name)s was a %(kind)s in version %(version)s: a key never changes its kind. Add a field with a new key.", name=name, kind=KINDS[said["kind"]], version=said["version"]),
    }  # fmt: skip
    return sentences[found.what]()


def failure_sentence(failure: Failure, composition: Composition) -> str:
    """What the importer says of the sheet that the template made."""
    sheet = _("full sheet") if failure.full else _("short sheet")
    where = f"{LANGUAGE_NAMES[failure.lang]}, {sheet}"
    if failure.problem is not None:
        return f"{where}: {sentence(failure.problem, language())}"
    name = composition.by_key[failure.key].label.to(language()) if failure.key in composition.by_key else ""
    return _("%(where)s: the answer to %(name)s was not read back.", where=where, name=name)


def difference_title(found: Difference) -> str:
    """What kind of change it is."""
    lang = LANGUAGE_NAMES.get(found.lang, "")
    titles: Mapping[str, Callable[[], str]] = {
        "title": lambda: _("Name of the operation"),
        "edition": lambda: _("Edition of the Harmonized System"),
        "phase": lambda: _("Action phase"),
        "blocks": lambda: _("In the short sheet"),
        "languages": lambda: _("Languages of the sheets"),
        "added": lambda: _("Added"),
        "removed": lambda: _("No longer asked"),
        "label_changed": lambda: _("Renamed in %(lang)s", lang=lang),
        "help_changed": lambda: _("Help in %(lang)s", lang=lang),
        "kind": lambda: _("Kind"),
        "block": lambda: _("Moved to another block"),
        "required": lambda: _("Required"),
        "limits": lambda: _("Limits"),
        "role": lambda: _("Used in figures"),
        "unit": lambda: _("Unit"),
        "share_of": lambda: _("Told as a share of"),
        "entry_added": lambda: _("Entry %(code)s added", code=found.code),
        "entry_removed": lambda: _("Entry %(code)s removed", code=found.code),
        "entry_renamed": lambda: _("Entry %(code)s renamed in %(lang)s", code=found.code, lang=lang),
        "entry_moved": lambda: _("Entry %(code)s under another class", code=found.code),
        "moved": lambda: _("Place within its block"),
    }
    return titles[found.what]()


def difference_value(found: Difference, value: Any, template: Template) -> str:
    """The old or the new value as a person reads it."""
    match value:
        case Text():
            return value.to(language())
        case Condition():
            return condition(value, template)
        case Limits():
            return limits(Field("", "case", "text", Text(()), limits=value)) or "–"
        case (date() as first, date() as last):
            return days(first, last)
    if found.what == "share_of":
        return template.by_key[value].label.to(language()) if value in template.by_key else value or "–"
    known = {"block": BLOCKS, "kind": KINDS, "role": ROLES}.get(found.what)
    if known is not None:
        return str(known[value])
    names = {"blocks": BLOCKS, "languages": LANGUAGE_NAMES}.get(found.what)
    if names is not None:
        return ", ".join(str(names[each]) for each in value)
    return code_list("unit").label(value, language()) or "–" if found.what == "unit" else str(value)


def condition(asked: Condition, template: Template) -> str:
    """A condition in words, as far as the template has its fields."""
    if not set(asked.keys) <= set(template.by_key):
        return str(asked)
    return in_template(template, Field("", "case", "text", Text(()), required=asked))


def _only(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: said[name] for name in names}
