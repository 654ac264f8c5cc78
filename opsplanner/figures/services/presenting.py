"""Figures as one neutral document: the page, every export and every command show what is in it and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import language
from opsplanner.core.text import Text
from opsplanner.documents.chart import UNSAID, Chart
from opsplanner.documents.document import Document, Facts, Measure, Roster
from opsplanner.figures import charts, filters
from opsplanner.figures.charts import View, words
from opsplanner.figures.disclosure import is_small
from opsplanner.figures.filters import MEMBER, PERIOD, Asked
from opsplanner.figures.measures import Figure, figures, givers, offered
from opsplanner.figures.reader import PARTICIPANTS, PUBLIC
from opsplanner.figures.services.looking import own_members, reader_of
from opsplanner.figures.services.reading import Reading, read
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Actual
from opsplanner.reference import code_list
from opsplanner.reference.measures import measures

# What an export under a marking that lets more people see it holds: no more than each of them may see.
READERS = {"GREEN": PARTICIPANTS, "CLEAR": PUBLIC}
TITLE = Text.of("Results", fr="Résultats")


def look(actor: Actor, operation: Operation, asked: Asked, marking: str = "") -> Reading:
    """The figures as this actor may see them; an export marked GREEN holds what every participant may see, CLEAR what anybody may."""
    return read(operation, READERS.get(marking) or reader_of(actor, operation), asked)


def first_look(actor: Actor, operation: Operation, asked: Asked) -> Reading:
    """What somebody sees who did not say whose figures: a Member its own once it has some, everybody else what there is."""
    own = own_members(actor, operation)
    if own:
        reading = look(actor, operation, replace(asked, chosen={**asked.chosen, MEMBER: own}))
        if reading.view.evidence.selection.cases.any():
            return reading
    return look(actor, operation, asked)


def one_chart(actor: Actor, operation: Operation, asked: Asked, key: str) -> Chart | None:
    """One chart by its key, with no more read than it needs; None when there is none, or not for this actor."""
    view = read(operation, reader_of(actor, operation), asked, key).view
    return charts.draw(key, view) if key in charts.available(view) else None


def document(
    actor: Actor, operation: Operation, reading: Reading, keys: Sequence[str] | None = None, marking: str = ""
) -> Document:
    """Facts, key figures and charts; `keys`: the charts wanted, by default all that the reader may have."""
    view = reading.view
    wanted = charts.available(view) if keys is None else keys
    return Document(
        facts=facts(operation, reading, marking),
        title=TITLE,
        measures=tuple(key_figures(operation, reading)),
        charts=tuple(charts.draw(key, view) for key in wanted),
        rosters=() if view.reader.public else tuple(rosters(actor, operation, view)),
        notes=tuple(_notes(view)),
    )


def chart_keys(reading: Reading) -> list[str]:
    """The charts that the reader may have."""
    return charts.available(reading.view)


def facts(operation: Operation, reading: Reading, marking: str = "") -> Facts:
    """What stands beside every figure."""
    tally = reading.view.evidence.tally
    return Facts(
        operation=operation.code,
        name=operation.name,
        as_of=reading.as_of,
        basis=reading.asked.basis,
        reported=tally.n,
        expected=tally.of,
        filters=tuple(
            filters.choice(key, codes, _names(key, reading.view), reading.asked.own)
            for key, codes in reading.asked.chosen.items()
        ),
        synthetic=operation.synthetic,
        unreviewed=reading.unreviewed,
        marking=code_list("handling").label(marking, "en") if marking else "",
    )


def key_figures(operation: Operation, reading: Reading) -> list[Measure]:
    """Every measure, with its target where an objective has one; what is held back says so.

    What the operation is to reach is no target of a part of it; a rate is, for every Member and period.
    """
    part = bool(reading.asked.chosen) or reading.view.reader.only_own
    targets = {
        each.measure: each.target
        for each in reversed(operation.objectives)
        if not part or measures()[each.measure].unit == "percent"
    }
    found = [each for key in offered(reading.asked.own) for each in figures(key, reading.totals.behind(key))]
    return [_measure(each, reading, targets.get(each.key)) for each in found]


def rosters(actor: Actor, operation: Operation, view: View) -> list[Roster]:
    """Which Members reported, sent nil, or are silent: for whoever may see the board."""
    if not actor.may(Permission.BOARD_SEE, operation.code):
        return []
    tally = view.evidence.tally
    with_results = tally.members_reported - tally.members_nil
    lists = (
        ("results", words.WITH_RESULTS, with_results),
        ("nil", words.NIL, tally.members_nil),
        ("silent", words.SILENT, tally.members_silent),
    )
    return [Roster(key, label, tuple(_labels(view, members))) for key, label, members in lists]


def actuals(actor: Actor, operation: Operation) -> Mapping[str, Actual]:
    """What the measures of the operation's objectives have reached, as far as the actor may see them."""
    if not actor.may(Permission.DASHBOARD_SEE, operation.code):
        return {}
    wanted = {each.measure for each in operation.objectives if each.measure in offered()}
    if not wanted:
        return {}
    reading = look(actor, operation, Asked())
    tally = reading.view.evidence.tally
    found = {each.key: each for each in key_figures(operation, reading) if each.key in wanted}
    return {
        key: Actual(each.value, reading.as_of, tally.n, tally.of, each.counted.to(language()))
        for key, each in found.items()
    }


def _measure(figure: Figure, reading: Reading, target: Decimal | None) -> Measure:
    known = offered(reading.asked.own)[figure.key]
    hidden = _is_held(figure.key, reading)
    return Measure(
        key=figure.key,
        label=known.label,
        unit=figure.unit,
        value=None if hidden else figure.value,
        definition=known.definition,
        target=target,
        decimals=known.decimals,
        hidden=hidden,
        basis=UNSAID if hidden or figure.value is None else _over(figure.key, reading),
    )


def _over(key: str, reading: Reading) -> Text:
    """Over how many Members a share is, where not all who reported gave both its numbers."""
    n = givers(key, reading.totals.behind(key))
    return UNSAID if n is None else words.OVER_ONE if n == 1 else words.fill(words.OVER, n=n)


def _is_held(key: str, reading: Reading) -> bool:
    """Cases and effort by the publication; numbers of Members from those who do not see who reported."""
    reader, tally = reading.view.reader, reading.view.evidence.tally
    if offered(reading.asked.own)[key].level != "return":
        return reading.totals.holds_back(key)
    if not reader.suppress or reader.board:
        return False
    with_results = len(tally.members_reported) - len(tally.members_nil)
    few = {
        "members_nil": (len(tally.members_nil), with_results),
        "members_silent": (len(tally.members_silent),),
        "on_time_rate": (tally.on_time, tally.received - tally.on_time),
    }
    return any(map(is_small, few.get(key, ())))


def _names(key: str, view: View) -> dict[str, Text]:
    """What periods and Members are called, by their codes."""
    if key == PERIOD:
        return {str(each.number): words.days(each.first, each.last) for each in view.windows}
    return {each.code: each.label for each in view.members.values()} if key == MEMBER else {}


def _labels(view: View, members: set[int]) -> list[Text]:
    return [view.members[member].label for member in sorted(members) if member in view.members]


def _notes(view: View) -> list[Text]:
    """What must be known of all figures at once."""
    return [*view.notes, *([words.SMALL] if view.reader.suppress else []), words.REHEARSALS, *_once(view)]


def _once(view: View) -> list[Text]:
    """That some cases count once: Members are not told whether there are any, so nothing is said to them."""
    return [words.ONCE] if view.evidence.shares and not view.reader.suppress else []
