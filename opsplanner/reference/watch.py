"""The strategic watch list: HS headings under which strategic goods often travel, a help to look closer, never a finding.

The headings follow the subject of the WCO's STCE Implementation Guide; the choice and the wording are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from opsplanner.core.text import LANGUAGES, Text
from opsplanner.reference.data import rows


@dataclass(frozen=True, slots=True)
class Watched:
    """A heading or subheading, why it is watched, and the strategic class (a code of "strategic_class") most often meant."""

    code: str
    label: Text
    strategic_class: str


@cache
def watch_list() -> dict[str, Watched]:
    """Every entry by its HS code, in the order of the HS."""
    return {
        row["code"]: Watched(row["code"], Text.read({lang: row[f"label_{lang}"] for lang in LANGUAGES}), row["class"])
        for row in rows("hs_watch")
    }


def watched(code: str) -> Watched | None:
    """The entry that covers an HS code: its own, else its heading's; None when it is not watched."""
    return watch_list().get(code[:6]) or watch_list().get(code[:4])
