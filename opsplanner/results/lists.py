"""The lists of submissions and cases: what can be searched, filtered and sorted, always within what the actor may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import contains_eager, joinedload

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.listing import Cut, Listing, Page, sort_asked
from opsplanner.core.text import fold
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.leftward import Leftward, Wanted
from opsplanner.results.models import Case, CaseRow, Submission
from opsplanner.results.pack import Array
from opsplanner.results.scope import Standing, current_cases, open_rows, participations, standing, submissions

ROW = CaseRow.__table__.c

SUBMISSIONS = Listing(
    sorts={
        "sent": Submission.id,
        "member": Organisation.search_en,
        "state": Submission.state,
        "channel": Submission.channel,
    },
    search=(Organisation.search_en, Organisation.search_fr),
    filters={"state": Submission.state, "channel": Submission.channel, "member": Organisation.code},
    start="-sent",
    tiebreak=Submission.id,
)
# The orders and filters of the list of cases, by the fields they stand for.
CASE_SORTS = {
    "date": "detected_on",
    "reference": "national_ref",
    "member": "participation",
    "kind": "record_kind",
    "mode": "transport_mode",
}
CASE_CODES = {"kind": "record_kind", "mode": "transport_mode", "handling": "handling", "class": "commodity_class"}
CASE_FILTERS = (*CASE_CODES, "member", "period", "from", "to")
NEWEST = "-date"


def submission_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Submission]:
    """Submissions, newest first; their files are searched where they are shown."""
    close = standing(actor, operation).closeness
    found_by = [sa.case((close, column), else_="") for column in (Submission.file_name, Submission.sha256)]
    query = (
        submissions(actor, operation)
        .join(Submission.participation)
        .join(Participation.organisation)
        .options(
            contains_eager(Submission.participation).contains_eager(Participation.organisation),
            joinedload(Submission.organisation),
        )
    )
    return replace(SUBMISSIONS, search=(*SUBMISSIONS.search, *found_by)).page(query, asked)


def case_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Any]:
    """Current cases with their row, Member and period."""
    stands = standing(actor, operation)
    numbers = case_numbers(actor, operation, asked, stands)
    cut = Cut.of(asked, len(numbers))
    items = case_rows(actor, operation, numbers[cut.start : cut.start + cut.size], stands)
    return cut.page(items, asked, sort_asked(asked, CASE_SORTS, NEWEST), CASE_FILTERS)


def case_numbers(actor: Actor, operation: Operation, asked: Mapping[str, str], stands: Standing) -> Array:
    """The numbers of the cases that search and filters leave, in the order asked for, as far as the actor may see them."""
    leftward: Leftward = current_app.extensions["results_leftward"]
    return leftward.find_cases(operation, _wanted(operation, asked), open_rows(actor, operation, stands))


def case_rows(actor: Actor, operation: Operation, numbers: Array, stands: Standing) -> list[Any]:
    """The cases of some numbers, in their order; whoever may not see one does not get it, whatever its number came from."""
    places = {number: place for place, number in enumerate(numbers.tolist())}
    query = (
        current_cases(actor, operation, stands)
        .join(Participation, Participation.id == Case.participation_id)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .join(Period, Period.id == ROW.period_id)
        .add_columns(Organisation, Period)
        .where(Case.id.in_(places))
    )
    return sorted(db.session.execute(query), key=lambda found: places[found[0].id])


def _wanted(operation: Operation, asked: Mapping[str, str]) -> Wanted:
    """What an address asks for; an odd date is no filter, a code that there is not matches nothing."""
    codes: dict[str, Collection[str]] = {key: {asked[name]} for name, key in CASE_CODES.items() if asked.get(name)}
    sort = sort_asked(asked, CASE_SORTS, NEWEST)
    everyone = participations([operation.id]) if asked.get("member") or sort.endswith("member") else ()
    if asked.get("member"):
        codes["participation"] = {str(each.id) for each in everyone if each.organisation.code == asked["member"]}
    if asked.get("period"):
        codes["period"] = {str(each.id) for each in operation.periods if str(each.number) == asked["period"]}
    return Wanted(
        codes=codes,
        first=_day(asked.get("from", "")),
        last=_day(asked.get("to", "")),
        words=tuple(fold(asked.get("q", "")).split()),
        sort=("-" if sort.startswith("-") else "") + CASE_SORTS[sort.lstrip("-")],
        members=tuple(each.id for each in everyone),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
