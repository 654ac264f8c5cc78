"""The unit that stands after a number: its label, of one of them in the singular, as each language counts."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.core.numbers import is_one
from opsplanner.core.text import LANGUAGES, Text
from opsplanner.reference.codes import code_list

# Units that are words. Signs such as kg, and Russian abbreviations, stay as they are.
ONE = {
    "H87": Text.of("piece", fr="pièce"),
    "PR": Text.of("pair", fr="paire"),
    "MIL": Text.of("thousand", fr="millier"),
}


def unit_after(code: str, value: Decimal) -> Text:
    """The unit of code `code` (of the list "unit"; another stands for itself) as it is written after `value`: 1 piece, 2 pieces."""
    units, one = code_list("unit"), ONE.get(code, Text(()))
    return Text.read(
        {lang: one.to(lang) if one.has(lang) and is_one(value, lang) else units.label(code, lang) for lang in LANGUAGES}
    )
