"""What the step "Columns" asks of dates that can be read two ways, and by which order, and why, those were read that it need not ask."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from opsplanner.records.dates import Order, Ordering, Why, both_ways
from opsplanner.records.field import Field
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence, shown
from opsplanner.results.services import Looked


@dataclass(frozen=True, slots=True)
class DateOrder:
    """One column of dates: the order in force ("" where it is asked), its first dates as they may be or were read, and why."""

    field: Field
    chosen: str
    hint: str
    because: str
    said: bool = False


def asked_orders(looked: Looked, lang: str) -> list[DateOrder]:
    """The columns to be asked about; nothing is chosen beforehand, and what was remembered or proven and not believed is told."""
    fields = looked.checked.matched.template.by_key
    return [
        DateOrder(fields[each.field], "", sentence(each, lang), _not_believed(each, lang))
        for each in looked.ambiguous_dates
        if each.field
    ]


def known_orders(looked: Looked, lang: str) -> list[DateOrder]:
    """The columns that could be read two ways and were read one way, which can be changed."""
    fields = looked.checked.matched.template.by_key
    return [
        DateOrder(fields[key], each.order.value, _as_read(each, lang), _why(each), each.why is Why.SAID)
        for rows in looked.checked.tables.values()
        for key, each in rows.orders.items()
    ]


def _not_believed(problem: Problem, lang: str) -> str:
    """Why neither what is remembered nor what single dates prove was followed; nothing where neither spoke."""
    proven = problem.params["proven"]
    proofs = [shown(each, lang) for each in proven]
    remembered = problem.params.get("remembered")
    if len(proofs) > 1:
        return _("%(first)s, %(last)s; that is why you are asked.", first=proofs[0], last=proofs[1])
    if proofs and remembered in (None, proven[0].params["order"]):
        return _(
            "%(proof)s, but read so, fewer of the other dates fall in the action phase than the other way; that is why you are asked.",
            proof=proofs[0],
        )
    if not remembered:
        return ""
    order = shown(remembered, lang)
    if proofs:
        return _(
            "Remembered is “%(order)s”, but %(proof)s; that is why you are asked again.", order=order, proof=proofs[0]
        )
    return _(
        "Remembered is “%(order)s”. Read so, fewer of these dates fall in the action phase than the other way; that is why you are asked again.",
        order=order,
    )


def _as_read(ordering: Ordering, lang: str) -> str:
    place = 0 if ordering.order is Order.DAY_FIRST else 1
    pairs = [(text, days[place]) for text in ordering.samples if (days := both_ways(text))]
    return _("Read now:") + " " + ", ".join(f"{text} → {shown(day, lang)}" for text, day in pairs)


def _why(ordering: Ordering) -> str:
    if ordering.why is Why.SAID:
        return _("as you said of this file")
    return _("as remembered") if ordering.why is Why.REMEMBERED else _("presumed by the language of the headings")
