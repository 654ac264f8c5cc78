"""What a reviewer should look at first: a remark is a plain value, its sentence is made by whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Severity(IntEnum):
    """The order in which remarks are looked at."""

    DOUBT = 0
    CARE = 1
    NOTICE = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is unusual. `kind` is a key of remarks.words; `case_id` None: about the whole submission; `line` 0: the case.

    `params` fill the sentence: numbers, days and texts as they are (whoever shows it writes them in the reader's language). `pair`
    is the possible duplicate that it is about.
    """

    kind: str
    severity: Severity
    case_id: int | None = None
    line: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)
    pair: int | None = None
