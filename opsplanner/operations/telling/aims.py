"""Tells what the operation is, what it wants, and which goods it is about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _

from opsplanner.core.i18n import label
from opsplanner.core.text import Text
from opsplanner.operations.amounts import quantity
from opsplanner.operations.telling.part import NAMELESS, Facts, Part, Prose, Said, Table, Telling, Values, text
from opsplanner.reference.hs import dotted
from opsplanner.reference.measures import measures


def tell_identity(values: Values, told: Telling) -> Iterator[Part]:
    """Both official names, and under whom it runs."""
    name, names = text(values["name"]), told.names
    rows: tuple[tuple[str, Said], ...] = (
        (_("English name"), name.to("en")),
        (_("French name"), name.to("fr")),
        (_("Programme"), names.programmes.get(values["programme_id"], NAMELESS)),
        (_("Network"), names.networks.get(values["network_id"], NAMELESS)),
        (_("Led by"), names.organisations.get(values["lead_id"], NAMELESS)),
        (_("Follows"), names.operations.get(values["follows_id"], NAMELESS)),
        (_("Note"), text(values["note"])),
    )
    yield Facts(tuple((term, content) for term, content in rows if content not in ("", NAMELESS)))


def tell_purpose(values: Values, _told: Telling) -> Iterator[Part]:
    """Why, and what led to it."""
    yield Prose(_("Purpose"), text(values["purpose"]))
    yield Prose(_("Background"), text(values["background"]))


def tell_objectives(values: Values, told: Telling) -> Iterator[Part]:
    """Each with its indicator and target."""
    known, currency = measures(), told.plan["money"]["currency"]
    rows = tuple(
        (
            text(one["text"]),
            label(known[one["measure"]].label),
            quantity(_amount(one["target"]), known[one["measure"]].unit, currency),
        )
        for one in values["objectives"]
    )
    yield Table(_("Objectives"), (_("Objective"), _("Indicator"), _("Target")), rows, frozenset({2}))


def _amount(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written).normalize()


def tell_scope(values: Values, _told: Telling) -> Iterator[Part]:
    """Which goods, and what it rests on."""
    yield Prose(_("Scope"), text(values["scope"]))
    yield Prose(_("References"), text(values["references"]))


def tell_routes(values: Values, _told: Telling) -> Iterator[Part]:
    """Where goods pass, and where they are looked for."""
    yield Prose(_("Routes"), text(values["routes"]))
    yield Prose(_("Places of control"), text(values["places"]))


def tell_watch(values: Values, _told: Telling) -> Iterator[Part]:
    """A card for each code."""
    for one in values["watch"]:
        rows: tuple[tuple[str, Said], ...] = (
            (_("What it looks like"), text(one["looks"])),
            (_("What it is mistaken for"), text(one["mistaken"])),
            (_("What to check"), text(one["check"])),
        )
        yield Facts(rows, _headed(dotted(one["code"]), text(one["name"])))


def _headed(code: str, name: Text) -> Text:
    return Text(tuple((lang, f"{code} {word}") for lang, word in name.pairs))
