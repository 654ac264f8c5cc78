"""What a sheet comes to by class of goods and unit, beside what the Member usually sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.records.check import Checked
from opsplanner.records.field import Field
from opsplanner.reference.units import Family, from_base
from opsplanner.results.models import LIVE, GoodsLine, Submission
from opsplanner.results.services import Entry
from opsplanner.results.unusual import Range

LINE, SENT = GoodsLine.__table__.c, Submission.__table__.c
CLASS = "commodity_class"
Sums = dict[tuple[str, Family], int]


@dataclass(frozen=True)
class Usual:
    """One class in one family of units: this sheet's total, and those of the earlier sheets that had any."""

    code: str
    label: str
    family: Family
    total: Decimal
    before: Range

    @property
    def unusual(self) -> bool:
        """Whether the total lies outside the usual range."""
        return self.before.excludes(self.total)


def usual_totals(entry: Entry, checked: Checked, lang: str) -> Sequence[Usual]:
    """The totals of a sheet, each beside its usual range; a sheet entered for a Member is compared with nothing."""
    field = checked.matched.template.by_key.get(CLASS)
    now = _now(checked)
    earlier: Mapping[tuple[str, Family], list[int]] = {} if entry.on_behalf else _earlier(entry)
    return [_compared(field, key, total, earlier.get(key, []), lang) for key, total in sorted(now.items())]


def _compared(field: Field | None, key: tuple[str, Family], total: int, earlier: list[int], lang: str) -> Usual:
    code, family = key
    options = field.options if field else None
    label = options.label(code, lang) if options and code in options.codes else code
    return Usual(code, label, family, from_base(family, total), Range([from_base(family, each) for each in earlier]))


def _now(checked: Checked) -> Sums:
    """The base quantities of the good rows by class and family; each distinct amount is multiplied by how often it stands."""
    rows = checked.results
    keys = (CLASS, "family", "base")
    if rows is None or not all(key in rows.columns for key in keys) or not len(rows.good):
        return {}
    columns = [rows.columns[key] for key in keys]
    places = np.stack([column.codes[rows.good] for column in columns])
    found, counts = np.unique(places, axis=1, return_counts=True)
    sums: Sums = {}
    for *codes, count in zip(*found.tolist(), counts.tolist(), strict=True):
        name, family, base = (column.values[code] for column, code in zip(columns, codes, strict=True))
        if name is not None and family is not None and base is not None:
            sums[name, family] = sums.get((name, family), 0) + base * count
    return sums


def _earlier(entry: Entry) -> Mapping[tuple[str, Family], list[int]]:
    """What each earlier sheet of this sender that counts came to, by class and family."""
    rows = db.session.execute(
        sa.select(LINE.commodity_class, LINE.family, sa.func.sum(LINE.base))
        .join(Submission.__table__, SENT.id == LINE.submission_id)
        .where(
            SENT.participation_id == entry.participation.id,
            SENT.organisation_id == entry.sender.id,
            SENT.state.in_(LIVE),
            SENT.rehearsal.is_(False),
            LINE.base.is_not(None),
        )
        .group_by(SENT.id, LINE.commodity_class, LINE.family)
    )
    found: dict[tuple[str, Family], list[int]] = {}
    for name, family, total in rows:
        found.setdefault((name, Family(family)), []).append(int(total))
    return found
