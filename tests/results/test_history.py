"""What a Member told before: a consignment under another reference and odd quantities are asked about, once, and never of others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.records.sentences import sentence
from opsplanner.records.table import RESULTS
from opsplanner.results import services
from opsplanner.results.unusual import LEAST_HISTORY, far
from tests.results.test_duplicates import send, told
from tests.results.world import World, row, sheet

WEIGHTS = ("10", "12", "9", "14", "11", "10.5", "8", "13", "12.5")


def asked(world: World, who: str, *rows: dict[str, str], member: str = "") -> list[str]:
    """What the check says of these rows, in English."""
    entry = services.entry(world.actor(who), world.operation, member)
    return [f"{each.code} {sentence(each, 'en')}" for each in services.examine_upload(entry, sheet(*rows)).problems]


def test_another_reference_for_the_same_container_names_the_earlier_case(world: World, in_march: None) -> None:
    send(world, "kz", told())
    (said,) = asked(world, "kz", told(national_ref="KZ-002", detected_on="2026-03-10"))
    assert said.startswith(
        "R-312 Check case KZ-002 in N2: your case KZ-001 of 4 March 2026 has the container CSQU3054383"
    )


def test_a_form_is_told_the_same(world: World, in_march: None) -> None:
    send(world, "kz", told())
    entry = services.entry(world.actor("kz"), world.operation, "")
    by_form = services.check_form(entry, RESULTS, [told(national_ref="KZ-002")], "en")
    assert [each.code for each in by_form.problems] == ["R-312"]
    assert services.check_form(entry, RESULTS, [told(national_ref="KZ-002")], "en", rehearsal=True).problems == ()


@pytest.mark.parametrize(
    "change",
    [
        {"detected_on": "2026-03-19"},
        {"commodity_class": "weapons"},
        {"container_no": "MSKU9070323"},
        {"national_ref": "KZ-001"},
    ],
)
def test_other_days_classes_numbers_and_the_case_itself_are_not_asked_about(
    world: World, in_march: None, change: dict[str, str]
) -> None:
    send(world, "kz", told())
    assert asked(world, "kz", told(**{"national_ref": "KZ-002", **change})) == []


def test_what_was_sent_with_a_reason_is_not_asked_about_again(world: World, in_march: None) -> None:
    send(world, "kz", told())
    send(world, "kz", told(), told(national_ref="KZ-002"))
    assert asked(world, "kz", told(), told(national_ref="KZ-002", place_name="Aktau")) == []


def test_nobody_is_told_of_the_cases_of_others(world: World, in_march: None) -> None:
    send(world, "kz", told())
    again = told(national_ref="X-2")
    assert asked(world, "ge", again) == []
    assert asked(world, "office", again) == []
    assert asked(world, "planner", again, member="KZ") == []


def test_a_quantity_out_of_all_proportion_is_asked_about(world: World, in_march: None) -> None:
    send(world, "kz", *[row(national_ref=f"KZ-{n}", quantity=weight) for n, weight in enumerate(WEIGHTS)])
    (said,) = asked(world, "kz", row(national_ref="KZ-90", quantity="88"), row(national_ref="KZ-91", quantity="15"))
    assert said == (
        "R-313 Check Quantity in L2: 88 kg is 8 times greater than the median of your 9 earlier lines (11 kg)."
    )
    (said,) = asked(world, "kz", row(national_ref="KZ-90", quantity="500", unit="GRM"))
    assert "0.5 kg is 22 times smaller than" in said
    assert asked(world, "kz", row(national_ref="KZ-90", quantity="9000", unit="H87")) == []


def test_an_odd_quantity_kept_with_a_reason_is_not_asked_about_again(world: World, in_march: None) -> None:
    send(world, "kz", *[row(national_ref=f"KZ-{n}", quantity=weight) for n, weight in enumerate(WEIGHTS)])
    send(world, "kz", row(national_ref="KZ-90", quantity="8800"))
    assert asked(world, "kz", row(national_ref="KZ-90", quantity="8800", place_name="Aktau")) == []


def test_few_earlier_lines_tell_nothing(world: World, in_march: None) -> None:
    few = WEIGHTS[: LEAST_HISTORY - 1]
    send(world, "kz", *[row(national_ref=f"KZ-{n}", quantity=weight) for n, weight in enumerate(few)])
    assert asked(world, "kz", row(national_ref="KZ-90", quantity="9000")) == []


@given(st.lists(st.integers(1, 10**12), min_size=LEAST_HISTORY))
def test_what_is_usual_does_not_depend_on_the_unit(before: list[int]) -> None:
    amounts = np.array([1.0, 1e3, 1e9, 1e15])
    here, _median = far(amounts, np.array(before, dtype=np.float64))
    there, _median = far(amounts * 1024, np.array(before, dtype=np.float64) * 1024)
    assert here.tolist() == there.tolist()
