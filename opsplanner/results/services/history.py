"""A checked sheet against what its Member told before: the same consignment under another reference, and quantities out of all proportion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import sqlalchemy as sa

from opsplanner.core.chunks import chunks
from opsplanner.core.db import db
from opsplanner.records.answers import Typed
from opsplanner.records.check import Checked, CheckedRows
from opsplanner.records.problem import MOST_PLACES, Problem
from opsplanner.records.sentences import Phrase
from opsplanner.records.template import REFERENCE, Template
from opsplanner.reference.amounts import unit_after
from opsplanner.reference.units import DISPLAY, Family, from_base
from opsplanner.results.case_keys import CONTAINER, keys_of, near
from opsplanner.results.duplicates import days_of
from opsplanner.results.models import Case, CaseKey, GoodsLine, Submission
from opsplanner.results.services.duplicates import MOST_SHARING, classes_of
from opsplanner.results.services.entering import Entry
from opsplanner.results.unusual import far

DETECTED, CLASS, QUANTITY = "detected_on", "commodity_class", "quantity"
# So many of the newest lines tell what is usual.
MOST_HISTORY = 5_000
CASE, KEY, LINE = Case.__table__, CaseKey.__table__, GoodsLine.__table__


@dataclass(frozen=True)
class Earlier:
    """A case that counts, with the classes of its goods."""

    reference: str
    day: date
    classes: frozenset[str]


def against_history(entry: Entry, checked: Checked, rehearsal: bool = False) -> Checked:
    """Adds what is told by the sender's own history. A rehearsal has none; whoever enters a sheet for a Member is told nothing of it."""
    rows = checked.results
    if rehearsal or entry.on_behalf or rows is None or not len(rows.good):
        return checked
    template = checked.matched.template
    found = [*_told_before(entry, rows, template), *_unusual(entry, rows, template)]
    return replace(checked, problems=(*checked.problems, *found)) if found else checked


def _told_before(entry: Entry, rows: CheckedRows, template: Template) -> Iterator[Problem]:
    """New references for a container or document of a case told before, of the same class and near in time."""
    if not all(key in rows.columns for key in (REFERENCE, DETECTED, CLASS)):
        return
    wanted = [*_numbers(rows, "container_no"), *_numbers(rows, "document_ref")]
    earlier = _earlier(entry, {key for key, _field, _places in wanted}) if wanted else {}
    if not earlier:
        return
    places = {place for key, _field, there in wanted if key in earlier for place in there.tolist()}
    references = dict(zip(sorted(places), rows.columns[REFERENCE].at(np.array(sorted(places), np.intp)), strict=True))
    known, days = _known(entry, set(references.values())), days_of(entry.operation)
    said: set[int] = set()
    for key, field, there in wanted:
        for case in earlier.get(key, ()):
            fresh = [place for place in there.tolist() if references[place] not in known and place not in said]
            alike = _alike(rows, fresh, case, days)
            if alike:
                said.update(alike)
                yield _again(rows, template, field, alike, case, key)


def _numbers(rows: CheckedRows, field: str) -> Iterator[tuple[str, str, Any]]:
    """Each key that a column tells, with the good rows it stands in."""
    column = rows.columns.get(field)
    if column is None:
        return
    codes = column.codes[rows.good]
    ordered = rows.good[np.argsort(codes, kind="stable")]
    numbers, starts = np.unique(np.sort(codes), return_index=True)
    for number, there in zip(numbers.tolist(), np.split(ordered, starts[1:]), strict=True):
        value = column.values[number]
        if value is not None and field == "container_no":
            yield from ((key, field, there) for key in keys_of(";".join(value), None))
        elif value is not None:
            yield from ((key, field, there) for key in keys_of(None, value))


def _earlier(entry: Entry, keys: set[str]) -> Mapping[str, Sequence[Earlier]]:
    """By key the Member's own cases that count and are known by it, without numbers that too many of them share."""
    mine = KEY.c.participation_id == entry.participation.id
    if db.session.scalar(sa.select(sa.literal(1)).where(mine).limit(1)) is None:
        return {}
    cases: dict[str, list[Any]] = defaultdict(list)
    for chunk in chunks(keys):
        query = (
            sa.select(KEY.c.key, CASE.c.id, CASE.c.national_ref, CASE.c.detected_on)
            .join(CASE, CASE.c.id == KEY.c.case_id)
            .where(KEY.c.operation_id == entry.operation.id, mine, KEY.c.key.in_(chunk), _sent_by(entry))
        )
        for key, case, reference, day in db.session.execute(query):
            cases[key].append((case, reference, day))
    few = {key: each for key, each in cases.items() if len(each) <= MOST_SHARING}
    classes = classes_of({case for each in few.values() for case, _reference, _day in each})
    return {
        key: [Earlier(reference, day, frozenset(classes[case])) for case, reference, day in each]
        for key, each in few.items()
    }


