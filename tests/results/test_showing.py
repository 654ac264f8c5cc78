"""Stored answers stand as the reader's language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opsplanner.records.forms import shown
from opsplanner.results.standard import standard_fields


@pytest.mark.parametrize("stored", ["1291.7", Decimal("1291.7")])
@pytest.mark.parametrize(("lang", "said"), [("en", "1,291.7"), ("fr", "1\u202f291,7")])
def test_a_quantity_is_written_in_the_language_of_the_reader(app_context: object, stored: object, lang: str, said: str):
    quantity = next(field for field in standard_fields() if field.key == "quantity")
    assert shown(quantity, stored, lang) == said
