"""No French text breaks its line before a high mark: labels of lists, sentences of rules, words in the code, the demo."""

import ast
import csv
import json
import re
from collections.abc import Iterator
from typing import Any

import translations

# Every text of the demo: no language has a plain space before these.
PLAIN = re.compile(r" [:;!?»]|« ")


def tables() -> Iterator[tuple[str, str]]:
    """The French columns of all data files."""
    for path in translations.PACKAGE.glob("*/data/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((path.name, text) for key, text in row.items() if text and f"_{key}".endswith("_fr"))


def code() -> Iterator[tuple[str, str]]:
    """What the code says in French by itself: fr="..." and {"fr": "..."}."""
    for path in translations.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from ((path.name, text) for said in french_of(node) for text in literals(said))


def french_of(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.keyword) and node.arg == "fr":
        yield node.value
    if isinstance(node, ast.Dict):
        keyed = zip(node.keys, node.values, strict=True)
        yield from (value for key, value in keyed if isinstance(key, ast.Constant) and key.value == "fr")


def literals(said: ast.expr) -> Iterator[str]:
    yield from (each.value for each in ast.walk(said) if isinstance(each, ast.Constant) and isinstance(each.value, str))


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def demo() -> Iterator[tuple[str, str]]:
    for path in translations.PACKAGE.glob("demo/data/*.json"):
        yield from ((path.name, text) for text in strings(json.loads(path.read_text(encoding="utf-8"))))


def test_french_of_tables_and_code_is_set_as_french_is() -> None:
    found = [*tables(), *code()]
    assert len(found) > 1000
    assert [each for each in found if translations.HIGH_MARK.search(each[1])] == []


def test_texts_of_the_demo_have_no_plain_space_before_a_high_mark() -> None:
    assert [each for each in demo() if PLAIN.search(each[1])] == []
