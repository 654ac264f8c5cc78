"""The one catalogue of rules: each code with its tier, severity, an example and its sentence in every language, as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from opsplanner.core.text import LANGUAGES, Text

Tier = Literal["file", "columns", "cells", "cross"]
Severity = Literal["error", "warning", "notice"]
FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue; its sentence holds {placeholders}."""

    code: str
    tier: Tier
    severity: Severity
    example: str
    sentence: Text


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of sentences.csv."""
    return {
        row["code"]: Rule(
            row["code"], cast(Tier, row["tier"]), cast(Severity, row["severity"]), row["example"], _text(row)
        )
        for row in _rows("sentences")
    }


@cache
def titles() -> Mapping[str, Text]:
    """A few words for each rule that leaves cells to be put right: what a group of problems is called."""
    return {row["code"]: _text(row) for row in _rows("titles")}


@cache
def phrases() -> Mapping[str, Text]:
    """The phrases that sentences are put together from."""
    return {row["key"]: _text(row) for row in _rows("phrases")}


@cache
def workbook_texts() -> Mapping[str, Text]:
    """What generated workbooks say beside the labels of their fields."""
    return {row["key"]: _text(row) for row in _rows("workbook")}


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By the key of a standard field, what else people write above its column: enough to offer it, not to take it."""
    return {row["key"]: tuple(name for lang in LANGUAGES for name in row[lang].split("|")) for row in _rows("synonyms")}


def _text(row: Mapping[str, str]) -> Text:
    return Text.read({lang: row[lang] for lang in LANGUAGES})


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
