"""Collects for one reader, from every package, what needs doing, what is coming and what has happened since the last visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.needs import Event, Need
from opsplanner.directory import sessions
from opsplanner.home.happenings import as_event, of_reader
from opsplanner.lessons import needs as lessons
from opsplanner.meetings import needs as meetings
from opsplanner.operations import needs as operations
from opsplanner.operations.models import Operation
from opsplanner.participants import needs as participants
from opsplanner.results import needs as results
from opsplanner.results import review_needs as reviewing
from opsplanner.surveys import needs as surveys

AHEAD = timedelta(days=30)
LATEST = datetime.max.replace(tzinfo=UTC)
# So many operations, things ahead and pieces of news stand on Home; their own pages have all.
MOST_OPERATIONS = 6
MOST_AHEAD = 10
MOST_NEWS = 10


@dataclass(frozen=True, slots=True)
class Home:
    """What one reader's Home shows; `since` is the last visit, None on the first."""

    needs: Sequence[Need]
    coming: Sequence[Event]
    operations: Sequence[Operation]
    more_operations: bool
    since: datetime | None
    news: Sequence[Event]


def gather(actor: Actor) -> Home:
    """Everything, in a fixed number of questions to the database."""
    mine = operations.operations_of(actor)
    until = clock.now() + AHEAD
    since = sessions.visit_before(actor.user_id) if actor.user_id is not None else None
    needs = [
        *results.tasks_for(actor, mine),
        *reviewing.tasks_for(actor),
        *participants.tasks_for(actor, mine),
        *surveys.tasks_for(actor, mine),
        *operations.tasks_for(actor, mine),
        *meetings.tasks_for(actor),
        *lessons.tasks_for(actor),
    ]
    ahead = [each for each in of_reader(actor, mine) if not each.over and clock.now() < each.begins <= until]
    return Home(
        needs=sorted(needs, key=lambda need: (need.harm, need.at or LATEST)),
        coming=[as_event(each) for each in ahead[:MOST_AHEAD]],
        operations=mine[:MOST_OPERATIONS],
        more_operations=len(mine) > MOST_OPERATIONS,
        since=since,
        news=_news(actor, mine, since) if since else (),
    )


def _news(actor: Actor, mine: Sequence[Operation], since: datetime) -> list[Event]:
    found = [
        *results.news(actor, mine, since),
        *operations.news(actor, mine, since),
        *meetings.news(actor, since),
        *lessons.news(actor, since),
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)[:MOST_NEWS]
