"""Container numbers: the shape is an error when wrong, the check digit a matter of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.reference.containers import check_digit, container_number, has_right_check_digit


@pytest.mark.parametrize("number", ["CSQU3054383", "csqu 305438 3", "CSQU 305438-3", " CSQU.305.438/3 "])
def test_a_number_is_stored_in_one_way(number: str) -> None:
    assert container_number(number) == "CSQU3054383"


@pytest.mark.parametrize("number", ["", "CSQU305438", "CSQA3054383", "CSQU30543833", "СSQU3054383", "CSQU٣٠٥٤٣٨٣"])
def test_another_shape_is_refused(number: str) -> None:
    assert container_number(number) is None


@pytest.mark.parametrize("number", ["CSQU3054383", "MSKU6011672", "TEMU6079348"])
def test_the_right_check_digit_is_recognised(number: str) -> None:
    assert has_right_check_digit(number)


def test_a_remainder_of_ten_is_written_as_zero() -> None:
    number = next(f"CSQU{serial:06}" for serial in range(100) if check_digit(f"CSQU{serial:06}") == 0)
    assert has_right_check_digit(f"{number}0")


@given(st.from_regex(r"[A-Z]{3}[UJZ][0-9]{6}", fullmatch=True), st.integers(0, 9), st.integers(4, 9))
def test_a_changed_digit_is_seen_unless_ten_is_mistaken_for_nought(front: str, digit: int, place: int) -> None:
    changed = front[:place] + str(digit) + front[place + 1 :]
    right = check_digit(front)
    if changed != front and right != 0:
        assert check_digit(changed) != right
