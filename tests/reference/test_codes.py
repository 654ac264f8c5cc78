"""A code list finds what is beyond doubt, suggests what is likely, and never takes a guess for an answer."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.text import LANGUAGES
from opsplanner.reference import code_list
from opsplanner.reference.codes import FILES, key
from opsplanner.reference.data import rows

LISTS = (*dict.fromkeys(row["list"] for row in rows("code_lists")), *FILES)


@pytest.mark.parametrize("name", LISTS)
def test_no_spelling_names_two_codes_of_a_list(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for code in code_list(name).codes.values():
        for texts in code.spellings():
            for text in texts:
                owners[key(text)].add(code.code)
    assert {spelling: codes for spelling, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", LISTS)
def test_every_code_has_its_three_labels_and_is_found_by_each(name: str) -> None:
    codes = code_list(name)
    for code in codes.codes.values():
        assert codes.find(code.code.lower()) == code.code
        for lang in LANGUAGES:
            assert code.label.has(lang), (name, code.code, lang)
            assert codes.find(codes.label(code.code, lang).upper()) == code.code


@pytest.mark.parametrize("file", ["aliases", "country_aliases"])
def test_every_alias_belongs_to_a_code_that_exists(file: str) -> None:
    for row in rows(file):
        assert not row["code"] or row["code"] in code_list(row.get("list", "country")).codes, row


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("unit", "KG", "KGM"),
        ("unit", " kgs. ", "KGM"),
        ("unit", "kilogrammes", "KGM"),
        ("unit", "кг", "KGM"),
        ("unit", "pcs", "H87"),
        ("unit", "шт", "H87"),
        ("unit", "m²", "MTK"),
        ("unit", "M3", "MTQ"),
        ("unit", "тыс. шт.", "MIL"),
        ("unit", "796", "H87"),
        ("country", "Iran", "IR"),
        ("country", "kg", "KG"),
        ("country", "KAZ", "KZ"),
        ("country", "Kirghizistan", "KG"),
        ("country", "TURQUIE", "TR"),
        ("country", "Türkiye", "TR"),
        ("country", "U.A.E.", "AE"),
        ("country", "cote d ivoire", "CI"),
        ("country", "Россия", "RU"),
        ("transport_mode", "Sea", "1"),
        ("transport_mode", "mer", "1"),
        ("transport_mode", "море", "1"),
        ("transport_mode", "1.0", "1"),
        ("transport_mode", "truck", "3"),
        ("transport_mode", "avion", "4"),
        ("commodity_class", "Héroïne", "drugs"),
        ("handling", "tlp amber strict", "AMBER+STRICT"),
        ("currency", "евро", "EUR"),
    ],
)
def test_a_usual_spelling_is_found(name: str, written: str, code: str) -> None:
    assert code_list(name).find(written) == code


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("commodity_class", "Cocain", "drugs"),
        ("commodity_class", "Cocaine powder 2 kg", "drugs"),
        ("commodity_class", "сигареты Marlboro", "tobacco"),
        ("transport_mode", "Maritme", "1"),
        ("country", "Uzbekstan", "UZ"),
        ("country", "Kazachstan", "KZ"),
        ("country", "СН", "CH"),
        ("country", "République de Namibie", "NA"),
        ("country", "Uzbekistan (Tashkent)", "UZ"),
        ("commodity_class", "other goods", "other"),
        ("unit", "kilogrms", "KGM"),
    ],
)
def test_a_nearly_right_word_is_suggested_but_not_found(name: str, written: str, code: str) -> None:
    assert code_list(name).find(written) is None
    assert code_list(name).suggest(written) == code


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("country", "Iram"),
        ("country", "AB"),
        ("commodity_class", "zzzz"),
        ("commodity_class", "drugs and tobacco"),
        ("country", "China / Hong Kong"),
        ("country", "SAINT MARTIN"),
        ("country", "USSR"),
        ("record_kind", "No seizure"),
        ("unit", "mBq"),
        ("unit", ""),
    ],
)
def test_a_word_that_could_be_several_or_none_is_not_suggested(name: str, written: str) -> None:
    assert code_list(name).suggest(written) is None


@pytest.mark.parametrize("doubtful", ["mBq", "Mg", "мБк"])
def test_a_prefix_that_changes_a_quantity_a_millionfold_is_not_guessed(doubtful: str) -> None:
    assert code_list("unit").find(doubtful) is None


def test_a_dot_between_digits_is_not_dropped() -> None:
    assert code_list("hs_chapter").find("8.4") is None


def test_a_code_that_is_not_in_the_list_stands_for_itself() -> None:
    assert code_list("unit").label("XYZ", "fr") == "XYZ"


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        code_list("colour")


@given(st.sampled_from(LISTS), st.text(max_size=40))
def test_any_text_is_answered_with_a_code_of_the_list_or_none(name: str, text: str) -> None:
    codes = code_list(name)
    assert codes.find(text) in {*codes.codes, None}
    assert codes.suggest(text) in {*codes.codes, None}
