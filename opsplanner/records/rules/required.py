"""Answers that must be there: always, or because of the answers beside them."""

from __future__ import annotations

import numpy as np

from opsplanner.records.answers import Answers
from opsplanner.records.condition import Condition, Word
from opsplanner.records.notes import condition_labels
from opsplanner.records.problem import Flaw
from opsplanner.records.sentences import because
from opsplanner.records.sheet import Mask


def required(answers: Answers) -> None:
    """Report every blank cell that its field's condition asks for; a column that is not there at all is one problem."""
    levels = {answers.template.by_key[key].level for key in answers.table.columns}
    for field in answers.template.at(*levels):
        column = answers.column(field.key)
        blank = ~column.given() & ~column.unread & demanded(answers, field.required)
        rows = np.flatnonzero(blank)
        if not rows.size:
            continue
        missing = bool(answers.table.letters) and field.key not in answers.columns
        if not field.required.depends:
            # That the sheet has no such column was said already, once and not at every row.
            if not missing:
                answers.report(Flaw("R-010"), field.key, rows)
            continue
        params = {"because": because(field.required, *condition_labels(answers.template, field))}
        answers.report(Flaw("R-206" if missing else "R-011", params), field.key, rows)


def demanded(answers: Answers, condition: Condition) -> Mask:
    """The rows in which the condition holds; a deciding answer that is blank or unreadable demands nothing."""
    if condition.word is Word.ALWAYS:
        return np.ones(answers.length, np.bool_)
    found = np.zeros(answers.length, np.bool_)
    for key in condition.keys:
        column = answers.column(key)
        given = column.given()
        if condition.word is Word.WITH:
            found |= given
        else:
            found |= given & (column.among(condition.codes) == (condition.word is Word.WHEN))
    return found
