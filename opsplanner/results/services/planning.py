"""What storing a sheet will do, before it is done: which cases are new, changed, the same, or not in this sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.chunks import CHUNK, chunks
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.operations.models import Operation, PeriodKind
from opsplanner.records.field import Level
from opsplanner.records.kept import as_kept
from opsplanner.results.cargo import Cargo, kept, split
from opsplanner.results.models import Case, CaseRow, GoodsLine, Handling, Submission, SubmissionState
from opsplanner.results.services.demanding import is_closed
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.marking import markings_held, markings_returned, proposed
from opsplanner.results.tellings import NOT_TOLD

# What may still change in a closed period.
AFTERWARDS = frozenset({"legal_outcome", "disposition"})
CASE, ROW, LINE = Case.__table__.c, CaseRow.__table__, GoodsLine.__table__


class Known(NamedTuple):
    """A case that is there already, and the submission whose row counts (None: none does)."""

    id: int
    current: int | None


class Absent(NamedTuple):
    """A case that counts, told last by submission `current`, and is not in the sheet; its reference is its office's own
    (office "": the Member's)."""

    id: int
    current: int
    office: str
    reference: str


@dataclass(frozen=True)
class Change:
    """A case told differently than before, when it belonged to `period_id`."""

    case: int
    period_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Positions of cases in the cargo by what will become of them; `periods` (ids) and `known` have one entry a case."""

    cargo: Cargo
    handling: str
    periods: Sequence[int]
    known: Sequence[Known | None]
    new: Sequence[int] = ()
    changed: Sequence[int] = ()
    same: Sequence[int] = ()
    changes: Sequence[Change] = ()
    absent: Sequence[Absent] = ()
    stops: Sequence[Any] = field(default=())

    @property
    def stored(self) -> list[int]:
        """The cases of which a row will be stored, in the order of the sheet."""
        return sorted([*self.new, *self.changed])

    @property
    def red(self) -> int:
        """How many cases will be marked RED: by the upload, or by their own row in one that is not."""
        if not self.cargo.tells("handling"):
            return len(self.stored) if self.handling == Handling.RED else 0
        rows = self.cargo.told("handling", "case")
        return sum((rows[number] or self.handling) == Handling.RED for number in self.stored)


def make_plan(entry: Entry, cargo: Cargo, handling: str, rehearsal: bool) -> Plan:
    """Compares a cargo with what counts now. Reads only; what would be refused stands in `stops` as sentences."""
    periods = period_of_cases(entry.operation, cargo, rehearsal)
    known = _known(entry, cargo, rehearsal)
    changes = list(_changes(cargo, handling, known))
    told = {change.case for change in changes}
    new = [number for number, each in enumerate(known) if each is None or each.current is None]
    same = [number for number, each in enumerate(known) if each and each.current and number not in told]
    return Plan(
        cargo=cargo,
        handling=handling,
        periods=periods,
        known=known,
        new=new,
        changed=sorted(told),
        same=same,
        changes=changes,
        absent=_absent(entry, cargo, periods, rehearsal),
        stops=list(_stops(entry, periods, new, changes, known)),
    )


def default_marking(entry: Entry, cargo: Cargo, rehearsal: bool) -> str:
    """The marking proposed for a cargo, from what its cases hold now, or held when they were returned."""
    return _proposed(_known(entry, cargo, rehearsal))


def _proposed(known: Sequence[Known | None]) -> str:
    there = [each.id for each in known if each and each.current]
    gone = [each.id for each in known if each and not each.current]
    held = {marking for cases in chunks(there) for marking in markings_held(cases)}
    return proposed(held | {marking for cases in chunks(gone) for marking in markings_returned(cases)})


def period_of_cases(operation: Operation, cargo: Cargo, rehearsal: bool) -> list[int]:
    """The id of each case's period: that of its detection date; outside all windows the nearest (the earlier of two)."""
    offered = [
        (each.id, each.number, each.starts_on, each.ends_on)
        for each in operation.periods
        if (each.kind == PeriodKind.REHEARSAL) == rehearsal
    ]
    if not offered:
        raise Refusal(_l("This operation has no reporting period yet. Its planner sets them in the plan."))

    def nearest(day: date) -> int:
        return min(
            (max((first - day).days, (day - last).days, 0), number, id_) for id_, number, first, last in offered
        )[2]

    return cargo.told("detected_on", "case", nearest)


def _known(entry: Entry, cargo: Cargo, rehearsal: bool) -> list[Known | None]:
    """The cases that are there already, one entry a case of the cargo."""
    mine = (CASE.participation_id == entry.participation.id, CASE.rehearsal == rehearsal)
    query = sa.select(CASE.office, CASE.national_ref, CASE.id, CASE.current_id).where(*mine)
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Case.__table__).where(*mine)) or 0
    if not count:
        return [None] * cargo.cases
    if count <= 2 * cargo.cases + CHUNK:
        found = db.session.execute(query).all()
    else:
        offices = set(cargo.offices)
        near = query.where(CASE.office.in_(offices))
        found = [
            each
            for references in chunks(reference for _, reference in cargo.identities)
            for each in db.session.execute(near.where(CASE.national_ref.in_(references)))
        ]
    there = {(office, reference): Known(case, current) for office, reference, case, current in found}
    return [there.get(identity) for identity in cargo.identities]


