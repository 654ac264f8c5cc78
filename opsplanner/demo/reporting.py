"""Members of the demo report and are reviewed: their own sheets, read and checked like any upload, in the order of their days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from random import Random
from typing import Any, cast

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.demo import sayings
from opsplanner.demo.cases import Inventor, Row, language_of, share
from opsplanner.demo.cast import Cast
from opsplanner.demo.reviewing import ask, learn_outcomes
from opsplanner.demo.sharing import compare, tell_twice
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation, Period
from opsplanner.records.answers import Setting
from opsplanner.records.check import check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.match import match
from opsplanner.records.sheet import Book
from opsplanner.results import services
from opsplanner.results.models import Channel, Handling
from opsplanner.results.services import Choices, Delivery

# What becomes of a return: A accepted, S submitted, R returned; n nil and accepted, o nil and submitted; - nothing came.
SILENT, NIL, RETURNED, ACCEPTED, SUBMITTED = "-", "no", "R", "An", "S"
LATE = 0.13
# A correction comes when what it corrects was accepted.
AFTERWARDS = timedelta(days=12, hours=5)


@dataclass(frozen=True)
class Return:
    """One return of a Member: what becomes of it, and the cases and effort in it."""

    member: str
    period: Period
    fate: str
    results: Sequence[Row] = ()
    effort: Sequence[Row] = ()
    corrects: bool = False

    @property
    def name(self) -> str:
        """The name of the Member's file."""
        return f"{self.member.lower()}_{self.period.number}{'_corrected' if self.corrects else ''}.xlsx"


@dataclass(frozen=True)
class Event:
    """Something done at a moment."""

    at: datetime
    do: Callable[[], None]


def report(
    cast_: Cast, operation: Operation, told: Mapping[str, Any], members: Sequence[str], closed: Sequence[int]
) -> None:
    """All deliveries and reviews of an operation, then its periods closed."""
    returns = list(_returns(operation, told, members))
    shared = told.get("shared", ())
    tell_twice((row for each in returns for row in each.results), shared)
    returns += [_corrected(each) for each in returns if [each.member, each.period.number] in told.get("corrected", ())]
    books = _read(operation, returns)
    _Season(cast_, operation, books).run(returns)
    compare(cast_, operation, shared)
    learn_outcomes(cast_, operation, told.get("outcomes", ()))
    for number in closed:
        with clock.frozen(operation.periods[number - 1].due_at + timedelta(days=90)):
            operations.close_period(cast_.person("planner"), operation.code, number)


def _returns(operation: Operation, told: Mapping[str, Any], members: Sequence[str]) -> Iterator[Return]:
    """What every Member owes, with what stands in it."""
    chance = Random(f"fates {operation.code}")  # noqa: S311 - a seed is the point
    fates = _fates(told, members, chance)
    inventor = Inventor(operation.code, told["kinds"], members, "container" in operation.blocks)
    sent = [place for place, fate in fates.items() if fate not in SILENT + NIL + "n"]
    shares = dict(zip(sent, share(told.get("lines") or told["cases"], len(sent), chance), strict=True))
    counted: dict[str, int] = dict.fromkeys(members, 1)
    for (member, number), fate in fates.items():
        period, count = operation.periods[number], shares.get((member, number), 0)
        days = period.starts_on, period.ends_on
        lengths = inventor.cut(count) if "lines" in told else inventor.lengths(count)
        results = list(inventor.cases(member, lengths, *days, counted[member]))
        own = told.get("own_effort", {})
        effort = [inventor.effort(*days, told["examined"], len(lengths), own)] if results else []
        counted[member] += len(lengths)
        yield Return(member, period, fate, results, effort)


def _corrected(told: Return) -> Return:
    """One case told anew: its quantity was ten times too small."""
    first = next(row for row in told.results if row.get("quantity"))
    case = [dict(row) for row in told.results if row["national_ref"] == first["national_ref"]]
    case[0]["quantity"] = str(Decimal(str(first["quantity"])) * 10)
    return replace(told, fate=SUBMITTED, results=case, effort=(), corrects=True)


