"""The fixed words are there in French, keep their parts, and are typeset as French is."""

import re
from decimal import Decimal

import pytest

from opsplanner.core.text import Text
from opsplanner.documents import words

SENTENCES = {name: value for name, value in vars(words).items() if isinstance(value, Text)}
SENTENCES |= {f"BASES[{key}]": text for key, text in words.BASES.items()}
SYMBOLS = {f"UNITS[{key}]": text for key, text in words.UNITS.items()}


@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_has_its_french(name: str) -> None:
    assert SENTENCES[name].has("fr")


@pytest.mark.parametrize("name", SENTENCES)
def test_the_french_keeps_every_part(name: str) -> None:
    parts = [sorted(re.findall(r"%\(\w+\)s", SENTENCES[name].to(lang))) for lang in ("en", "fr")]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("name", {**SENTENCES, **SYMBOLS})
def test_the_french_is_typeset_as_french(name: str) -> None:
    text = {**SENTENCES, **SYMBOLS}[name].to("fr")
    assert "'" not in text
    assert not re.search(r"(?<!\u00a0)[:;!?»]", text)


def test_units_without_words_stand_for_themselves() -> None:
    assert words.unit("EUR", "fr") == "EUR"
    assert words.unit_mark("count", "fr") == ""
    assert words.unit("persons", "fr") == "personnes"


def test_a_unit_after_one_is_singular_and_plural_where_no_number_is() -> None:
    one, zero = Decimal(1), Decimal(0)
    assert [words.unit_mark("pieces", "en", value) for value in (one, zero, None)] == ["piece", "pieces", "pieces"]
    assert [words.unit_mark("persons", "fr", value) for value in (one, zero, None)] == ["personne"] * 2 + ["personnes"]
    assert words.unit_mark("kg", "en", one) == "kg"
