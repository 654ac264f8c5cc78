"""Draws a photo anew; the library of pictures is loaded with this module, when the first photo comes."""

from __future__ import annotations

import io

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps, UnidentifiedImageError

from opsplanner.core.errors import Refusal

LONGEST = 2_000
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


def redraw(content: bytes) -> bytes:
    """A JPEG of the picture, turned as it was meant and at most LONGEST pixels on a side; raises Refusal for anything else."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal(_l("The photo is too large. Send one of at most 40 million pixels."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise Refusal(_l("This photo could not be read. Send a JPEG, PNG or WebP picture.")) from fault
    upright.thumbnail((LONGEST, LONGEST))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    drawn = io.BytesIO()
    plain.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()
