"""Tells a plan chapter by chapter from its plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from opsplanner.operations import words
from opsplanner.operations.sections import Group
from opsplanner.operations.setup import parts
from opsplanner.operations.telling import aims, reporting, timing
from opsplanner.operations.telling.part import Part, Telling, Values

TELLERS: Mapping[str, Callable[[Values, Telling], Iterator[Part]]] = {
    "identity": aims.tell_identity,
    "purpose": aims.tell_purpose,
    "objectives": aims.tell_objectives,
    "scope": aims.tell_scope,
    "routes": aims.tell_routes,
    "watch": aims.tell_watch,
    "dates": timing.tell_dates,
    "phases": timing.tell_phases,
    "periods": timing.tell_periods,
    "concept": reporting.tell_text("concept", _l("Concept of operations")),
    "ocu": timing.tell_unit,
    "communication": reporting.tell_text("communication", _l("Communication")),
    "media": reporting.tell_text("media", _l("Media line")),
    "evidence": reporting.tell_evidence,
    "content": reporting.tell_content,
    "sharing": reporting.tell_sharing,
    "money": reporting.tell_money,
    "evaluation": reporting.tell_text("evaluation", _l("Evaluation")),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as it is told: its key, its group, its title in the reader's language, and what it says."""

    key: str
    group: Group
    title: str
    parts: tuple[Part, ...]


def tell(told: Telling) -> list[Chapter]:
    """Every chapter that the plan has values for (a section younger than a kept version has none), in the order of the plan."""
    titles = words.section_titles()
    return [
        Chapter(key, group, str(titles[key]), tuple(TELLERS[key](told.plan[key], told)))
        for key, group in parts().items()
        if key in told.plan
    ]
