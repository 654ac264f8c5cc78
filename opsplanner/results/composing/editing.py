"""What a planner may change of a composition, one act at a time; what may not be is refused with the reason."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from opsplanner.core.errors import Missing, Refusal
from opsplanner.records.condition import Condition
from opsplanner.records.field import Field
from opsplanner.records.template import REFERENCE
from opsplanner.reference import Code
from opsplanner.results.composing.composition import BLOCKS, MORE_BLOCKS, OWN_LISTS, Composition, standard

# The columns by which a case, and a row of effort, is known: they come first.
FIRST = (REFERENCE, "window_start")
# Standard fields without which rows cannot be placed, marked or held back, though nobody has to answer them.
NEEDED = frozenset({"reporting_unit", "handling", "embargo_until", *OWN_LISTS})


def moves(field: Field) -> tuple[str, ...]:
    """The blocks a field may stand in."""
    return ("effort",) if field.level == "effort" else BLOCKS[:-1]


def may_leave(composition: Composition, key: str) -> bool:
    """Whether a field may be taken out: own ones, and standard ones that nothing depends on."""
    if any(key in field.required.keys or key == field.share_of for field in composition.fields):
        return False
    usual = standard().get(key)
    return usual is None or not (usual.required.is_always or usual.required.depends or key in NEEDED or key in FIRST)


def may_require(field: Field, condition: Condition) -> bool:
    """Whether the standard lets a field be asked so: never less than it asks itself."""
    usual = standard().get(field.key)
    if usual is None or condition == usual.required or condition.is_always:
        return True
    return not (usual.required.is_always or usual.required.depends)


def put(composition: Composition, field: Field) -> Composition:
    """With a field added or changed."""
    if field.block not in moves(field):
        raise Refusal(_l("This field cannot stand in that block."))
    if not may_require(field, field.required):
        raise Refusal(_l("The standard asks for this answer; it cannot be asked less."))
    named = set(field.required.keys)
    if field.key in named or not named <= {each.key for each in composition.asked()}:
        raise Refusal(_l("The condition names a field that is not in the template."))
    return composition.with_field(field)


def move(composition: Composition, key: str, steps: int) -> Composition:
    """With a field one place up (-1) or down (1) within its block; at an end nothing changes."""
    field = _find(composition, key)
    block = composition.block(field.block)
    at = block.index(field)
    if not 0 <= at + steps < len(block) or field.key in FIRST or block[at + steps].key in FIRST:
        return composition
    fields = list(composition.fields)
    one, other = fields.index(field), fields.index(block[at + steps])
    fields[one], fields[other] = fields[other], fields[one]
    return replace(composition, fields=tuple(fields))


def leave_out(composition: Composition, key: str) -> Composition:
    """Without a field."""
    field = _find(composition, key)
    if not may_leave(composition, key):
        raise Refusal(_l("This field stays: rows are known by it, or another field depends on it."))
    return replace(composition, fields=tuple(each for each in composition.fields if each is not field))


def put_back(composition: Composition, key: str) -> Composition:
    """With a standard field that was left out, as the standard asks it."""
    found = next((field for field in composition.left_out if field.key == key), None)
    if found is None:
        raise Missing
    order = list(standard())
    before = order[: order.index(key)]
    places = [place for place, field in enumerate(composition.fields) if field.key in before]
    at = max(places, default=-1) + 1
    return replace(composition, fields=(*composition.fields[:at], found, *composition.fields[at:]))


def put_list(composition: Composition, key: str, choices: tuple[Code, ...]) -> Composition:
    """With the operation's own commodity types or risk indicators."""
    if key not in OWN_LISTS:
        raise Missing
    if not choices and any(key in field.required.keys for field in composition.fields):
        raise Refusal(_l("Another field depends on this list: it cannot be empty."))
    return composition.with_list(key, choices)


def settle(composition: Composition, blocks: tuple[str, ...], languages: tuple[str, ...]) -> Composition:
    """With other blocks in the short sheet, and other languages."""
    shown = ("short", *(each for each in MORE_BLOCKS if each in blocks))
    spoken = ("en", "fr", *(["ru"] if "ru" in languages else []))
    return replace(composition, blocks=shown, languages=spoken)


def _find(composition: Composition, key: str) -> Field:
    if key not in composition.by_key:
        raise Missing
    return composition.by_key[key]
