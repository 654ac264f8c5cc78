"""The participation board as a document for slides: one table a liaison office, its message in the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from math import ceil

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core.i18n import LOCALES, SCREEN_LANGUAGES
from opsplanner.core.text import Text
from opsplanner.documents.about import USUAL
from opsplanner.documents.chart import Category, Chart, Series
from opsplanner.documents.document import Document, Facts
from opsplanner.operations.models import Operation
from opsplanner.reference import code_list
from opsplanner.results.counting import Counts
from opsplanner.results.matrix import Line, Matrix, Office
from opsplanner.results.words import NUMBERS, rate

# So many Members stand on one slide; more go on the next.
A_SLIDE = 12


def board_document(operation: Operation, found: Matrix, synthetic: bool) -> Document:
    """Counts of returns by Member; in the order of the screen."""
    reported, expected = found.reported
    return Document(
        facts=Facts(
            operation=operation.code,
            name=operation.name,
            as_of=found.board.now,
            basis="submitted",
            reported=reported,
            expected=expected,
            synthetic=synthetic,
            marking=code_list("handling").label(USUAL, "en"),
        ),
        title=_both(lambda lang: _("Who has reported")),
        charts=tuple(chart for office in found.offices for chart in _charts(office)),
        notes=(_both(lambda lang: _("On time: the first delivery came at or before the due time; nil counts.")),),
        subject="board",
    )


def _charts(office: Office) -> list[Chart]:
    rounds = ceil(len(office.lines) / A_SLIDE)
    return [_chart(office, office.lines[at * A_SLIDE : (at + 1) * A_SLIDE], at + 1, rounds) for at in range(rounds)]


def _chart(office: Office, lines: Sequence[Line], at: int, rounds: int) -> Chart:
    def title(lang: str) -> str:
        name = office.name.to(lang) if office.name else _("Without a liaison office")
        more = f" ({at}/{rounds})" if rounds > 1 else ""
        said = rate(office.counts.on_time, office.counts.expected, lang)
        return _("%(office)s: on time %(rate)s", office=name + more, rate=said)

    return Chart(
        key=f"board-{office.id}-{at}",
        kind="table",
        title=_both(title),
        subtitle=_both(lambda lang: _("Returns by Member, counted")),
        unit="count",
        categories=tuple(
            Category(line.participation.organisation.code, line.participation.organisation.name) for line in lines
        ),
        series=tuple(
            Series(key, _both(partial(_name, place)), tuple(Decimal(line.counts[place]) for line in lines))
            for place, key in enumerate(Counts._fields)
        ),
    )


def _name(place: int, _lang: str) -> str:
    return str(NUMBERS[place])


def _both(say: Callable[[str], object]) -> Text:
    """What a function says in each language of the screen."""
    texts = {}
    for lang in SCREEN_LANGUAGES:
        with force_locale(LOCALES[lang]):
            texts[lang] = str(say(lang))
    return Text.read(texts)
