"""How pages go out and forms come back: compressed, with a token against forged posts that compression cannot give away.

A compressed page grows or shrinks with how well a guess that it repeats matches a secret it holds (the BREACH attack),
so the token is written differently in every answer.
"""

from __future__ import annotations

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Flask, g
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect, generate_csrf

MASKED = "m."
COMPRESSED = ["text/html", "application/json", "text/calendar"]


def masked_token() -> str:
    """The token of this visit, hidden under a pad of this answer."""
    if "masked_token" not in g:
        token = generate_csrf().encode()
        pad = secrets.token_bytes(len(token))
        g.masked_token = MASKED + urlsafe_b64encode(pad + _xor(token, pad)).decode()
    return str(g.masked_token)


def unmasked(text: str) -> str:
    """The token under its pad; text that is not one comes back as it is and fails the check that follows."""
    if not text.startswith(MASKED):
        return text
    try:
        both = urlsafe_b64decode(text[len(MASKED) :])
        return _xor(both[len(both) // 2 :], both[: len(both) // 2]).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return text


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


class Protection(CSRFProtect):
    """Reads tokens as masked_token writes them."""

    def _get_csrf_token(self) -> str | None:
        sent = super()._get_csrf_token()
        return unmasked(sent) if sent else sent


def init(app: Flask) -> None:
    """Protects posts and compresses pages."""
    Protection(app)
    app.add_template_global(masked_token, "csrf_token")
    app.context_processor(lambda: {"csrf_token": masked_token})
    app.config.from_mapping(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"])
    Compress(app)
