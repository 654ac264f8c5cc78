"""Everything a person reads has the apostrophe of print: data, templates, the demo and the fixed words of exports."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OURS = Path(__file__).resolve().parents[1] / "opsplanner"
TYPED = re.compile(r"[^\W\d_]'[^\W\d_]")
SHOWN = re.compile(r"((label|definition|help)_)?(en|fr|ru)")
SPELLINGS = {"synonyms.csv"}  # what people type, not what they read
NOT_SHOWN = re.compile(r"\{#.*?#\}|\{%.*?%\}|<script.*?</script>", re.DOTALL)


def in_tables() -> Iterator[tuple[str, str]]:
    for path in OURS.rglob("data/*.csv"):
        if path.name in SPELLINGS:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((path.name, text or "") for name, text in row.items() if SHOWN.fullmatch(name or ""))


def in_demo_data() -> Iterator[tuple[str, str]]:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            value = list(value.values())
        yield from (each for one in value for each in texts(one)) if isinstance(value, list) else [str(value)]

    for path in OURS.rglob("data/*.json"):
        yield from ((path.name, text) for text in texts(json.loads(path.read_text("utf-8"))))


def in_templates() -> Iterator[tuple[str, str]]:
    for path in OURS.rglob("templates/**/*.html"):
        yield path.name, NOT_SHOWN.sub("", path.read_text("utf-8"))


def in_code() -> Iterator[tuple[str, str]]:
    """The texts of `Text.of`, wherever it stands, and every text of the demo that is no docstring."""
    for path in OURS.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told: list[ast.AST] = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text.of"
        ]
        if path.parent.name == "demo":
            told += [node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.Call | ast.Return)]
        for node in told:
            strings = (
                each for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            yield from ((path.name, each.value) for each in strings)


def test_every_apostrophe_is_that_of_print() -> None:
    found = [*in_tables(), *in_demo_data(), *in_templates(), *in_code()]
    assert len(found) > 3000
    typed = {(name, TYPED.search(text)[0], text[:120]) for name, text in found if TYPED.search(text)}  # type: ignore[index]
    assert typed == set()
