"""What figures rest on, read for one actor, one operation and one state of the filters, with a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from opsplanner.core import clock
from opsplanner.core.text import Text
from opsplanner.figures import cache, filters
from opsplanner.figures.charts import Member, View, words
from opsplanner.figures.filters import MEMBER, PERIOD, REGION, Asked
from opsplanner.figures.frame import Frame
from opsplanner.figures.money import Rates
from opsplanner.figures.reader import Reader
from opsplanner.figures.services import collecting
from opsplanner.figures.services.publishing import publish, told_windows
from opsplanner.figures.totals import Totals
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.reference.countries import iso3
from opsplanner.results.board import Board, board_now, read_board
from opsplanner.results.scope import REPORTING, participations

# The charts that tell who answered.
ANSWERS = ("reporting", "over_time", "by_member")


@dataclass(frozen=True)
class Reading:
    """A view with what its page says beside it: as of when, on what, and whether some of it was not reviewed.

    `totals` are what key figures rest on: of the whole operation, with the cases marked RED that no chart holds.
    """

    view: View
    totals: Totals
    asked: Asked
    as_of: datetime
    unreviewed: bool
    ignored: Mapping[str, tuple[str, ...]]


def read(operation: Operation, reader: Reader, asked: Asked, only: str = "") -> Reading:
    """Everything needed to draw, or what is needed to draw one chart alone; filters that this reader may not use are passed over."""
    loaded = cache.load(operation)
    asked = replace(asked, own=collecting.own_of(operation))
    reader = _at_home(operation, reader, asked)
    moment = midnight(operation) if reader.suppress else None
    board = _board(operation, moment) if only in ("", *ANSWERS) else None
    members = _all_members(operation, board) if _tells_members(asked, only) else {}
    wanted, asked = asked, permitted(reader, asked, members)
    windows = told_windows(operation, loaded, reader, asked, moment)
    chosen = _members(reader, asked, members)
    returned = collecting.returns(board, windows, chosen)
    rates = collecting.rates(operation) if only == "" or asked.measure == "value" else Rates(operation.currency)
    rows = collecting.selection(loaded.frame, reader, asked, moment, windows, chosen)
    everything = collecting.collect(operation, loaded, asked, moment, rows, returned, rates)
    embargoed: tuple[Text, ...] = ()
    if reader.public:
        everything, embargoed = collecting.without_embargoed(everything, operation)
    # The publication holds no case marked RED, of whomever.
    red = loaded.frame.red(() if reader.suppress else reader.own)
    evidence = everything.only(everything.selection.only(~red)) if red.any() else everything
    told = publish(operation, loaded, reader, moment, board, windows) if reader.suppress else None
    ignored = filters.beyond(wanted, asked)
    view = View(
        evidence=evidence,
        reader=reader,
        members=members,
        windows=tuple(windows),
        returns=returned,
        first=min((window.first for window in windows), default=operation.starts_on),
        last=max((window.last for window in windows), default=operation.ends_on),
        measure=asked.measure,
        notes=(*embargoed, *_notes(reader, bool(red.any()), ignored, wanted)),
        publication=told,
        targets=_targets(operation) if only in ("", "reporting") and not asked.chosen and not reader.only_own else {},
    )
    totals = Totals(evidence, everything if _is_whole(operation, view, asked) else evidence, red, told)
    return Reading(view, totals, asked, moment or clock.now(), _unreviewed(loaded.frame, asked, moment), ignored)


def _targets(operation: Operation) -> dict[str, Decimal]:
    """By measure; where two objectives have the same one, the first."""
    return {each.measure: each.target for each in reversed(operation.objectives) if each.target is not None}


def _board(operation: Operation, moment: datetime | None) -> Board:
    return board_now(operation) if moment is None else read_board(operation, moment)


def _notes(reader: Reader, some_red: bool, ignored: Mapping[str, tuple[str, ...]], wanted: Asked) -> Iterator[Text]:
    """About cases marked RED, whatever the filters: else the note would tell where they are; and what was not applied."""
    if reader.suppress or some_red:
        yield words.RED_BY_THREES if reader.suppress else words.RED_APART
    if ignored:
        listed = words.both(lambda lang: filters.listed(ignored, lang, wanted.own))
        yield words.fill(words.NOT_APPLIED, filters=listed)
    if wanted.unknown:
        yield words.fill(words.NOT_UNDERSTOOD, filters=", ".join(wanted.unknown))


def _tells_members(asked: Asked, only: str) -> bool:
    """Whether Members by name are needed: for all charts, for theirs, for filters by them."""
    return only in ("", "by_member") or bool({MEMBER, REGION} & set(asked.chosen))


def _all_members(operation: Operation, board: Board | None) -> dict[int, Member]:
    everyone = board.participations if board else participations([operation.id])
    return {each.id: _member(each) for each in everyone if each.role in REPORTING}


def permitted(reader: Reader, asked: Asked, members: Mapping[int, Member]) -> Asked:
    """What of it the reader may ask: one fixed view has no filters, the publication knows periods, and others are not told apart."""
    if reader.suppress:
        return replace(Asked() if reader.fixed else filters.published(asked), own=asked.own)
    chosen = dict(asked.chosen)
    if reader.members is not None:
        told = {member.code for each, member in members.items() if reader.tells_apart(each)}
        chosen[MEMBER] = tuple(code for code in chosen.get(MEMBER, ()) if code in told)
        chosen[REGION] = ()
    return replace(asked, chosen={key: codes for key, codes in chosen.items() if codes})


def _at_home(operation: Operation, reader: Reader, asked: Asked) -> Reader:
    """Who filters by the own Member looks at nothing but that."""
    wanted = asked.chosen.get(MEMBER, ())
    if not (reader.suppress and reader.own and wanted):
        return reader
    own = {each.organisation.code for each in participations([operation.id]) if each.id in reader.own}
    return reader.at_home() if own & set(wanted) else reader


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


def _members(reader: Reader, asked: Asked, members: Mapping[int, Member]) -> set[int] | None:
    """The participations the figures are narrowed to; None: the whole operation."""
    codes, regions = asked.chosen.get(MEMBER, ()), asked.chosen.get(REGION, ())
    if reader.only_own and not codes:
        return set(reader.own)
    if not codes and not regions:
        return None
    return {
        each
        for each, member in members.items()
        if (not codes or member.code in codes) and (not regions or member.region in regions)
    }


def _is_whole(operation: Operation, view: View, asked: Asked) -> bool:
    """Whether these are figures of the whole operation: only their totals hold cases marked RED."""
    return (
        not asked.chosen
        and not view.reader.only_own
        and len(view.windows) == len(collecting.windows(operation, Asked(), None))
    )


def _unreviewed(frame: Frame, asked: Asked, moment: datetime | None) -> bool:
    """Whether anything that counts has not been accepted."""
    if asked.basis == "accepted":
        return False
    return any(
        frame.deliveries[part.submission].counts("submitted", moment)
        and not frame.deliveries[part.submission].counts("accepted", moment)
        for part in frame.parts
    )
