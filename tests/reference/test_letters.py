"""Look-alike letters are named, honest Cyrillic and Greek are not accused."""

import pytest

from opsplanner.reference.letters import latin, lookalike, script


@pytest.mark.parametrize(
    ("text", "letters", "meant"),
    [("СН", "СН", "CH"), ("СSQU3054383", "С", "CSQU3054383"), ("ΑB-1", "Α", "AB-1"), ("КАЗ", None, "KAЗ")],
)
def test_a_latin_looking_text_gives_its_foreign_letters_away(text: str, letters: str | None, meant: str) -> None:
    assert lookalike(text) == letters
    assert latin(text) == meant


@pytest.mark.parametrize("text", ["CH", "кг", "морской", "", "123", "Côte"])
def test_an_honest_text_is_not_suspected(text: str) -> None:
    assert lookalike(text) is None


def test_a_letter_names_its_alphabet() -> None:
    assert [script(letter) for letter in "СΑC"] == ["cyrillic", "greek", "latin"]
