"""The papers about the house: every link leads somewhere, every promised command and setting is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from tests.architecture.source import ROOT

PAPERS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")


def promised() -> list[str]:
    """The commands of the contract's table, by the words before their options."""
    rows = re.findall(r"(?m)^\| (`.*?) \|", CONTRACT)
    commands = [command for row in rows for command in re.findall(r"`([a-z][^`]*)`", row)]
    return [re.match(r"[a-z-]+( [a-z-]+)?", command)[0] for command in commands]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(paper: Path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("words", promised())
def test_every_promised_command_is_there(application: Flask, words: str):
    found: click.Command = application.cli
    for word in words.split():
        assert isinstance(found, click.Group)
        assert word in found.commands
        found = found.commands[word]


def test_every_setting_is_explained():
    sources = [*(ROOT / "opsplanner" / "config").glob("*.py"), ROOT / "scripts" / "run.py"]
    read = set(re.findall(r"\"(OPSPLANNER_[A-Z_]+|DEMO|PORT)\"", " ".join(map(Path.read_text, sources))))
    explained = re.findall(r"(?m)^# (\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"))
    assert read | {"OPSPLANNER_WORKERS"} == set(explained)
    assert len(explained) == len(set(explained))


def test_every_setting_of_the_example_reaches_the_containers():
    named = set(re.findall(r"(?m)^# (OPSPLANNER_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8")))
    image = re.findall(r"(OPSPLANNER_\w+)=", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    handed_on = re.findall(
        r"\$\{(OPSPLANNER_\w+)|(OPSPLANNER_\w+):", (ROOT / "compose.yaml").read_text(encoding="utf-8")
    )
    assert named - set(image) == {name for pair in handed_on for name in pair if name} - {"OPSPLANNER_HOST"}
