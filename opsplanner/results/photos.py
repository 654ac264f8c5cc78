"""Photos of a case: drawn anew, so that only the picture is kept - no place, device or time that the file carried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple, cast

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core.errors import Refusal
from opsplanner.core.text import clean

MOST_PHOTOS = 6
MEDIA_TYPE = "image/jpeg"
LONGEST_NAME = 120


class Picture(NamedTuple):
    """A photo drawn anew, with the name of the file it came from: shown while it waits, and not kept with the case."""

    name: str
    jpeg: bytes


def redraw(content: bytes) -> bytes:
    """A JPEG of the picture, turned as it was meant; raises Refusal for anything else."""
    draw = cast(Callable[[bytes], bytes], import_module("opsplanner.results.redrawing").redraw)
    return draw(content)


def drawn(files: Iterable[tuple[str, bytes]]) -> tuple[list[Picture], list[LazyString]]:
    """Those of the files, by name, that are pictures, and a sentence about each that is none."""
    found, refused = [], []
    for name, content in files:
        told = clean(name)[:LONGEST_NAME]
        try:
            found.append(Picture(told, redraw(content)))
        except Refusal as reason:
            refused.append(_l("%(name)s: %(reason)s", name=told, reason=str(reason)))
    return found, refused
