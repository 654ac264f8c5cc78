"""Codes of the trade: HS codes against the operation's edition, container numbers with their check digit."""

from __future__ import annotations

import re
from typing import Any

from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Kind, Reading, written
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sentences import Phrase
from opsplanner.records.sheet import Cell
from opsplanner.reference.containers import SHAPE, check_digit, container_number, has_right_check_digit
from opsplanner.reference.hs import EDITIONS, HsNotice, UnknownChapter, WrongShape, editions_with, known, read_hs
from opsplanner.reference.letters import latin, lookalike

NOTICES = {HsNotice.ZERO_RESTORED: "R-053", HsNotice.CUT: "R-054"}
NUMBER_ENDS = re.compile(r"[;,|\n]+")


class HsKind(Kind):
    """An HS code; the value is its first six digits, the code as given is kept beside by the check."""

    name = "hs"
    format = "@"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """An HsCode, noted with what was done to read it."""
        try:
            code = read_hs(cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else written(cell))
        except UnknownChapter as error:
            return Flaw("R-051", {"chapter": str(error)})
        except WrongShape:
            return Flaw("R-050")
        flaws = [Flaw(NOTICES[notice], {"read": code.six}) for notice in code.notices]
        if reading.edition in EDITIONS and not known(code.six, reading.edition):
            editions = editions_with(code.six)
            said = Phrase("known_in", {"editions": ", ".join(editions)}) if editions else Phrase("known_nowhere", {})
            flaws.append(Flaw("R-052", {"edition": reading.edition, "known": said, "value": code.six}))
        return Noted(code, tuple(flaws)) if flaws else code

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The digits."""
        return str(getattr(value, "whole", value))

    def sample(self, field: Field, lang: str) -> Cell:
        """Valves."""
        return "848180"


class ContainerListKind(Kind):
    """Container numbers, separated by a semicolon."""

    name = "container_list"
    format = "@"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """A tuple of numbers in the form CSQU3054383."""
        if isinstance(cell, str) and SHAPE.fullmatch(cell) and has_right_check_digit(cell):
            return (cell,)
        parts = [part for part in NUMBER_ENDS.split(written(cell)) if part.strip()]
        numbers = []
        for part in parts:
            number = container_number(part)
            if number is None:
                return _misshapen(part.strip())
            numbers.append(number)
        wrong = [number for number in numbers if not has_right_check_digit(number)]
        found = tuple(dict.fromkeys(numbers)) or None
        flaws = tuple(Flaw("R-061", {"value": number, "right": str(check_digit(number))}) for number in wrong)
        return Noted(found, flaws) if flaws else found

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The numbers, separated as they are read."""
        return "; ".join(value)

    def sample(self, field: Field, lang: str) -> Cell:
        """The number that ISO 6346 takes as its example."""
        return "CSQU3054383"


def _misshapen(text: str) -> Flaw:
    letters = lookalike(text)
    if letters and container_number(latin(text)):
        return Flaw("R-013", {"letters": ", ".join(letters), "value": text})
    return Flaw("R-060", {"value": text})