def _fates(told: Mapping[str, Any], members: Sequence[str], chance: Random) -> dict[tuple[str, int], str]:
    """By Member and position of the period; those not fixed are drawn."""
    if "returns" in told:
        return {(member, n): fate for member, fates in told["returns"].items() for n, fate in enumerate(fates)}
    fixed = told.get("fixed", {})
    free = [member for member in members if member not in fixed]
    drawn = [fate for fate, count in told["fates"].items() for _ in range(count - [*fixed.values()].count(fate))]
    chance.shuffle(drawn)
    given = {**dict(zip(free, drawn, strict=True)), **fixed}
    return {(member, 0): given[member] for member in members}


def _read(operation: Operation, returns: Sequence[Return]) -> dict[str, tuple[Upload, Book]]:
    """The sheets as files, each read in the throw-away process like anybody's; two at a time."""
    compose = cast(Callable[..., bytes], import_module("opsplanner.demo.sheet").compose)
    template = services.template_of(operation)
    uploads = [
        Upload.of(each.name, compose(template.of(each.member), language_of(each.member), each.results, each.effort))
        for each in returns
        if each.results
    ]
    with ThreadPoolExecutor(2) as readers:
        books = list(readers.map(read_sheet, uploads))
    return {upload.name: (upload, book) for upload, book in zip(uploads, books, strict=True) if isinstance(book, Book)}


class _Season:
    """The deliveries and reviews of one operation, done in the order of their moments."""

    def __init__(self, cast_: Cast, operation: Operation, books: Mapping[str, tuple[Upload, Book]]) -> None:
        self.cast, self.operation, self.books = cast_, operation, books
        self.chance = Random(f"days {operation.code}")  # noqa: S311 - a seed is the point
        self.sent: dict[tuple[str, int], int] = {}

    def run(self, returns: Sequence[Return]) -> None:
        """Everything, sorted by its moment."""
        for event in sorted(self._events(returns), key=lambda each: each.at):
            with clock.frozen(event.at):
                event.do()

    def _events(self, returns: Sequence[Return]) -> Iterator[Event]:
        for each in returns:
            if each.fate == SILENT:
                continue
            sent = each.period.due_at + AFTERWARDS if each.corrects else self._moment(each.period)
            yield Event(sent, partial(self._send, each))
            if each.fate in RETURNED + ACCEPTED:
                reviewed = sent + timedelta(hours=self.chance.randint(20, 190))
                yield Event(reviewed, partial(self._review, each))

    def _moment(self, period: Period) -> datetime:
        """Mostly in the two days before it is due, at an hour of work; sometimes late."""
        hours = self.chance.randint(3, 90) if self.chance.random() < LATE else -self.chance.randint(1, 22)
        return period.due_at + timedelta(hours=hours, minutes=self.chance.randint(0, 55))

    def _send(self, each: Return) -> None:
        actor = self.cast.speaker(self.operation, each.member)
        if not each.results:
            submission = services.report_nil(actor, self.operation, [each.period.number])
        else:
            entry = services.entry(actor, self.operation)
            upload, book = self.books[each.name]
            template = services.template_of(self.operation).of(each.member)
            checked = check(match(book, template), Setting(clock.now()))
            reasons = {problem.code: "As stated in the declaration." for problem in checked.of("warning")}
            choices = Choices(handling=self._handling(), reasons=reasons)
            submission = services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), choices).submission
            services.seek(submission.id)
        self.sent[each.member, each.period.number] = submission.id

    def _handling(self) -> str:
        return self.chance.choices((Handling.AMBER, Handling.GREEN, Handling.STRICT), (84, 12, 4))[0]

    def _review(self, each: Return) -> None:
        """By the office the Member chose, else by the planner."""
        number = self.sent[each.member, each.period.number]
        rilo = self.cast.organisations[each.member].rilo
        reviewer = self.cast.speaker(self.operation, rilo.code, Role.LIAISON) if rilo else self.cast.person("planner")
        services.take_in_review(reviewer, self.operation, number)
        if each.fate == RETURNED:
            ask(reviewer, self.operation, number)
            services.return_to_member(reviewer, self.operation, number, str(self.chance.choice(sayings.RETURNED)))
            return
        services.accept(reviewer, self.operation, number)
        if each.results:
            services.keep_reduced(reviewer, number, self.books[each.name][1])
