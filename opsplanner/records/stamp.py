"""The stamp on a generated sheet: whose it is, for which operation, from which version of the template, in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opsplanner.core.numbers import whole
from opsplanner.core.text import clean
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book
from opsplanner.records.template import STAMP_SHEET, Template
from opsplanner.reference import code_list

MOST_ENTRIES = 40
DRAFT = "draft"
PRACTICE = "practice"
# The sheet of another operation, of another Member, of a draft: not to be sent at all.
FOREIGN = ("R-125", "R-126", "R-135")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands on the very hidden sheet `_meta`; empty where it says nothing."""

    operation: str = ""
    member: str = ""
    version: int = 0
    language: str = ""
    kind: str = ""
    draft: bool = False

    @classmethod
    def of(cls, template: Template, language: str) -> Stamp:
        """The stamp of a sheet made from a template."""
        return cls(template.operation, template.member, template.version, language, template.kind, template.draft)

    @property
    def practice(self) -> bool:
        """Whether its cases are invented, to be sent in a rehearsal only."""
        return self.kind == PRACTICE

    def entries(self) -> dict[str, str]:
        """The rows of the sheet `_meta`."""
        return {
            "operation": self.operation,
            "member": self.member,
            "version": str(self.version),
            "language": self.language,
            "kind": self.kind,
            **({"state": DRAFT} if self.draft else {}),
        }


NO_STAMP = Stamp()


def read_stamp(book: Book) -> Stamp:
    """The stamp of a file, empty when it has none."""
    sheet = next((each for each in book.sheets if each.name == STAMP_SHEET and len(each.columns) >= 2), None)
    if sheet is None:
        return NO_STAMP
    keys, values = sheet.columns[:2]
    said = {written(keys.cell(row)): written(values.cell(row)) for row in range(min(sheet.length, MOST_ENTRIES))}
    return Stamp(
        said.get("operation", ""),
        said.get("member", ""),
        whole(said.get("version", "")) or 0,
        said.get("language", ""),
        said.get("kind", ""),
        said.get("state") == DRAFT,
    )


def check_stamp(stamp: Stamp, template: Template) -> Iterator[Problem]:
    """The sheet of another operation or Member, or of a draft, is refused by name; another version is only told."""
    if stamp.draft and not template.draft:
        yield Problem.of("R-135", params={"here": template.operation})
        return
    elsewhere = bool(stamp.operation) and clean(stamp.operation) != template.operation
    if elsewhere:
        yield Problem.of("R-125", params={"found": stamp.operation, "here": template.operation})
    if stamp.member and template.member and stamp.member != template.member:
        yield Problem.of("R-126", params={"found": _member(stamp.member), "here": _member(template.member)})
    if stamp.version and not elsewhere and stamp.version != template.version:
        yield Problem.of("R-127", params={"found": stamp.version, "here": template.version})


def _member(code: str) -> object:
    countries = code_list("country").codes
    return countries[code].label if code in countries else code
