"""The marked workbook of a check: the Member's own file where it can be kept, made by a throw-away process; else made anew."""

from __future__ import annotations

import importlib
import marshal
from pathlib import PurePath
from typing import Protocol, cast

from opsplanner.records.check import Checked
from opsplanner.records.child.refusal import Refused
from opsplanner.records.guard import Upload, mark_apart
from opsplanner.records.marks import Marks, marks_of
from opsplanner.records.patches import Patches
from opsplanner.records.sheet import Book

KEPT = ("xlsx", "xlsm")
# Larger files cost openpyxl more time and memory than the process is given.
MOST_BYTES = 1_500_000


class Writer(Protocol):
    """What the module that holds the heavy library offers."""

    def rewrite(self, book: Book, marks: Marks) -> bytes:
        """The workbook's bytes."""


def ending(name: str) -> str:
    """What the name of a file ends with, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def is_kept(name: str, size: int) -> bool:
    """Whether the marked workbook of a file of so many bytes is that file itself, with its formatting."""
    return ending(name) in KEPT and size <= MOST_BYTES


def marked_workbook(
    upload: Upload, book: Book, checked: Checked, patches: Patches, most_rows: int
) -> tuple[str, bytes]:
    """The ending of its name and its bytes: cells put right are in it, those left are tinted and told, in the file's language.

    Sent back as it is, it says what the check says now; nothing of what we wrote is read as data.
    """
    marks = marks_of(checked, patches, book)
    if is_kept(upload.name, len(upload.content)):
        form = ending(upload.name)
        try:
            return form, mark_apart(upload.content, form, marshal.dumps(marks.plain()), most_rows)
        except Refused:
            pass  # openpyxl could not keep it within its limits
    writer = cast(Writer, importlib.import_module("opsplanner.records.rewriting"))
    return "xlsx", writer.rewrite(book, marks)
