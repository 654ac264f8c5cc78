"""A cell that says nothing is a blank cell, or "unknown" where its list has that; a text alone is kept as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from opsplanner.core.text import Text
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Reading, read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.results.standard import standard_fields

FIELDS = {field.key: field for field in standard_fields()}
OWN = Field("own_sealed", "case", "boolean", Text.of("Sealed"))
OF_EACH_KIND = {field.kind: field for field in (*standard_fields(), OWN)}
NEVER_LISTED = ("integer", "decimal", "date", "hs", "container_list", "boolean")
SAYINGS = ["N/A", "n/a", "s.o.", "н/д", "-", "--", "—", "?", "NULL", "nan", "0000-00-00", "R.A.S.", "Отсутствует"]


def read(key: str, written: str, **known: Any) -> Any:
    field = FIELDS[key]
    return read_value(kind_of(field.kind), written, Reading(field, **known))


@pytest.mark.parametrize("written", SAYINGS)
@pytest.mark.parametrize("kind", NEVER_LISTED)
def test_nothing_among_numbers_days_and_codes_is_a_blank_cell(kind: str, written: str) -> None:
    assert read_value(kind_of(kind), written, Reading(OF_EACH_KIND[kind])) is None


def test_what_can_be_read_is_never_nothing() -> None:
    assert read("gross_weight_kg", "0") is not None
    assert read_value(kind_of("boolean"), "нет", Reading(OF_EACH_KIND["boolean"])) is False
    assert read("description", "N/A") == "N/A"
    assert read("hs_code", "#N/A").code == "R-015"


def test_an_answer_from_a_list_without_unknown_is_blank() -> None:
    assert read("unit", "--") is None
    assert read("country_departure", "N/A") == "ZZ"


def test_none_among_several_is_blank_and_unknown_is_an_answer() -> None:
    assert read("countries_transit", "--") is None
    assert read("countries_transit", "?") == ("ZZ",)
    assert read("countries_transit", "KZ; GE") == ("KZ", "GE")


def test_what_the_member_said_of_it_comes_first() -> None:
    assert read("unit", "--", meanings={"--": "KGM"}).value == "KGM"