def _known(entry: Entry, references: set[str]) -> set[str]:
    """Those of the references that count already: told again, they were asked about before."""
    mine = (
        CASE.c.participation_id == entry.participation.id,
        CASE.c.rehearsal.is_(False),
        CASE.c.current_id.is_not(None),
    )
    return {
        each
        for chunk in chunks(references)
        for each in db.session.scalars(sa.select(CASE.c.national_ref).where(*mine, CASE.c.national_ref.in_(chunk)))
    }


def _alike(rows: CheckedRows, places: Sequence[int], case: Earlier, days: int) -> list[int]:
    """Those of the rows that hold goods of a class of the earlier case, detected near its day."""
    at = np.array(places, np.intp)
    told = zip(places, rows.columns[DETECTED].at(at), rows.columns[CLASS].at(at), strict=True)
    return [
        place for place, day, kind in told if kind in case.classes and day is not None and near(day, case.day, days)
    ]


def _again(
    rows: CheckedRows, template: Template, field: str, places: Sequence[int], case: Earlier, key: str
) -> Problem:
    number = key[len(CONTAINER) :]
    what = Phrase("same_container" if key.startswith(CONTAINER) else "same_document", {"value": number})
    (reference,) = rows.columns[REFERENCE].at(np.array(places[:1], np.intp))
    params = {"case": reference, "earlier": case.reference, "day": case.day, "what": what}
    return _problem("R-312", rows, template, field, places, number, params)


def _unusual(entry: Entry, rows: CheckedRows, template: Template) -> Iterator[Problem]:
    """Quantities far from what the Member told of the same class in the same family of units."""
    keys = (CLASS, QUANTITY, "family", "base")
    if not all(key in rows.columns for key in keys):
        return
    kinds, _quantity, families, bases = (rows.columns[key] for key in keys)
    history = _history(entry)
    for (kind, family), before in history.items():
        group = rows.good[_is(kinds, kind)[rows.good] & _is(families, Family(family))[rows.good]]
        amounts = np.array([value or 0 for value in bases.values], dtype=np.float64)[bases.codes[group]]
        # What was told before in just that amount was asked about then.
        fresh = (amounts > 0) & ~np.isin(amounts, before)
        odd, middle = far(amounts, before)
        for place, amount in zip(group[odd & fresh].tolist(), amounts[odd & fresh].tolist(), strict=True):
            yield _outlier(rows, template, place, Family(family), amount, middle, len(before))


def _sent_by(entry: Entry) -> sa.ColumnElement[bool]:
    """Cases that count and whose rows the sender may know: the Member all of its own, an office what it sent."""
    sent = sa.select(Submission.id).where(Submission.participation_id == entry.participation.id)
    if entry.sender.id != entry.participation.organisation_id:
        sent = sent.where(Submission.organisation_id == entry.sender.id)
    return CASE.c.current_id.in_(sent)


def _is(column: Typed, wanted: str) -> Any:
    return column.among(frozenset([wanted]))


def _history(entry: Entry) -> Mapping[tuple[str, str], Any]:
    """The base quantities of the Member's newest lines that count, by class and family."""
    found = db.session.execute(
        sa.select(LINE.c.commodity_class, LINE.c.family, LINE.c.base)
        .join(CASE, sa.and_(CASE.c.id == LINE.c.case_id, CASE.c.current_id == LINE.c.submission_id))
        .where(
            CASE.c.participation_id == entry.participation.id,
            CASE.c.rehearsal.is_(False),
            LINE.c.base > 0,
            _sent_by(entry),
        )
        .order_by(LINE.c.submission_id.desc(), LINE.c.case_id.desc(), LINE.c.line)
        .limit(MOST_HISTORY)
    )
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, family, base in found:
        told[kind, family].append(base)
    return {key: np.array(bases, dtype=np.float64) for key, bases in told.items()}


def _outlier(
    rows: CheckedRows, template: Template, place: int, family: Family, amount: float, middle: float, count: int
) -> Problem:
    greater = amount > middle
    times = Decimal(round(amount / middle if greater else middle / amount))
    params = {
        "times": times,
        "side": Phrase("greater" if greater else "smaller", {}),
        "value": _amount(family, amount),
        "median": _amount(family, middle),
        "count_before": count,
    }
    return _problem("R-313", rows, template, QUANTITY, [place], None, params)


def _amount(family: Family, base: float) -> Phrase:
    number = from_base(family, round(base))
    return Phrase("amount", {"number": number, "unit": unit_after(DISPLAY[family], number)})


def _problem(
    code: str,
    rows: CheckedRows,
    template: Template,
    field: str,
    places: Sequence[int],
    value: str | None,
    params: dict[str, Any],
) -> Problem:
    first = list(places[:MOST_PLACES])
    return Problem.of(
        code,
        sheet=rows.table.sheet,
        field=field,
        value=value,
        params={"label": template.by_key[field].label, **params},
        cells=rows.table.cells(field, first),
        rows=tuple(rows.table.rows[first].tolist()),
        count=len(places),
        spot=field,
        places=np.array(places, np.intp),
    )
