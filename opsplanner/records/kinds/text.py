"""Free text: cleaned of invisible marks, limited in length; numbers and dates are taken as they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import is_normalized

from opsplanner.core.text import clean
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Kind, Reading, written
from opsplanner.records.problem import Flaw
from opsplanner.records.sheet import Cell

# Longer answers keep their paragraphs.
PARAGRAPHS_FROM = 1000
LINE_ENDS = re.compile(r"\r\n?|\n|\u2028|\u2029")


class TextKind(Kind):
    """A text of at most `limits.length` characters."""

    name = "text"
    format = "@"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """The text without odd spaces and marks."""
        most = reading.field.limits.length
        long = most is not None and most >= PARAGRAPHS_FROM and isinstance(cell, str)
        text = "\n".join(map(clean, LINE_ENDS.split(str(cell)))).strip() if long else written(cell)
        if most is not None and len(text) > most:
            return Flaw("R-014", {"most": most, "length": len(text)})
        return text or None

    def show(self, value: Any, lang: str, field: Field) -> str:
        """The text itself."""
        return str(value)

    def sample(self, field: Field, lang: str) -> Cell:
        """The field's own example, else its name, short enough for any limit."""
        return (field.example.to(lang) or field.label.to(lang))[: field.limits.length or 60]

    def read_at_once(self, values: Sequence[Cell], reading: Reading) -> list[Any] | None:
        """Texts without anything odd in them are taken as they are: thousands of descriptions in a moment."""
        if set(map(type, values)) != {str}:
            return None
        texts: list[Any] = list(values)
        most = reading.field.limits.length
        if most is not None and max(map(len, texts), default=0) > most:
            return None
        return [text or None for text in texts] if is_plain(texts) else None


class AttachmentKind(TextKind):
    """Files kept beside the answers: asked in forms alone; its answer is the names of the files."""

    name = "attachment"

    def sample(self, field: Field, lang: str) -> Cell:
        """Nothing: a sheet holds no files."""
        return None


def is_plain(texts: list[str]) -> bool:
    """Whether cleaning would change none of these texts, and none tells of a failed formula."""
    joined = "\n".join(texts)
    if "#" in joined or "Err:" in joined or not "".join(texts).isprintable():
        return False
    if "  " in joined or " \n" in joined or "\n " in joined or joined != joined.strip(" "):
        return False
    return joined.isascii() or is_normalized("NFC", joined)
