"""`python -m scripts.rules` writes docs/rules.md from the catalogue of rules: every code with what it means, an example, and its sentences."""

from __future__ import annotations

from pathlib import Path

from opsplanner.records.catalogue import Rule, rules
from opsplanner.reference.nothing import words

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
TIERS = {
    "file": "The file",
    "columns": "The columns",
    "cells": "The cells",
    "cross": "Answers beside one another",
}
HEAD = """# Rules of the upload

Made from `opsplanner/records/data/sentences.csv` by `python -m scripts.rules`; a test holds it current. Codes are stable once released.
An **error** keeps its rows from being stored, a **warning** asks for a reason, a **notice** only tells. The words in braces are
filled in: `{label}` the column, `{value}` what was found, `{where}` the cells. Every sentence exists in English, French and Russian.
"""
NOTHING = """## Nothing said

Where an answer comes from a list, these are read alike (`opsplanner/reference/data/nothing.csv`): by a word the list has itself
("not applicable"), else as its "unknown", else as a blank cell. Where several answers may stand, "none" is a blank cell. Signs
count: N/A is nothing, NA is Namibia. Where a number, date, HS code, container number, or yes or no is asked, all of them are a blank
cell, never a 0: where an answer is required it is asked for. Texts are kept as they are written.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(tier) for tier in TIERS), NOTHING, *_words()])


def _section(tier: str) -> str:
    lines = [f"## {TIERS[tier]}", "", "| Code | | Example | What is said |", "|---|---|---|---|"]
    return "\n".join([*lines, *(_line(rule) for rule in rules().values() if rule.tier == tier), ""])


def _line(rule: Rule) -> str:
    said = f"{rule.sentence.to('en')}<br>{rule.sentence.to('fr')}".replace("|", "\\|")
    return f"| {rule.code} | {rule.severity} | {rule.example} | {said} |"


def _words() -> list[str]:
    """The list of what says nothing, by what it says."""
    kinds = dict.fromkeys(words().values())
    return [
        f"- {kind}: {' · '.join(f'`{word}`' for word, said in words().items() if said == kind)}" for kind in kinds
    ] + [""]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
