"""Stored whole or not at all, and the same thing never twice."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.results import services
from opsplanner.results.models import Case, CaseRow, GoodsLine, PackedColumns, Submission
from opsplanner.results.pack import unpack
from opsplanner.results.services import Choices, Outcome
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")


def send(world: World, *rows: dict[str, str], who: str = "kz", **choices: object) -> Outcome:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(draft, services.Draft), draft
    return services.send(actor, world.operation, draft.id, Choices(**choices))  # type: ignore[arg-type]


def count(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_rows_with_one_reference_are_lines_of_one_case(world: World) -> None:
    outcome = send(world, row(), row(description="Brown powder"), row(national_ref="KZ-002"))
    assert outcome.stored
    assert (count(Case), count(CaseRow), count(GoodsLine)) == (2, 2, 3)
    submission = outcome.submission
    assert submission.reference == f"R-2026-{submission.id:04d}"
    assert (submission.counts["new"], submission.counts["kg"]) == (2, "37.500")
    assert [each.cases for each in submission.periods] == [2]


def test_the_same_sheet_twice_makes_no_second_submission(world: World) -> None:
    first = send(world, row(), row(national_ref="KZ-002"))
    again = send(world, row(), row(national_ref="KZ-002"))
    assert not again.stored
    assert again.submission.id == first.submission.id
    assert (count(Submission), count(CaseRow)) == (1, 2)


def test_a_corrected_sheet_stores_only_what_changed(world: World) -> None:
    send(world, row(), row(national_ref="KZ-002"))
    second = send(world, row(quantity="1.25"), row(national_ref="KZ-002"))
    counts = second.submission.counts
    assert (counts["new"], counts["changed"], counts["same"]) == (0, 1, 1)
    assert count(CaseRow) == 3
    current = dict(db.session.execute(sa.select(Case.national_ref, Case.current_id)).all())
    assert current["KZ-001"] == second.submission.id
    assert current["KZ-002"] != second.submission.id


def test_a_case_missing_from_a_later_sheet_is_kept(world: World) -> None:
    send(world, row(), row(national_ref="KZ-002"))
    second = send(world, row(national_ref="KZ-003"))
    assert second.submission.counts["absent"] == 2
    assert count(Case) == 3


def test_a_bad_cell_stores_nothing(world: World) -> None:
    with pytest.raises(Refusal):
        send(world, row(), row(national_ref="KZ-002", quantity="a few"))
    assert (count(Submission), count(Case)) == (0, 0)


def test_one_sheet_serves_several_periods(world: World) -> None:
    outcome = send(world, row(), row(national_ref="KZ-002", detected_on="2026-03-12"))
    assert [each.cases for each in outcome.submission.periods] == [1, 1]


def test_a_date_outside_all_windows_belongs_to_the_nearest(world: World) -> None:
    outcome = send(world, row(detected_on="2026-02-20"))
    assert [each.period.number for each in outcome.submission.periods] == [1]


def test_a_closed_period_takes_only_what_comes_afterwards(world: World) -> None:
    send(world, row(legal_outcome="pending"))
    world.operation.periods[0].state = "closed"
    db.session.commit()
    with pytest.raises(Refusal, match="closed"):
        send(world, row(quantity="2", legal_outcome="pending"))
    assert send(world, row(legal_outcome="conviction")).stored


def test_what_was_sent_is_packed_for_figures(world: World) -> None:
    submission = send(world, row(), row(description="Brown powder", unit="GRM"), row(national_ref="KZ-002")).submission
    content = db.session.scalar(sa.select(PackedColumns.content).where(PackedColumns.submission_id == submission.id))
    packed = unpack(content)
    assert (packed.cases, packed.lines) == (2, 3)
    base = packed.column("base")
    assert base is not None
    assert base.values.tolist() == [12_500_000, 12_500, 12_500_000]
    assert packed.column("commodity_class").words == ("drugs",)  # type: ignore[union-attr]
    assert packed.column("handling").words == ("AMBER",)  # type: ignore[union-attr]


def test_a_withdrawn_submission_lets_the_earlier_telling_count_again(world: World) -> None:
    first = send(world, row()).submission
    second = send(world, row(quantity="2")).submission
    services.withdraw(world.actor("kz"), world.operation, second.id, "Wrong file")
    case = db.session.scalars(sa.select(Case)).one()
    assert case.current_id == first.id
    services.withdraw(world.actor("kz"), world.operation, first.id, "Wrong too")
    db.session.expire_all()
    assert db.session.scalars(sa.select(Case)).one().current_id is None


def test_a_withdrawn_case_counts_no_more_until_it_is_sent_again(world: World) -> None:
    send(world, row(), row(national_ref="KZ-002"))
    case = db.session.scalars(sa.select(Case).where(Case.national_ref == "KZ-001")).one()
    services.withdraw_case(world.actor("kz"), world.operation, case.id, "Reported twice")
    assert case.current_id is None
    again = send(world, row())
    assert again.stored
    db.session.expire_all()
    assert case.current_id == again.submission.id


def test_warnings_need_a_reason_each_group(world: World) -> None:
    with pytest.raises(Refusal, match="reason"):
        send(world, row(detection_basis="alert"))
    outcome = send(world, row(detection_basis="alert"), reasons={"R-303": "By telephone"})
    assert outcome.submission.reasons[0]["reason"] == "By telephone"
