"""What is unusual comes first: each look names what it sees, and nothing where all is as usual."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.results import remarks
from opsplanner.results.models import Case, Submission
from opsplanner.results.remarks import Remark, remark_sentence, remark_title
from opsplanner.results.remarks.words import SENTENCES, TITLES
from tests.results.sending import accepted, send_row, send_rows
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")


def found(submission: Submission) -> list[Remark]:
    return remarks.look(remarks.gather(submission))


def kinds(submission: Submission) -> Counter[str]:
    return Counter(each.kind for each in found(submission))


def test_a_usual_delivery_has_no_remark(world: World) -> None:
    assert found(send_rows(world, row(), row(national_ref="KZ-002"))) == []


def test_a_tenfold_change_is_remarked_with_both_amounts(world: World) -> None:
    send_rows(world, row(), row(national_ref="KZ-002", quantity="2"))
    (remark,) = found(send_rows(world, row(quantity="1250", unit="GRM"), row(national_ref="KZ-002", quantity="3")))
    assert (remark.kind, remark.line) == ("tenfold", 1)
    assert remark.case_id == db.session.scalar(sa.select(Case.id).where(Case.national_ref == "KZ-001"))
    assert remark_sentence(remark) == "12.5 kg became 1.25 kg"


def test_the_same_amount_in_another_unit_is_no_change(world: World) -> None:
    send_row(world)
    assert found(send_row(world, quantity="12500", unit="GRM", place_name="Aktau")) == []


def test_what_changes_something_accepted_is_remarked(world: World) -> None:
    accepted(world, send_row(world))
    assert kinds(send_row(world, quantity="13")) == {"accepted_before": 1}


def test_a_value_far_from_the_members_own_history_is_remarked(world: World) -> None:
    usual = [row(national_ref=f"KZ-{n}", quantity=str(10 + n % 3)) for n in range(8)]
    accepted(world, send_rows(world, *usual))
    assert kinds(send_row(world, national_ref="KZ-A", quantity="11.5")) == {}
    remark, kept = found(send_row(world, national_ref="KZ-B", quantity="480"))
    # The check asked about it already; the reason stands beside.
    assert (remark.kind, kept.kind) == ("far", "warning_kept")
    assert "480 kg; usually about 11 kg (8 lines)" in remark_sentence(remark)


def test_seven_lines_are_no_history(world: World) -> None:
    accepted(world, send_rows(world, *(row(national_ref=f"KZ-{n}", quantity="10") for n in range(7))))
    assert found(send_row(world, national_ref="KZ-B", quantity="480")) == []


def test_another_class_is_another_history(world: World) -> None:
    accepted(world, send_rows(world, *(row(national_ref=f"KZ-{n}", quantity="10") for n in range(8))))
    assert found(send_row(world, national_ref="KZ-B", quantity="480", commodity_class="tobacco")) == []


def test_days_outside_the_action_phase_embargo_and_red_are_named(world: World) -> None:
    sent = send_rows(
        world,
        row(detected_on="2026-02-20"),
        row(national_ref="KZ-002", embargo_until="2026-12-24"),
        row(national_ref="KZ-003", handling="RED"),
    )
    assert kinds(sent) == {"early": 1, "embargo": 1, "red": 1}


def test_who_entered_it_and_warnings_kept_are_about_the_whole(world: World) -> None:
    sent = send_row(world, "liaison", "KZ", detection_basis="alert")
    told = {each.kind: each for each in found(sent)}
    assert told["on_behalf"].case_id is None
    assert "The Member says: It is so" in remark_sentence(told["warning_kept"])


def test_every_kind_has_its_words(app_context: object) -> None:
    assert set(TITLES) == set(SENTENCES)
    for kind in TITLES:
        assert remark_title(kind)
