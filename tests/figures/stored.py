"""An operation with Members and what they sent, stored as deliveries are, for tests of pages and exports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import EffortRow, PackedColumns, PeriodServed, ResultsVersion, Submission
from tests import factories
from tests.figures.rows import Line, Row, Sent, packed

DUE = datetime(2026, 3, 9, 12, tzinfo=UTC)


def period(operation: Operation, number: int, first: date, last: date, kind: str = "window") -> Period:
    return factories.stored(
        Period(
            operation_id=operation.id, number=number, kind=kind, starts_on=first, ends_on=last, due_at=DUE, state="open"
        )
    )


def operation(**changes: Any) -> Operation:
    """A month in two periods."""
    made = factories.operation("OP1", **changes)
    period(made, 1, date(2026, 3, 1), date(2026, 3, 15))
    period(made, 2, date(2026, 3, 16), date(2026, 3, 31))
    return made


def member(operation: Operation, code: str, role: str = "member", **changes: Any) -> Participation:
    there = factories.organisation(code, name=Text.of(f"Customs of {code}", fr=f"Douane de {code}"))
    usual = {
        "operation_id": operation.id,
        "organisation_id": there.id,
        "role": role,
        "state": "accepted",
        "reviewer_kind": "planner",
        "invited_at": DUE,
        "note": "",
    }
    return factories.stored(Participation(**{**usual, **changes}))


def row(case: int, period_id: int, **changes: Any) -> Row:
    """A case with one goods line."""
    usual: dict[str, Any] = {
        "record_kind": "seizure",
        "transport_mode": "4",
        "detection_basis": ["random"],
        "detected_on": date(2026, 3, 5),
        "persons_arrested": None,
        "country_departure": "KZ",
        "country_destination": "GE",
        "lines": [Line("drugs", None, "mass", 1_500_000)],
    }
    return Row(case, period_id, **{**usual, **changes})


def deliver(participation: Participation, rows: list[Row], state: str = "submitted", **changes: Any) -> Submission:
    """A submission with its packed columns, at noon of 6 March 2026."""
    number = db.session.query(Submission).filter_by(participation_id=participation.id).count() + 1
    at = changes.pop("at", datetime(2026, 3, 6, 12, tzinfo=UTC))
    sent = factories.stored(
        Submission(
            operation_id=participation.operation_id,
            participation_id=participation.id,
            organisation_id=participation.organisation_id,
            number=number,
            **{"channel": "sheet", "rehearsal": False, **changes},
            state=state,
            handling="AMBER",
            language="en",
            submitted_at=at,
            entered_by="NCP",
            on_behalf=False,
            file_name="",
            sha256="",
            counts={},
            reasons=[],
            not_stored=[],
        )
    )
    for each in rows:
        each.submission, each.participation = sent.id, participation.id
    for served in {each.period for each in rows}:
        db.session.add(
            PeriodServed(submission_id=sent.id, period_id=served, cases=sum(r.period == served for r in rows))
        )
    db.session.add(
        PackedColumns(submission_id=sent.id, content=packed(Sent(sent.id, participation.id, state, at, rows)))
    )
    _bump(participation.operation_id)
    db.session.commit()
    return sent


def _bump(operation_id: int) -> None:
    known = db.session.query(ResultsVersion).filter_by(operation_id=operation_id).one_or_none()
    if known is None:
        db.session.add(ResultsVersion(operation_id=operation_id, number=1))
    else:
        known.number += 1


def effort(participation: Participation, examined: int, first: date, last: date, **more: Any) -> None:
    """So many consignments examined in a window."""
    sent = deliver(participation, [], channel="effort", **more)
    db.session.execute(
        sa.insert(EffortRow.__table__).values(
            submission_id=sent.id, row=1, window_start=first, window_end=last, consignments_examined=examined
        )
    )
    db.session.commit()
