"""The lists of submissions and cases: what can be searched, filtered and sorted, always within what the actor may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from opsplanner.core.access import Actor
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import Case, CaseRow, GoodsLine, Submission
from opsplanner.results.scope import current_cases, submissions

ROW = CaseRow.__table__.c

SUBMISSIONS = Listing(
    sorts={
        "sent": Submission.id,
        "member": Organisation.search_en,
        "state": Submission.state,
        "channel": Submission.channel,
    },
    search=(Organisation.search_en, Organisation.search_fr, Submission.file_name, Submission.sha256),
    filters={"state": Submission.state, "channel": Submission.channel, "member": Organisation.code},
    start="-sent",
    tiebreak=Submission.id,
)
CASES = Listing(
    sorts={
        "date": Case.detected_on,
        "reference": Case.national_ref,
        "member": Organisation.search_en,
        "kind": ROW.record_kind,
        "mode": ROW.transport_mode,
    },
    search=(Case.national_ref, ROW.place_name, ROW.container_no),
    filters={
        "kind": ROW.record_kind,
        "mode": ROW.transport_mode,
        "handling": ROW.handling,
        "member": Organisation.code,
        "period": Period.number,
    },
    start="-date",
    tiebreak=Case.id.desc(),  # the direction in which the index by date is read
    most=2_000,
    steady=("date",),
)


def submission_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Submission]:
    """Submissions, newest first."""
    query = (
        submissions(actor, operation)
        .join(Submission.participation)
        .join(Participation.organisation)
        .options(
            contains_eager(Submission.participation).contains_eager(Participation.organisation),
            joinedload(Submission.organisation),
        )
    )
    return SUBMISSIONS.page(query, asked)


def case_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Any]:
    """Current cases with their row, period and Member; `class`, `from` and `to` narrow by goods and by day."""
    return CASES.page(case_query(actor, operation, asked), asked)


def case_query(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> sa.Select[Any]:
    """The query behind the list of cases, before search, filters and paging."""
    query = (
        current_cases(actor, operation)
        .join(Participation, Participation.id == Case.participation_id)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .join(Period, Period.id == ROW.period_id)
        .add_columns(Organisation, Period)
    )
    if asked.get("class"):
        line = GoodsLine.__table__.c
        query = query.where(
            sa.exists().where(
                line.submission_id == Case.current_id,
                line.case_id == Case.id,
                line.commodity_class == asked["class"],
            )
        )
    for name, compare in (("from", Case.detected_on.__ge__), ("to", Case.detected_on.__le__)):
        day = _day(asked.get(name, ""))
        if day:
            query = query.where(compare(day))
    return query


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
