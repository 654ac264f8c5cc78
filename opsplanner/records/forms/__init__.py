"""What web forms are made of where a template asks: controls by kind, stored answers in words, and the forms that compose questions."""

from opsplanner.records.forms.controls import Answers, add_error, controls, posted, prefilled
from opsplanner.records.forms.entering import (
    MOST_LETTERS,
    NUMBERS,
    Slips,
    Values,
    codes_among,
    held_exactly,
    limits_of,
    proposed_key,
    slip_sentences,
    some_entries,
    text_in,
)
from opsplanner.records.forms.parts import Helps, Labels
from opsplanner.records.forms.wording import shown

__all__ = [
    "MOST_LETTERS",
    "NUMBERS",
    "Answers",
    "Helps",
    "Labels",
    "Slips",
    "Values",
    "add_error",
    "codes_among",
    "controls",
    "held_exactly",
    "limits_of",
    "posted",
    "prefilled",
    "proposed_key",
    "shown",
    "slip_sentences",
    "some_entries",
    "text_in",
]