def _changes(cargo: Cargo, handling: str, known: Sequence[Known | None]) -> Iterator[Change]:
    """Compares every case that counts now with its new telling, answer by answer, lines included.

    The marking proposed for all is no answer about one: a case of which nothing else is told anew keeps the one it holds.
    """
    numbers = {each.id: number for number, each in enumerate(known) if each and each.current}
    if not numbers:
        return
    own = cargo.told("handling", "case", kept("handling")) if "handling" in cargo.columns else [None] * cargo.cases
    lenient = handling == _proposed(known)
    # As mappings the answers take fifty times the room they have as columns: only a part of them is held at once.
    for cases in chunks(sorted(numbers, key=numbers.__getitem__)):
        before_rows, before_lines = _stored(cases)
        rows, lines = tellings(cargo.only([numbers[case] for case in cases]), handling)
        for case, row, goods in zip(cases, rows, lines, strict=True):
            number = numbers[case]
            before = {**answered(before_rows[case]), "goods": before_lines.get(case, [])}
            after = {**row, "goods": goods}
            as_held = {**after, "handling": before["handling"]} if lenient and not own[number] else after
            if before != as_held:
                yield Change(number, before_rows[case]["period_id"], before, after)


def tellings(cargo: Cargo, handling: str) -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]:
    """Each case and its lines as mappings of kept answers: the shape in which they are compared."""
    rows = _mappings(cargo, "case", ROW)
    for row in rows:
        row["handling"] = row.get("handling") or handling
    lines = iter(_mappings(cargo, "line", LINE))
    return rows, [list(islice(lines, count)) for count in cargo.lines_of_case.tolist()]


def _mappings(cargo: Cargo, level: Level, table: sa.Table) -> list[dict[str, Any]]:
    fields, extra = split([each for each in cargo.template.at(level) if each.key in cargo.columns], table)
    columns: dict[str, list[Any]] = {each.key: cargo.told(each.key, level, kept(each.key)) for each in fields}
    for each in fields:
        if each.kind == "hs":
            columns[f"{each.key}_given"] = cargo.given(each.key, level)
    columns["extras"] = extras_of(cargo, level, [each.key for each in extra])
    blank = {name: None for name in table.columns.keys() if name not in NOT_TOLD}  # noqa: SIM118 - columns, not a mapping
    return [{**blank, **dict(zip(columns, row, strict=True))} for row in zip(*columns.values(), strict=True)]


def extras_of(cargo: Cargo, level: Level, keys: Sequence[str]) -> list[dict[str, Any] | None]:
    """The answers to the operation's own fields, one mapping a row, None where nothing was stated."""
    count = len(cargo.places[level])
    if not keys:
        return [None] * count
    columns = {key: cargo.told(key, level, as_kept) for key in keys}
    columns |= {given: cargo.given(key, level) for key in keys if (given := f"{key}_given") in cargo.columns}
    rows = zip(*columns.values(), strict=True)
    told = ({k: v for k, v in zip(columns, row, strict=True) if v is not None} for row in rows)
    return [each or None for each in told]


def _stored(cases: Sequence[int]) -> tuple[dict[int, Mapping[str, Any]], dict[int, list[dict[str, Any]]]]:
    """The rows and lines that count now of these cases."""
    current = sa.and_(ROW.c.case_id == CASE.id, ROW.c.submission_id == CASE.current_id)
    rows = db.session.execute(sa.select(ROW).join(Case.__table__, current).where(CASE.id.in_(cases)))
    lines = db.session.execute(
        sa.select(LINE)
        .join(Case.__table__, sa.and_(LINE.c.case_id == CASE.id, LINE.c.submission_id == CASE.current_id))
        .where(CASE.id.in_(cases))
        .order_by(LINE.c.case_id, LINE.c.line)
    )
    goods: dict[int, list[dict[str, Any]]] = {}
    for line in lines.mappings():
        goods.setdefault(line["case_id"], []).append(answered(dict(line)))
    return {row["case_id"]: dict(row) for row in rows.mappings()}, goods


def answered(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a stored row or line answers, without what the product adds."""
    return {name: value for name, value in row.items() if name not in NOT_TOLD}


def _absent(entry: Entry, cargo: Cargo, periods: Iterable[int], rehearsal: bool) -> list[Absent]:
    """The cases that count in the periods served and are not in this sheet (an office: its own); they are kept."""
    served = set(periods)
    query = (
        sa.select(CASE.id, CASE.current_id, CASE.office, CASE.national_ref)
        .join(ROW, sa.and_(ROW.c.case_id == CASE.id, ROW.c.submission_id == CASE.current_id))
        .where(CASE.participation_id == entry.participation.id, CASE.rehearsal == rehearsal)
        .where(ROW.c.period_id.in_(served))
        .order_by(CASE.national_ref, CASE.office)
    )
    if entry.sender.id != entry.participation.organisation_id:
        query = query.where(CASE.office == cargo.office)
    there = [Absent(*each) for each in db.session.execute(query)]
    here = set(cargo.identities) if there else set()
    return [each for each in there if (each.office, each.reference) not in here]


def _stops(
    entry: Entry,
    periods: Sequence[int],
    new: Sequence[int],
    changes: Sequence[Change],
    known: Sequence[Known | None],
) -> Iterator[Any]:
    """Why the sheet cannot be stored: closed periods, and cases under review."""
    told = [each for each in changes if _differing(each) - AFTERWARDS]
    touched = {periods[number] for number in new} | {periods[each.case] for each in told}
    touched |= {each.period_id for each in told}
    for period in entry.operation.periods:
        if period.id in touched and period.state == "closed":
            yield is_closed(period)
    submissions = {each.current for each in (known[change.case] for change in changes) if each}
    locked = db.session.scalars(
        sa.select(Submission).where(Submission.id.in_(submissions), Submission.state == SubmissionState.IN_REVIEW)
    )
    for submission in locked:
        yield _l(
            "%(reference)s is being reviewed, so its cases cannot change now. Ask the reviewer to return it.",
            reference=submission.reference,
        )


def _differing(change: Change) -> set[str]:
    return {key for key in change.after if change.after[key] != change.before.get(key)}
