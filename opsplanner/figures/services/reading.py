"""What figures rest on, read for one actor, one operation and one state of the filters, with a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, combinations
from zoneinfo import ZoneInfo

from opsplanner.core import clock
from opsplanner.figures import cache, filters
from opsplanner.figures.cache import Loaded
from opsplanner.figures.charts import Member, View, Window, words
from opsplanner.figures.differences import Wider
from opsplanner.figures.filters import MEMBER, PERIOD, REGION, Asked
from opsplanner.figures.frame import Delivery, Frame, Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import CASE_COUNTS, Evidence
from opsplanner.figures.money import Rates
from opsplanner.figures.reader import Reader
from opsplanner.operations.models import Operation, Period, PeriodKind
from opsplanner.participants.models import Participation
from opsplanner.reference.countries import iso3
from opsplanner.results.board import Board, board_now, read_board
from opsplanner.results.pack import EPOCH, NO_DAY
from opsplanner.results.returns import Return, tally
from opsplanner.results.scope import REPORTING, participations


@dataclass(frozen=True)
class Reading:
    """A view with what its page says beside it: as of when, on what, and whether some of it was not reviewed."""

    view: View
    asked: Asked
    as_of: datetime
    unreviewed: bool
    ignored: Mapping[str, tuple[str, ...]]


def read(operation: Operation, reader: Reader, asked: Asked, only: str = "") -> Reading:
    """Everything needed to draw, or what is needed to draw one chart alone; filters that this reader may not use are passed over."""
    moment = midnight(operation) if reader.fixed else None
    loaded = cache.load(operation)
    board = _board(operation, moment) if only in ("", "reporting") else None
    members = _all_members(operation, board) if _tells_members(reader, asked, only) else {}
    wanted, asked = asked, permitted(reader, asked, members)
    windows = _windows(operation, asked, moment)
    chosen = _members(reader, asked, members)
    returns = _returns(board, windows, chosen) if board else {}
    view = View(
        evidence=Evidence(
            frame=loaded.frame,
            selection=_selection(loaded.frame, reader, asked, moment, windows, chosen),
            tally=tally(returns.values()),
            rates=_rates(operation) if only == "" or asked.measure == "value" else Rates(operation.currency),
            received=frozenset(place for place, each in returns.items() if each.received),
            examined=_examined(loaded, asked, moment, set(returns), operation.periods),
        ),
        reader=reader,
        members=members,
        windows=tuple(windows),
        returns=returns,
        first=min((window.first for window in windows), default=operation.starts_on),
        last=max((window.last for window in windows), default=operation.ends_on),
        measure=asked.measure,
    )
    view = replace(view, wider=tuple(_wider(operation, view, asked)))
    view = view.without_red() if asked.chosen or reader.only_own else view
    view = _without_embargoed(view, operation) if reader.public else view
    ignored = filters.beyond(wanted, asked)
    if ignored:
        told = words.fill(words.NOT_APPLIED, filters=words.both(lambda lang: filters.listed(ignored, lang)))
        view = replace(view, notes=(*view.notes, told))
    return Reading(view, asked, moment or clock.now(), _unreviewed(loaded.frame, asked, moment), ignored)


def _board(operation: Operation, moment: datetime | None) -> Board:
    return board_now(operation) if moment is None else read_board(operation, moment)


def _tells_members(reader: Reader, asked: Asked, only: str) -> bool:
    """Whether Members by name are needed: for all charts, for theirs, for filters by them."""
    return only in ("", "by_member") or bool({MEMBER, REGION} & set(asked.chosen))


def _all_members(operation: Operation, board: Board | None) -> dict[int, Member]:
    everyone = board.participations if board else participations([operation.id])
    return {each.id: _member(each) for each in everyone if each.role in REPORTING}


def permitted(reader: Reader, asked: Asked, members: Mapping[int, Member]) -> Asked:
    """What of it the reader may ask: one fixed view has no filters, and small groups of Members tell what each reported."""
    if reader.fixed:
        return Asked()
    chosen = dict(asked.chosen)
    if reader.members is not None:
        told = {member.code for each, member in members.items() if reader.tells_apart(each)}
        chosen[MEMBER] = tuple(code for code in chosen.get(MEMBER, ()) if code in told)
        chosen[REGION] = ()
    chosen = {key: codes for key, codes in chosen.items() if codes}
    if reader.suppress and not reader.only_own and MEMBER not in chosen:
        chosen = filters.alone(chosen)
    measure = "cases" if reader.suppress and asked.measure not in CASE_COUNTS else asked.measure
    return Asked(asked.basis, measure, chosen)


def absent(operation: Operation, asked: Asked) -> list[str]:
    """Members and periods asked for that the operation does not have."""
    members = {each.organisation.code for each in participations([operation.id])}
    numbers = {str(each.number) for each in operation.periods}
    there = {MEMBER: members, PERIOD: numbers}
    return [f"{key}={code}" for key, known in there.items() for code in asked.chosen.get(key, ()) if code not in known]


def midnight(operation: Operation) -> datetime:
    """The last midnight in the operation's zone."""
    zone = ZoneInfo(operation.time_zone)
    return datetime.combine(clock.today(operation.time_zone), time(), zone)


def _member(participation: Participation) -> Member:
    organisation = participation.organisation
    place = iso3(organisation.country) if organisation.country else None
    return Member(organisation.code, organisation.name, organisation.wco_region, place or "")


