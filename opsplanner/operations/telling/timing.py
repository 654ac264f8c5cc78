"""Tells when things are: dates, phases with what has to be true before each, milestones, reporting periods."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from opsplanner.core.i18n import day, days, moment
from opsplanner.core.text import Text
from opsplanner.operations.models import PhaseKind
from opsplanner.operations.telling.part import (
    Facts,
    Lines,
    Part,
    Prose,
    Said,
    Table,
    Telling,
    Values,
    day_of,
    moment_of,
    text,
)
from opsplanner.operations.words import period_label, phase_label


def tell_dates(values: Values, told: Telling) -> Iterator[Part]:
    """The action phase and its zone."""
    span = days(day_of(values["starts_on"]), day_of(values["ends_on"]))
    yield Facts(((_("Action phase"), span), (_("Time zone"), told.zone)))


def tell_phases(values: Values, told: Telling) -> Iterator[Part]:
    """All phases in their order, the action phase among them, then the criteria of each that has some."""
    dates = told.plan["dates"]
    action = {
        "kind": PhaseKind.OPERATIONAL.value,
        "starts_on": dates["starts_on"],
        "ends_on": dates["ends_on"],
        "note": {},
        "criteria": values["action_criteria"],
    }
    phases = sorted([action, *values["phases"]], key=lambda phase: str(phase["starts_on"]))
    rows = tuple(
        (phase_label(one["kind"]), days(day_of(one["starts_on"]), day_of(one["ends_on"])), text(one["note"]))
        for one in phases
    )
    yield Table(_("Phases"), (_("Phase"), _("Dates"), _("Note")), rows)
    for one in phases:
        if (criteria := text(one["criteria"])).all():
            yield Lines(_("%(phase)s is entered when", phase=phase_label(one["kind"])), _by_line(criteria))
    if values["milestones"]:
        told_days = tuple(_dated(day(day_of(one["day"])), text(one["text"])) for one in values["milestones"])
        yield Lines(_("Milestones"), told_days)


def _by_line(criteria: Text) -> tuple[Text, ...]:
    """One a line, each in the languages that have that line."""
    lines = {lang: [line.strip() for line in words.splitlines() if line.strip()] for lang, words in criteria.pairs}
    longest = max(map(len, lines.values()))
    return tuple(
        Text.read({lang: words[place] for lang, words in lines.items() if place < len(words)})
        for place in range(longest)
    )


def _dated(when: str, words: Text) -> Text:
    return Text(tuple((lang, f"{when} – {word}") for lang, word in words.pairs))


def tell_periods(values: Values, told: Telling) -> Iterator[Part]:
    """Each reporting period and when its return is due; on a page in the reader's zone, on paper in the operation's."""
    zone = told.reader_zone or told.zone
    rows = tuple(
        (
            period_label(one["kind"], one["number"]),
            days(day_of(one["starts_on"]), day_of(one["ends_on"])),
            moment(moment_of(one["due"], told.zone), zone),
        )
        for one in sorted(values["periods"], key=lambda period: str(period["starts_on"]))
    )
    yield Table(_("Reporting periods"), (_("Period"), _("Dates"), _("Due")), rows)


def tell_unit(values: Values, told: Telling) -> Iterator[Part]:
    """The coordination unit and who is on duty, by the operation's clocks and, on a page, by the reader's."""
    yield Prose(_("Place"), text(values["ocu_place"]))
    yield Prose(_("Hours"), text(values["ocu_hours"]))
    zones = dict.fromkeys(filter(None, (told.reader_zone, told.zone)))
    heads = {told.zone: _("Time of the operation")} | {told.reader_zone: _("Your time")}
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (*(_stretch(one, told.zone, zone) for zone in zones), text(one["who"])) for one in values["rota"]
    )
    if rows:
        yield Table(_("Duty rota"), (*(heads[zone] for zone in zones), _("On duty")), rows)


def _stretch(shift: Values, written: str, shown: str) -> str:
    """From when to when, written by the clocks of one zone, shown by those of another."""
    return " – ".join(moment(moment_of(shift[end], written), shown) for end in ("starts_at", "ends_at"))
