"""A number of any size, in a sheet or in the form, is refused with a sentence; nothing breaks on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from opsplanner.directory.models import Account
from opsplanner.results.standard import standard_fields
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.test_forms import typed
from tests.results.world import World, row

SignIn = Callable[[Account], FlaskClient]
ODD = ["9" * 28, "9" * 40, "1e30", "-1e99", "1e-99", "9" * 5000, "1e308", "NaN", "١" * 40]
NUMBERS = [
    each.key for each in standard_fields() if each.kind in ("integer", "decimal") and each.level in ("case", "line")
]


def test_every_number_of_a_sheet_may_be_odd(kz: FlaskClient) -> None:
    rows = [row(national_ref=f"KZ-{number}", **dict.fromkeys(NUMBERS, odd)) for number, odd in enumerate(ODD)]
    assert "must be at most" in post_sheet(kz, *rows)
    assert "Sent and stored" not in confirm(kz)


@pytest.mark.parametrize("odd", ODD)
def test_every_number_of_the_form_may_be_odd(world: World, sign_in: SignIn, odd: str) -> None:
    answers = typed(**dict.fromkeys(NUMBERS, odd))
    page = sign_in(world.people["kz"]).post(f"{BASE}/results/form", data=answers)
    assert page.status_code in (200, 422)
    assert "Quantity" in page.text
