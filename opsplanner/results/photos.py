"""Photos of a case: drawn anew, so that only the picture is kept - no place, device or time that the file carried."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

MOST_PHOTOS = 6
MEDIA_TYPE = "image/jpeg"


def redraw(content: bytes) -> bytes:
    """A JPEG of the picture, turned as it was meant; raises Refusal for anything else."""
    draw = cast(Callable[[bytes], bytes], import_module("opsplanner.results.redrawing").redraw)
    return draw(content)
