"""A cell that says nothing is, in a list without "unknown" and among several answers, a blank cell."""

from __future__ import annotations

from opsplanner.records.kinds.base import Reading
from opsplanner.records.kinds.choice import ChoiceKind, CountryKind, CountryListKind
from opsplanner.results.standard import standard_fields

FIELDS = {field.key: field for field in standard_fields()}


def test_an_answer_from_a_list_without_unknown_is_blank() -> None:
    assert ChoiceKind().read("--", Reading(FIELDS["unit"])) is None
    assert CountryKind().read("N/A", Reading(FIELDS["country_departure"])) == "ZZ"


def test_none_among_several_is_blank_and_unknown_is_an_answer() -> None:
    reading = Reading(FIELDS["countries_transit"])
    assert CountryListKind().read("--", reading) is None
    assert CountryListKind().read("?", reading) == ("ZZ",)
    assert CountryListKind().read("KZ; GE", reading) == ("KZ", "GE")


def test_what_the_member_said_of_it_comes_first() -> None:
    reading = Reading(FIELDS["unit"], meanings={"--": "KGM"})
    assert ChoiceKind().read("--", reading).value == "KGM"
