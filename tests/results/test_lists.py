"""The list of cases is found in the columns of figures: it holds exactly the rows that the table of markings opens, by any filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.results import services
from opsplanner.results.lists import case_page
from opsplanner.results.models import GoodsLine, Submission
from opsplanner.results.scope import current_cases
from tests.results.test_scope import SEEN, one_of_each, send
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")

Keep = Callable[[Any, Any], bool]
# Each filter of the page, and the same said of a case and its row.
FILTERS: dict[str, tuple[dict[str, str], Keep]] = {
    "all": ({}, lambda case, row: True),
    "kind": ({"kind": "detention"}, lambda case, row: row.record_kind == "detention"),
    "mode": ({"mode": "4"}, lambda case, row: row.transport_mode == "4"),
    "handling": ({"handling": "GREEN"}, lambda case, row: row.handling == "GREEN"),
    "member": ({"member": "GE"}, lambda case, row: case.national_ref.startswith("ge")),
    "period": ({"period": "2"}, lambda case, row: row.detected_on.day in range(9, 16)),
    "class": ({"class": "weapons"}, lambda case, row: "weapons" in _classes(case)),
    "from": ({"from": "2026-03-05"}, lambda case, row: row.detected_on.day >= 5),
    "to": ({"to": "2026-03-05"}, lambda case, row: row.detected_on.day <= 5),
    "an odd day": ({"from": "soon"}, lambda case, row: True),
    "words": ({"q": "KÜ 1"}, lambda case, row: case.national_ref in ("ge-1", "ge-2", "ge-10")),
    "nothing": ({"q": "nowhere"}, lambda case, row: False),
    "an unknown code": ({"kind": "odd"}, lambda case, row: False),
    "two": ({"kind": "detention", "q": "almaty"}, lambda case, row: (row.record_kind, row.place_name) == ("detention", "Almaty")),
}  # fmt: skip


def _classes(case: Any) -> list[str]:
    line = GoodsLine.__table__.c
    told = sa.select(line.commodity_class).where(line.case_id == case.id, line.submission_id == case.current_id)
    return list(db.session.scalars(told))


def reports(world: World) -> None:
    """Every marking, a case sent again, one withdrawn, a submission taken back, some under an embargo."""
    one_of_each(world, "kz")
    one_of_each(world, "office")
    send(world, "ge", row(national_ref="ge-1", handling="CLEAR", embargo_until="2026-04-30", place_name="Küstenkanal"))
    send(world, "ge", row(national_ref="ge-2", record_kind="detention", handling="GREEN", transport_mode="air"))
    send(world, "ge", row(national_ref="ge-2", handling="CLEAR", detected_on="2026-03-10", place_name="KÜSTENKANAL 1"))
    send(world, "ge", row(national_ref="ge-10", handling="CLEAR", place_name="Küstenkanal", commodity_class="weapons"))
    send(world, "kz", row(national_ref="kz-CLEAR", record_kind="detention", handling="CLEAR", detected_on="2026-03-05"))
    send(world, "ge", row(national_ref="ge-gone", handling="CLEAR"))
    last = db.session.scalars(sa.select(Submission.id).order_by(Submission.id.desc())).first()
    assert last
    services.withdraw(world.actor("ge"), world.operation, last, "sent twice")


def listed(world: World, who: str, **asked: str) -> list[str]:
    return [case.national_ref for case, *_rest in case_page(world.actor(who), world.operation, asked).items]


@pytest.mark.parametrize("sharing", ["none", "participants"])
def test_everyone_is_listed_what_the_markings_open_under_any_filter(world: World, sharing: str) -> None:
    reports(world)
    world.operation.sharing = sharing
    db.session.commit()
    for who in SEEN:
        open_to = list(db.session.execute(current_cases(world.actor(who), world.operation)))
        for name, (asked, keep) in FILTERS.items():
            expected = sorted(case.national_ref for case, row in open_to if keep(case, row))
            assert sorted(listed(world, who, **asked)) == expected, (who, name)


def test_a_case_of_a_rehearsal_is_listed_though_no_figure_counts_it(world: World) -> None:
    send(world, "kz", row(national_ref="kz-drill"))
    sent = db.session.scalars(sa.select(Submission)).one()
    sent.rehearsal = True
    db.session.commit()
    assert listed(world, "kz") == ["kz-drill"]


def test_a_list_is_sorted_by_any_column_either_way(world: World) -> None:
    reports(world)
    for sort, told in {
        "date": lambda case, row, member: row.detected_on,
        "reference": lambda case, row, member: case.national_ref.lower(),
        "member": lambda case, row, member: member.search_en,
        "kind": lambda case, row, member: row.record_kind,
        "mode": lambda case, row, member: row.transport_mode,
    }.items():
        for sign in ("", "-"):
            items = case_page(world.actor("planner"), world.operation, {"sort": sign + sort}).items
            keys = [told(*found[:3]) for found in items]
            assert len(keys) > 5
            assert keys == sorted(keys, reverse=bool(sign))


def test_pages_follow_one_another_without_a_gap(world: World) -> None:
    send(world, "kz", *(row(national_ref=f"kz-{number}") for number in range(60)))
    pages = [case_page(world.actor("kz"), world.operation, {"size": "25", "page": str(n)}) for n in (1, 2, 3)]
    references = [case.national_ref for page in pages for case, *_rest in page.items]
    assert [len(page.items) for page in pages] == [25, 25, 10]
    assert len(set(references)) == pages[0].total == 60
