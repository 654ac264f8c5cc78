"""Every rule has its sentence in every language: what to do, what was found, where; never a developer's word."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import scripts.rules
from opsplanner.core.text import LANGUAGES, Text
from opsplanner.records.catalogue import phrases, rules
from opsplanner.records.condition import Condition
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import because, sentence, shown, where
from tests.records.support import grid, only, rows, take
from tests.spreadsheets import csv_of

ROOT = Path(__file__).parent.parent.parent
NEVER = re.compile(r"\b(invalid|illegal|null|NaN|constraint|schema|undefined|invalide|illégal)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("code", rules())
def test_a_rule_says_the_same_in_every_language(code: str) -> None:
    sentences = rules()[code].sentence
    asked = {lang: set(PLACEHOLDER.findall(sentences.to(lang))) for lang in LANGUAGES}
    assert all(sentences.has(lang) for lang in LANGUAGES)
    assert asked["en"] == asked["fr"] == asked["ru"]
    assert not any(NEVER.search(sentences.to(lang)) for lang in LANGUAGES)
    assert rules()[code].example


@pytest.mark.parametrize("key", phrases())
def test_a_phrase_says_the_same_in_every_language(key: str) -> None:
    texts = phrases()[key]
    asked = {lang: set(PLACEHOLDER.findall(texts.to(lang))) for lang in LANGUAGES}
    assert asked["en"] == asked["fr"] == asked["ru"]


def test_the_page_of_rules_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == scripts.rules.page()


def test_a_sentence_says_what_to_do_what_was_found_where_and_what_was_meant() -> None:
    checked = take(csv_of(grid(rows({}, {"commodity_class": "Cocain"}, {"commodity_class": "Cocain"}))))
    problem = only(checked, "R-012")
    assert sentence(problem, "en") == (
        "Choose Commodity class from the list. We found ‘Cocain’ in J3, J4. Did you mean ‘Drugs’?"
    )
    assert sentence(problem, "fr") == (
        "Choisissez «\u00a0Catégorie de marchandise\u00a0» dans la liste. Nous avons lu «\u00a0Cocain\u00a0» en J3, J4. "
        "Vouliez-vous dire «\u00a0Stupéfiants\u00a0»\u00a0?"
    )


def test_a_condition_is_told_in_words() -> None:
    checked = take(csv_of(grid(rows({}, {"quantity": "", "unit": ""}))))
    assert sentence(only(checked, "R-011"), "en") == (
        "Enter Quantity in L3: it is needed because Kind of result is Detention / suspension or Seizure."
    )


def test_places_are_named_as_the_person_sees_them() -> None:
    cells = tuple(f"D{row}" for row in range(2, 7))
    assert where(Problem.of("R-010", sheet="Results", cells=cells), "en") == "Results!D2, D3, D4 and 2 more"
    assert where(Problem.of("R-128", sheet="Results", rows=(9,)), "fr") == "Results, ligne 9"
    assert where(Problem.of("R-010"), "fr") == "ce formulaire"


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    assert shown(Decimal("1234.5"), "en") == "1,234.5"
    assert shown(Decimal("1234.5"), "fr") == "1\u202f234,5"
    assert shown(date(2018, 4, 3), "fr") == "3 avril 2018"
    assert shown(True, "ru") == "да"
    assert shown("x" * 100, "en") == "x" * 59 + "…"


def test_a_condition_on_one_of_two_fields_names_both() -> None:
    labels = {"a": Text.of("Value"), "b": Text.of("Duties")}
    assert shown(because(Condition.parse("with a|b"), labels, {}), "en") == "Value or Duties is given"
