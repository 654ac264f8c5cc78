"""What figures are counted from: which periods, rows, returns and effort, for one reader and one state of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from opsplanner.core import clock
from opsplanner.core.text import Text
from opsplanner.figures.cache import Loaded
from opsplanner.figures.charts import Window, words
from opsplanner.figures.filters import PERIOD, Asked
from opsplanner.figures.frame import Delivery, Frame, Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import Evidence, Place
from opsplanner.figures.money import Rates
from opsplanner.figures.own import NO_OWN, Own
from opsplanner.figures.reader import Reader
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.results.board import Board
from opsplanner.results.pack import EPOCH, NO_DAY
from opsplanner.results.returns import Return, tally
from opsplanner.results.services import joined_template

Places = dict[Place, Return]


def collect(
    operation: Operation,
    loaded: Loaded,
    asked: Asked,
    moment: datetime | None,
    selection: Selection,
    returned: Places,
    rates: Rates,
) -> Evidence:
    """All of it together."""
    own = own_of(operation)
    return Evidence(
        frame=loaded.frame,
        selection=selection,
        tally=tally(returned.values()),
        rates=rates,
        received=frozenset(place for place, each in returned.items() if each.received),
        own=own,
        effort=_effort(loaded, asked, moment, set(returned), operation.periods, own),
    )


def own_of(operation: Operation) -> Own:
    """The operation's own fields, as all versions of its template know them."""
    return Own.of(joined_template(operation)) if operation.template else NO_OWN


def windows(operation: Operation, asked: Asked, before: datetime | None) -> list[Window]:
    """The periods shown: never a rehearsal; for a fixed view those that were over."""
    today = before.date() if before else date.max
    wanted = asked.chosen.get(PERIOD, ())
    return [
        Window(each.id, each.number, each.starts_on, each.ends_on)
        for each in operation.periods
        if each.kind != PeriodKind.REHEARSAL and (not wanted or str(each.number) in wanted) and each.ends_on < today
    ]


def selection(
    frame: Frame,
    reader: Reader,
    asked: Asked,
    moment: datetime | None,
    shown: Sequence[Window],
    chosen: set[int] | None,
) -> Selection:
    """The cases and lines that count, a case that two Members told once.

    The one publication is told as a whole: a case that counts in one of its periods counts in no other.
    """
    kept: dict[str, Iterable[str]] = dict(asked.fields())
    if asked.chosen.get(PERIOD) or reader.fixed:
        kept["period"] = [str(window.period) for window in shown]
    if chosen is not None:
        kept["participation"] = [str(each) for each in chosen]
    counted = frame.counted(asked.basis, moment)
    if not reader.suppress:
        return frame.once(frame.select(counted, kept), moment)
    whole, told = frame.once(Selection(counted), moment), frame.select(counted, kept)
    return told if whole.credited is whole else told.without(whole.again)


def returns(board: Board | None, told: Sequence[Window], chosen: set[int] | None) -> Places:
    """The returns of the periods shown, and of the Members chosen."""
    if board is None:
        return {}
    shown = {window.period for window in told}
    return {
        (member, period): each
        for (member, period), each in board.returns.items()
        if period in shown and (chosen is None or member in chosen)
    }


def rates(operation: Operation) -> Rates:
    """The dated rates of the operation."""
    since: dict[str, list[tuple[int, Decimal]]] = {}
    for rate in operation.rates:
        since.setdefault(rate.currency, []).append((rate.valid_from.toordinal() - EPOCH, rate.rate))
    return Rates(operation.currency, since)


def _effort(
    loaded: Loaded,
    asked: Asked,
    moment: datetime | None,
    shown: set[Place],
    periods: Sequence[Period],
    own: Own,
) -> dict[str, dict[Place, Decimal]] | None:
    """Numbers of effort by Member and period: of each window the newest row that counts, in the period it begins in."""
    if asked.fields():
        return None
    newest = {
        (each.participation, each.first, each.last): each
        for each in loaded.effort
        if _counts(loaded.frame.deliveries.get(each.submission), asked, moment)
    }
    found: dict[str, dict[Place, Decimal]] = {}
    for (member, first, _last), row in newest.items():
        place = member, _period_of(first, periods)
        if place in shown:
            for key, count in own.stated(row.numbers, row.extras).items():
                sums = found.setdefault(key, {})
                sums[place] = sums.get(place, Decimal(0)) + count
    return found


def _counts(delivery: Delivery | None, asked: Asked, moment: datetime | None) -> bool:
    return delivery is not None and delivery.counts(asked.basis, moment)


def _period_of(day: date, periods: Sequence[Period]) -> int:
    """The period a day lies in, else the nearest."""

    def distance(period: Period) -> int:
        return max((period.starts_on - day).days, (day - period.ends_on).days, 0)

    counted = [each for each in periods if each.kind != PeriodKind.REHEARSAL]
    return min(counted, key=distance).id if counted else 0


def without_embargoed(evidence: Evidence, operation: Operation) -> tuple[Evidence, tuple[Text, ...]]:
    """Left out until the day after the embargo, in the operation's zone; the export says so without a number."""
    days = evidence.frame.days("embargo_until")
    standing: Bools = (days != NO_DAY) & (days >= clock.today(operation.time_zone).toordinal() - EPOCH)
    if not (standing & evidence.selection.cases).any():
        return evidence, ()
    return evidence.only(evidence.selection.only(~standing)), (words.EMBARGOED,)
