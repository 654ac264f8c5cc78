"""Hostile files are refused with a sentence, and the process that was asked is unharmed."""

import os
import random
from pathlib import Path

import pytest

from opsplanner.core.text import LANGUAGES
from opsplanner.records.guard import Upload, read_sheet, receive
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Book
from tests.records import hostile

FILES = {what: (name, content, codes) for what, name, content, codes in hostile.files()}
SHEETS = Path(__file__).parent / "sheets"
CHANGED = 40


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_refused_with_a_sentence(what: str) -> None:
    name, content, expected = FILES[what]
    before = os.getpid()
    answer = read_sheet(Upload.of(name, content))
    assert os.getpid() == before
    if expected:
        assert isinstance(answer, Problem), what
        assert answer.code in expected
    if isinstance(answer, Problem):
        assert (answer.tier, answer.severity) == ("file", "error")
        assert all(sentence(answer, lang).endswith((".", "!")) for lang in LANGUAGES)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_changed_bytes_are_read_or_refused_and_never_more(name: str) -> None:
    kind = name.rpartition(".")[2]
    content = hostile.GOOD if kind == "xlsx" else (SHEETS / f"results.{kind}").read_bytes()
    places = random.Random(kind)
    for mutant in hostile.mutants(content, CHANGED, lambda _: places.randrange(len(content))):
        answer = read_sheet(Upload.of(name, mutant))
        assert isinstance(answer, Problem | Book)


def test_a_file_over_the_limit_is_refused_while_it_comes() -> None:
    taken = []

    class Endless:
        def read(self, size: int) -> bytes:
            taken.append(size)
            return bytes(size)

    answer = receive(Endless(), "a.xlsx", 1)  # type: ignore[arg-type]
    assert isinstance(answer, Problem)
    assert (answer.code, answer.params) == ("R-102", {"most": 1, "name": "a.xlsx"})
    assert sum(taken) <= 2**20 + 2**17


def test_what_comes_is_hashed() -> None:
    assert Upload.of("a.csv", b"x").sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def test_the_limit_that_is_told_is_the_one_that_was_set() -> None:
    name, content, _ = FILES["value in the last row"]
    answer = read_sheet(Upload.of(name, content), most_rows=5000)
    assert isinstance(answer, Problem)
    assert answer.params == {"most": 5000}
