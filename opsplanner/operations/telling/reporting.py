"""Tells how the operation is carried out, what is reported, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from opsplanner.core.i18n import day, number
from opsplanner.core.text import Text
from opsplanner.operations import words
from opsplanner.operations.telling.part import Facts, Lines, Part, Prose, Table, Telling, Values, day_of, text


def tell_text(key: str, title: LazyString) -> Callable[[Values, Telling], Iterator[Part]]:
    """A section that is one text."""

    def tell(values: Values, _told: Telling) -> Iterator[Part]:
        yield Prose(str(title), text(values[key]))

    return tell


def tell_evidence(values: Values, _told: Telling) -> Iterator[Part]:
    """How it is handled, until when it is kept, and how the plan is marked."""
    yield Prose(_("Evidence and data"), text(values["evidence"]))
    kept = ((_("Kept until"), day(day_of(values["retained_until"]))),) if values["retained_until"] else ()
    yield Facts((*kept, (_("Handling marking of this plan"), f"TLP:{values['marking']}")))


def tell_content(values: Values, _told: Telling) -> Iterator[Part]:
    """What the sheet asks, and the risk indicators by number."""
    yield Facts(((_("Harmonized System"), f"HS {values['hs_edition']}"),))
    blocks = tuple(str(words.BLOCKS[block]) for block in values["blocks"])
    yield Lines(_("Columns of the short sheet"), blocks)
    if values["risk_indicators"]:
        indicators = tuple(_coded(one["code"], text(one["text"])) for one in values["risk_indicators"])
        yield Lines(_("Risk indicators"), indicators, numbered=True)


def _coded(code: str, name: Text) -> Text:
    return Text(tuple((lang, f"{word} ({code})") for lang, word in name.pairs))


def tell_sharing(values: Values, _told: Telling) -> Iterator[Part]:
    """Who sees more than their own, and whether a sheet may come in parts."""
    yield Facts(
        (
            (_("Rows marked GREEN are also seen by"), str(words.SHARING[words.Sharing(values["sharing"])])),
            (_("Guests see the figures"), _("yes") if values["guests_see_figures"] else _("no")),
            (
                _("Ready rows of a sheet with mistakes"),
                _("may be sent at once") if values["parts_allowed"] else _("wait for the others"),
            ),
        )
    )


def tell_money(values: Values, _told: Telling) -> Iterator[Part]:
    """The currency of totals, and the dated rates into it."""
    yield Facts(((_("Reporting currency"), values["currency"]),))
    rows = tuple(
        (f"1 {one['currency']}", day(day_of(one["valid_from"])), number(Decimal(one["rate"]).normalize()))
        for one in values["rates"]
    )
    if rows:
        yield Table(_("Rates"), (_("Currency"), _("From"), _("Rate")), rows, frozenset({2}))
