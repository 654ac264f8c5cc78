"""The sections of a plan: how each is read from an operation into the values of its form, and written back from them.

Values are plain and mirror the form: a text in two languages is {"en": .., "fr": ..}, rows are lists of dictionaries. What is read
is what the audit keeps as before and after, and what two people's versions are compared by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core.text import Text, fold
from opsplanner.operations.models import ExchangeRate, Milestone, Objective, Operation, Phase, PhaseKind

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the plan. `in_template`: the result template repeats it; `moves_results`: it needs a reason once there are any."""

    key: str
    title: LazyString
    hint: LazyString
    read: Callable[[Operation], Values]
    write: Callable[[Operation, Mapping[str, Any]], None]
    in_template: bool = False
    moves_results: bool = False


def texts(value: Text) -> dict[str, str]:
    """A text as a form shows it: both screen languages, empty where it has none."""
    pairs = value.as_dict()
    return {"en": pairs.get("en", ""), "fr": pairs.get("fr", "")}


def _plain(*names: str) -> tuple[Callable[[Operation], Values], Callable[[Operation, Mapping[str, Any]], None]]:
    """Reader and writer of a section that is some columns of the operation as they stand."""

    def read(operation: Operation) -> Values:
        values = {name: getattr(operation, name) for name in names}
        return {name: texts(value) if isinstance(value, Text) else value for name, value in values.items()}

    def write(operation: Operation, values: Mapping[str, Any]) -> None:
        for name in names:
            value = values[name]
            setattr(operation, name, Text.read(value) if isinstance(value, Mapping) else value)

    return read, write


_read_identity, _write_columns = _plain("name", "programme_id", "network_id", "lead_id", "note")


def _write_identity(operation: Operation, values: Mapping[str, Any]) -> None:
    _write_columns(operation, values)
    operation.search = searchable(operation.code, operation.name)


def searchable(code: str, name: Text) -> str:
    """What an operation is found by."""
    return fold(" ".join((code, *name.all())))


_read_dates, _write_dates_only = _plain("starts_on", "ends_on", "time_zone")


def _write_dates(operation: Operation, values: Mapping[str, Any]) -> None:
    """The operational phase is the action phase: it moves along."""
    _write_dates_only(operation, values)
    for phase in operation.phases:
        if phase.kind == PhaseKind.OPERATIONAL:
            phase.starts_on, phase.ends_on = operation.starts_on, operation.ends_on


def _read_phases(operation: Operation) -> Values:
    return {
        "phases": [
            {"kind": p.kind, "starts_on": p.starts_on, "ends_on": p.ends_on, "note": texts(p.note)}
            for p in operation.phases
            if p.kind != PhaseKind.OPERATIONAL
        ],
        "milestones": [{"day": m.day, "text": texts(m.text)} for m in operation.milestones],
    }


def _write_phases(operation: Operation, values: Mapping[str, Any]) -> None:
    action = [phase for phase in operation.phases if phase.kind == PhaseKind.OPERATIONAL]
    others = [Phase(**{**row, "note": Text.read(row["note"])}) for row in values["phases"]]
    operation.phases[:] = sorted([*action, *others], key=lambda phase: phase.starts_on)
    operation.milestones[:] = [Milestone(day=row["day"], text=Text.read(row["text"])) for row in values["milestones"]]


def _read_objectives(operation: Operation) -> Values:
    return {
        "objectives": [{"text": texts(o.text), "measure": o.measure, "target": o.target} for o in operation.objectives]
    }


def _write_objectives(operation: Operation, values: Mapping[str, Any]) -> None:
    """Objectives keep their rows in order, so that what refers to the first stays with the first."""
    rows = values["objectives"]
    for position, row in enumerate(rows, start=1):
        if position > len(operation.objectives):
            operation.objectives.append(Objective(position=position))
        objective = operation.objectives[position - 1]
        objective.text, objective.measure, objective.target = Text.read(row["text"]), row["measure"], row["target"]
    del operation.objectives[len(rows) :]


def _read_money(operation: Operation) -> Values:
    rates = [{"currency": r.currency, "valid_from": r.valid_from, "rate": r.rate} for r in operation.rates]
    return {"currency": operation.currency, "rates": rates}


def _write_money(operation: Operation, values: Mapping[str, Any]) -> None:
    """A rate is known by currency and day: the same ones are changed in place, the others added or removed."""
    operation.currency = values["currency"]
    wanted = {(row["currency"], row["valid_from"]): row["rate"] for row in values["rates"]}
    for rate in list(operation.rates):
        if (key := (rate.currency, rate.valid_from)) in wanted:
            rate.rate = wanted.pop(key)
        else:
            operation.rates.remove(rate)
    operation.rates.extend(ExchangeRate(currency=c, valid_from=day, rate=rate) for (c, day), rate in wanted.items())


SECTIONS = {
    section.key: section
    for section in (
        Section(
            "identity",
            _l("Name and programme"),
            _l("The name stands on every page, sheet and slide; official names are given in both languages."),
            _read_identity,
            _write_identity,
            in_template=True,
        ),
        Section(
            "purpose",
            _l("Purpose and background"),
            _l("Why the operation is held, and what led to it. Participants see both languages."),
            *_plain("purpose", "background"),
        ),
        Section(
            "scope",
            _l("Scope and references"),
            _l("Which goods, routes and places; resolutions, guides and earlier operations it rests on."),
            *_plain("scope", "references"),
        ),
        Section(
            "dates",
            _l("Dates and time zone"),
            _l("The operational phase moves along. Reporting periods do not: lay them anew afterwards."),
            _read_dates,
            _write_dates,
            in_template=True,
            moves_results=True,
        ),
        Section(
            "phases",
            _l("Phases and milestones"),
            _l("The operational phase follows the dates of the operation and is not repeated here."),
            _read_phases,
            _write_phases,
        ),
        Section(
            "objectives",
            _l("Objectives"),
            _l("Each with the measure that shows it, so that the overview can tell how far it is met."),
            _read_objectives,
            _write_objectives,
        ),
        Section(
            "content",
            _l("What is reported"),
            _l("A change makes a new version of the sheet; sheets already sent out stay valid."),
            *_plain("hs_edition", "blocks", "risk_indicators"),
            in_template=True,
            moves_results=True,
        ),
        Section(
            "sharing",
            _l("Sending and sharing of results"),
            _l("AMBER rows, the usual ones, are never seen by other Members, whatever is chosen here."),
            *_plain("sharing", "guests_see_figures", "parts_allowed"),
        ),
        Section(
            "money",
            _l("Currency and rates"),
            _l("Values are added up in one currency at dated rates; without a rate they stand apart."),
            _read_money,
            _write_money,
        ),
    )
}
