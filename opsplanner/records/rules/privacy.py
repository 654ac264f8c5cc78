"""Personal data that slipped into long texts: an e-mail address, a telephone number, the number of a personal document."""

from __future__ import annotations

import re

import numpy as np

from opsplanner.records.answers import Answers, by_value
from opsplanner.records.kinds.text import PARAGRAPHS_FROM
from opsplanner.records.problem import Flaw
from opsplanner.records.sentences import Phrase

# One or two letters with six to nine digits, or nine and more digits in a row: passports, identity cards, personal numbers.
PATTERNS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "phone": re.compile(r"(?<!\w)\+\d[\d ()-]{7,}\d"),
    "document_number": re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,2}[ -]?\d{6,9}|\d{9,14})(?![^\W_])"),
}


def no_personal_data(answers: Answers) -> None:
    """Warn of what looks like personal data."""
    for key, column in answers.columns.items():
        field = answers.template.by_key.get(key)
        if field is None or (field.limits.length or 0) < PARAGRAPHS_FROM:
            continue
        for what, pattern in PATTERNS.items():
            found = np.fromiter((bool(text) and bool(pattern.search(text)) for text in column.values), np.bool_)
            for number, rows in by_value(column.codes, found):
                answers.report(Flaw("R-070", {"what": Phrase(what, {})}), key, rows, column.values[number])
