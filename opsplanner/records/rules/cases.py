"""Rows with the same reference are goods lines of one case: they agree on every case field, and no line stands twice."""

from __future__ import annotations

import numpy as np

from opsplanner.records.answers import Answers, Rows, Typed
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Flaw
from opsplanner.records.sentences import Phrase
from opsplanner.records.template import REFERENCE

OFFICE = "reporting_unit"
NONE = np.iinfo(np.intp).max


def cases(answers: Answers) -> Rows:
    """For each row the number of its case, by sending office and reference; a row without reference is a case of its own."""
    if not answers.has(REFERENCE):
        return np.arange(answers.length)
    references = answers.columns[REFERENCE].canonical()
    lone = references < 0
    keys = (references.astype(np.intp) + 1) * (answers.length + 1) + answers.column(OFFICE).canonical() + 1
    keys[lone] = -1 - np.flatnonzero(lone)
    _, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.intp)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[numbers]


def fill_from_case(answers: Answers) -> None:
    """A blank case cell in a further line of a case is what another line of it says."""
    for key, column, numbers in _shared(answers):
        given = column.given()
        source = _first_given(numbers, given)[numbers]
        rows = np.flatnonzero(~given & ~column.unread & (source != NONE))
        if rows.size:
            column.repeat(rows, source[rows])
            answers.report(Flaw("R-305"), key, rows)


def agree(answers: Answers) -> None:
    """Lines of one case that contradict one another in a case field."""
    for key, column, numbers in _shared(answers):
        same = column.canonical()
        source = _first_given(numbers, column.given())[numbers]
        sure = (source != NONE) & ~column.unread & (same >= 0)
        odd = np.zeros(answers.length, np.bool_)
        odd[sure] = same[sure] != same[source[sure]]
        raw = answers.table.columns[key]
        for case in np.unique(numbers[odd]).tolist():
            rows = np.flatnonzero((numbers == case) & sure)
            found = dict.fromkeys(written(raw.cell(row)) for row in rows.tolist())
            values = tuple(Phrase("quoted", {"value": each}) for each in found)
            params = {"case": answers.column(REFERENCE).at(rows[:1])[0], "values": values}
            answers.report(Flaw("R-301", params), key, rows)


def repeated_lines(answers: Answers) -> None:
    """Lines of one case that are alike in every line field."""
    numbers = _several(answers)
    if numbers is None:
        return
    rows = np.flatnonzero(np.bincount(numbers)[numbers] > 1)
    levels = {field.key for field in answers.template.at("line")}
    columns = [column.canonical()[rows] for key, column in answers.columns.items() if key in levels]
    alike = np.stack([numbers[rows], *columns], axis=1)
    _, groups, counts = np.unique(alike, axis=0, return_inverse=True, return_counts=True)
    for group in np.flatnonzero(counts > 1).tolist():
        twins = rows[groups.ravel() == group]
        seen = tuple(answers.table.rows[twins].tolist())
        params = {"case": answers.column(REFERENCE).at(twins[:1])[0], "rows": seen}
        answers.report(Flaw("R-302", params), None, twins, at=REFERENCE)


def written_alike(answers: Answers) -> None:
    """References that differ in capital letters and spaces alone: two cases here, one to whoever wrote them."""
    if not answers.has(REFERENCE):
        return
    references = answers.columns[REFERENCE]
    firsts: dict[str, str] = {}
    for number, value in enumerate(references.values):
        if value is None:
            continue
        first = firsts.setdefault("".join(value.casefold().split()), value)
        if first != value:
            places = np.flatnonzero((references.codes == number) & ~references.unread)
            answers.report(Flaw("R-315", {"other": first}), REFERENCE, places, value)


def _shared(answers: Answers) -> list[tuple[str, Typed, Rows]]:
    """The case columns of a table that has cases of several lines, each with the case numbers."""
    numbers = _several(answers)
    if numbers is None:
        return []
    keys = [field.key for field in answers.template.at("case") if field.key in answers.columns]
    return [(key, answers.columns[key], numbers) for key in keys if key not in (REFERENCE, OFFICE)]


def _several(answers: Answers) -> Rows | None:
    """The case of each row, None when every row is a case of its own."""
    numbers = answers.case_of
    return numbers if answers.length and numbers.max() + 1 < answers.length else None


def _first_given(numbers: Rows, given: np.ndarray) -> Rows:
    """For each case the first of its rows that has a value, NONE when none has."""
    first = np.full(numbers.max() + 1, NONE, np.intp)
    rows = np.flatnonzero(given)
    np.minimum.at(first, numbers[rows], rows)
    return first
