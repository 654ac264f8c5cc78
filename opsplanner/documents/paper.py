"""A printed document before it is set: headings, paragraphs, lists, tables and figures, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter under the title."""

    text: str
    level: int = 1

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "heading", "text": self.text, "level": self.level}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or with tone "note" the smaller text under a figure or table."""

    text: str
    tone: Literal["plain", "note"] = "plain"

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "paragraph", "text": self.text, "tone": self.tone}


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where others refer to its entries."""

    items: tuple[str, ...]
    numbered: bool = False

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "bullets", "items": self.items, "numbered": self.numbered}


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of chapters and of what is in them that follow in this paper, with their pages; what follows begins a new page."""

    title: str

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "contents", "title": self.title}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads repeated on every page, columns of numbers on the right; `shades` tints cells of a matrix (0 to 4)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    shades: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def as_dict(self) -> Json:
        """For the layout: shades by "row,column"."""
        shades = {f"{row},{column}": shade for (row, column), shade in self.shades.items()}
        return {
            "kind": "grid",
            "heads": self.heads,
            "rows": self.rows,
            "numbers": sorted(self.numbers),
            "shades": shades,
        }


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their texts, such as the facts of a document."""

    rows: tuple[tuple[str, str], ...]

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "pairs", "rows": self.rows}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the text for who cannot see it."""

    svg: str
    alt: str

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "picture", "svg": self.svg, "alt": self.alt}


Block = Heading | Paragraph | Bullets | Contents | Grid | Pairs | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stay on one page when they can: a figure with its heading."""

    blocks: tuple[Block, ...]

    def as_dict(self) -> Json:
        """For the layout."""
        return {"kind": "section", "blocks": [block.as_dict() for block in self.blocks]}


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document in one language; notices stand on top of every page, the footer under it."""

    title: str
    subtitle: str
    lang: str
    blocks: tuple[Block | Section, ...]
    notices: tuple[str, ...] = ()
    footer: str = ""
    page_of: str = "{n} / {of}"

    def as_dict(self) -> Json:
        """For the layout."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "lang": self.lang,
            "blocks": [block.as_dict() for block in self.blocks],
            "notices": self.notices,
            "footer": self.footer,
            "page_of": self.page_of,
        }
