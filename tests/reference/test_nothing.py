"""The usual ways of saying "none" and "unknown" are read alike in every list, and never as the code they resemble."""

from __future__ import annotations

import pytest

from opsplanner.reference import code_list
from opsplanner.reference.nothing import nothing_said, words

SAYINGS = ["-", "--", "—", "N/A", "n.a.", "s/o", "néant", "?", "n/d", "not known", "inconnu", "Нет данных", "н/д"]


@pytest.mark.parametrize("said", SAYINGS)
def test_a_country_said_to_be_nothing_is_unknown(said: str) -> None:
    assert code_list("country").find(said) == "ZZ"


def test_a_code_stays_a_code() -> None:
    assert code_list("country").find("NA") == "NA"
    assert code_list("country").find("Namibia") == "NA"


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("transport_mode", "n/a", "9"),
        ("transport_mode", "--", "0"),
        ("customs_procedure", "néant", "none"),
        ("direction", "?", "unknown"),
        ("unit", "--", None),
    ],
)
def test_a_word_of_the_list_itself_comes_first(name: str, said: str, code: str | None) -> None:
    assert code_list(name).find(said) == code


def test_words_are_kept_as_they_are_compared() -> None:
    assert all(word == word.casefold() for word in words())
    assert not nothing_said("Niger")