def _windows(operation: Operation, asked: Asked, before: datetime | None) -> list[Window]:
    """The periods shown: never a rehearsal; for a fixed view those that were over."""
    today = before.date() if before else date.max
    wanted = asked.chosen.get(PERIOD, ())
    return [
        Window(each.id, each.number, each.starts_on, each.ends_on)
        for each in operation.periods
        if each.kind != PeriodKind.REHEARSAL and (not wanted or str(each.number) in wanted) and each.ends_on < today
    ]


def _members(reader: Reader, asked: Asked, members: Mapping[int, Member]) -> set[int] | None:
    """The participations the figures are narrowed to; None: the whole operation."""
    codes, regions = asked.chosen.get(MEMBER, ()), asked.chosen.get(REGION, ())
    if reader.only_own:
        return set(reader.own)
    if not codes and not regions:
        return None
    return {
        each
        for each, member in members.items()
        if (not codes or member.code in codes) and (not regions or member.region in regions)
    }


def _selection(
    frame: Frame,
    reader: Reader,
    asked: Asked,
    moment: datetime | None,
    windows: Sequence[Window],
    chosen: set[int] | None,
) -> Selection:
    kept: dict[str, Iterable[str]] = dict(asked.fields())
    if asked.chosen.get(PERIOD) or reader.fixed:
        kept["period"] = [str(window.period) for window in windows]
    if chosen is not None:
        kept["participation"] = [str(each) for each in chosen]
    return frame.select(frame.counted(asked.basis, moment), kept)


def _wider(operation: Operation, view: View, asked: Asked) -> Iterator[Wider]:
    """What this reader sees without some of the filters, with cases marked RED as in totals and without as in charts."""
    if not view.reader.suppress or view.reader.only_own or MEMBER in asked.chosen:
        return
    keys = tuple(asked.chosen)
    for left_out in chain.from_iterable(combinations(keys, many) for many in range(1, len(keys) + 1)):
        rest = replace(asked, chosen={key: codes for key, codes in asked.chosen.items() if key not in left_out})
        windows = _windows(operation, rest, None)
        selection = _selection(view.evidence.frame, view.reader, rest, None, windows, None)
        seen = replace(view, evidence=replace(view.evidence, selection=selection), notes=())
        seen = _without_embargoed(seen, operation) if view.reader.public else seen
        codes = {key: asked.chosen[key][0] for key in left_out if key != PERIOD}
        if PERIOD in left_out and view.windows:
            codes["period"] = str(view.windows[0].period)
        yield from (Wider(each.evidence, codes) for each in (seen, seen.without_red()))


def _returns(board: Board, windows: Sequence[Window], chosen: set[int] | None) -> dict[tuple[int, int], Return]:
    shown = {window.period for window in windows}
    return {
        (member, period): each
        for (member, period), each in board.returns.items()
        if period in shown and (chosen is None or member in chosen)
    }


def _rates(operation: Operation) -> Rates:
    since: dict[str, list[tuple[int, Decimal]]] = {}
    for rate in operation.rates:
        since.setdefault(rate.currency, []).append((rate.valid_from.toordinal() - EPOCH, rate.rate))
    return Rates(operation.currency, since)


def _examined(
    loaded: Loaded,
    asked: Asked,
    moment: datetime | None,
    shown: set[tuple[int, int]],
    periods: Sequence[Period],
) -> dict[tuple[int, int], int] | None:
    """Consignments examined by Member and period: of each window the newest row that counts, in the period it begins in."""
    if asked.fields():
        return None
    newest = {
        (each.participation, each.first, each.last): each.examined
        for each in loaded.effort
        if _counts(loaded.frame.deliveries.get(each.submission), asked, moment)
    }
    found: dict[tuple[int, int], int] = {}
    for (member, first, _last), count in newest.items():
        place = member, _period_of(first, periods)
        if place in shown:
            found[place] = found.get(place, 0) + count
    return found


def _counts(delivery: Delivery | None, asked: Asked, moment: datetime | None) -> bool:
    return delivery is not None and delivery.counts(asked.basis, moment)


def _period_of(day: date, periods: Sequence[Period]) -> int:
    """The period a day lies in, else the nearest."""

    def distance(period: Period) -> int:
        return max((period.starts_on - day).days, (day - period.ends_on).days, 0)

    counted = [each for each in periods if each.kind != PeriodKind.REHEARSAL]
    return min(counted, key=distance).id if counted else 0


def _unreviewed(frame: Frame, asked: Asked, moment: datetime | None) -> bool:
    """Whether anything that counts has not been accepted."""
    if asked.basis == "accepted":
        return False
    return any(
        frame.deliveries[part.submission].counts("submitted", moment)
        and not frame.deliveries[part.submission].counts("accepted", moment)
        for part in frame.parts
    )


def _without_embargoed(view: View, operation: Operation) -> View:
    """Left out until the day after the embargo, in the operation's zone; the export says so without a number."""
    days = view.evidence.frame.days("embargo_until")
    standing: Bools = (days != NO_DAY) & (days >= clock.today(operation.time_zone).toordinal() - EPOCH)
    if not (standing & view.evidence.selection.cases).any():
        return view
    evidence = replace(view.evidence, selection=view.evidence.selection.only(~standing))
    return replace(view, evidence=evidence, notes=(*view.notes, words.EMBARGOED))
