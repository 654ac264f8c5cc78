"""What an operation's overview shows of packages that come later: shapes, and the callables that app.py fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel.speaklater import LazyString

from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening
from opsplanner.documents.document import Measure
from opsplanner.operations.models import Network, Operation, Programme
from opsplanner.operations.telling import Table


@dataclass(frozen=True, slots=True)
class Actual:
    """What a measure has reached, in its unit (a percentage as 0 to 100; None: nothing can be said yet): as of when, from how many
    Members of how many, and how it is counted, in the reader's words."""

    value: Decimal | None
    as_of: datetime
    n: int
    of: int
    definition: str


@dataclass(frozen=True, slots=True)
class Group:
    """One line under the reporting figures: a liaison office, and how many of its Members have reported."""

    label: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where the returns of an operation stand; every rate is shown with its fraction."""

    received: int
    expected: int
    on_time: int
    members_reported: int
    members_expected: int
    members_nil: int
    members_silent: int
    as_of: datetime
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that waits to be done: a sentence, where it is done, and the verb on its button."""

    sentence: str
    url: str
    verb: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """A part of setting an operation up: its title, where it is done, how far it is (open, due: something is missing, done),
    the group of the task list it stands in, and what else to know of it."""

    title: str
    url: str
    progress: str
    group: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that should be so before a plan is approved: what is looked at, whether it is so, else what is lacking; and where that
    is put right: the view, what it is given, the verb."""

    key: str
    title: str
    ready: bool
    said: str
    view: str
    given: Mapping[str, Any]
    verb: str

    @property
    def url(self) -> str:
        """The address of the page on which it is put right."""
        return url_for(self.view, **self.given)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an operation for one reader: as of when and from whom, whether they are of the reader's own Member alone, by
    measure its values (money may stand in several currencies), and what must be known of all of them."""

    freshness: Sequence[str]
    only_own: bool
    measures: Mapping[str, Sequence[Measure]]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things with the page that lists them, in the panel `who is in`."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Training:
    """The training workshops of a programme: the page of their register, and what they come to."""

    url: str
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True)
class Followed:
    """A resolution and what became of it: its number, its words, the state in words with the tone and sign of its chip, more, as of when."""

    reference: str
    text: str
    outcome: str
    chip: tuple[str, str]
    said: str
    day: str


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of a network, with its guests and its resolutions."""

    name: str
    url: str
    days: str
    guests: Sequence[str]
    resolutions: Sequence[Followed]


def _no_training(_actor: Actor, _programme: Programme) -> None:
    return None


def _no_meetings(_actor: Actor, _network: Network) -> Sequence[Held]:
    return ()


def _no_address(_actor: Actor, _network: Network) -> str:
    return ""


def _no_reporting(_actor: Actor, _operation: Operation) -> Reporting | None:
    return None


def _no_actuals(_actor: Actor, _operation: Operation) -> Mapping[str, Actual]:
    return {}


def _no_figures(_actor: Actor, _operation: Operation) -> Figures | None:
    return None


def _no_copy(_actor: Actor, _source: Operation, _made: Operation) -> None:
    return None


def _no_template(_actor: Actor, _operation: Operation) -> None:
    return None


def _no_counts(_actor: Actor, _operations: Sequence[Operation]) -> Mapping[int, tuple[int, int]]:
    return {}


def _no_results(_operation: Operation) -> bool:
    return False


def _no_calendar(_operation: Operation) -> str:
    return ""


def _no_countries(_operation: Operation) -> Sequence[str]:
    return ()


@dataclass
class Panels:
    """Later packages' answers about an operation. `actuals` is by measure key; `set_up`, `readiness`, `annexes`, `counts` and `steps` are asked in order and joined;
    `publish_template` stores the operation's result template (a new version only when it changed) within the caller's transaction;
    `figures` are those that stand beside the figures of the family; `copy_template` and `ask_again` give an operation that is copied the template and the participants of the other;
    `holds_results` says whether anything was reported, so that periods and dates are not moved under it without a reason;
    `countries` are those of the Members that were asked and did not decline; `joined` and `reported` give, for the operations of a list by id, how many accepted of those asked and how many Members
    reported of those expected; `training` gives the workshops of a programme; `meetings` and `plan_meeting` give the meetings of a network and the page on which one is planned; `happenings` give what has its day or hour
    in some operations, this package's own among them; `calendar` is the page where one may follow an operation in a calendar;
    `actions` are words for the log by audit action, "case:withdraw" for one."""

    reporting: Callable[[Actor, Operation], Reporting | None] = _no_reporting
    actuals: Callable[[Actor, Operation], Mapping[str, Actual]] = _no_actuals
    figures: Callable[[Actor, Operation], Figures | None] = _no_figures
    copy_template: Callable[[Actor, Operation, Operation], object] = _no_copy
    ask_again: Callable[[Actor, Operation, Operation], object] = _no_copy
    publish_template: Callable[[Actor, Operation], None] = _no_template
    holds_results: Callable[[Operation], bool] = _no_results
    countries: Callable[[Operation], Sequence[str]] = _no_countries
    joined: Callable[[Actor, Sequence[Operation]], Mapping[int, tuple[int, int]]] = _no_counts
    reported: Callable[[Actor, Sequence[Operation]], Mapping[int, tuple[int, int]]] = _no_counts
    training: Callable[[Actor, Programme], Training | None] = _no_training
    meetings: Callable[[Actor, Network], Sequence[Held]] = _no_meetings
    plan_meeting: Callable[[Actor, Network], str] = _no_address
    set_up: list[Callable[[Actor, Operation], Sequence[SetUp]]] = field(default_factory=list)
    readiness: list[Callable[[Actor, Operation], Sequence[Check]]] = field(default_factory=list)
    annexes: list[Callable[[Actor, Operation], Sequence[Table]]] = field(default_factory=list)
    counts: list[Callable[[Actor, Operation], Sequence[Count]]] = field(default_factory=list)
    steps: list[Callable[[Actor, Operation], Sequence[Step]]] = field(default_factory=list)
    happenings: Sequence[Callable[[Actor, Sequence[Operation]], Sequence[Happening]]] = ()
    calendar: Callable[[Operation], str] = _no_calendar
    actions: dict[str, LazyString] = field(default_factory=dict)
