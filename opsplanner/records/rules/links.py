"""Answers that only make sense beside another: an alert as the reason, an answer of experts."""

from __future__ import annotations

import numpy as np

from opsplanner.records.answers import Answers
from opsplanner.records.problem import Flaw

BASIS, ALERT, ALERT_REFERENCE = "detection_basis", "alert", "alert_ref"
ASKED, ANSWER = "reach_back", "reach_back_answer"
WAS_ASKED = frozenset(["national", "international"])


def alerts_named(answers: Answers) -> None:
    """Checked because of an alert, and no alert is named."""
    if not answers.has(BASIS):
        return
    column = answers.columns[BASIS]
    names = np.fromiter((ALERT in (value or ()) for value in column.values), np.bool_, len(column.values))
    reference = answers.column(ALERT_REFERENCE)
    rows = np.flatnonzero(names[column.codes] & ~reference.given())
    here = ALERT_REFERENCE if answers.has(ALERT_REFERENCE) else BASIS
    answers.report(Flaw("R-303"), ALERT_REFERENCE, rows, at=here)


def experts_asked(answers: Answers) -> None:
    """An answer of experts where none were asked."""
    if answers.has(ANSWER):
        asked = answers.column(ASKED)
        rows = np.flatnonzero(answers.columns[ANSWER].given() & ~asked.among(WAS_ASKED) & ~asked.unread)
        answers.report(Flaw("R-304"), ANSWER, rows)
