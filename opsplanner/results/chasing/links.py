"""The signed address of a button in a mail: nothing to report, for one return, from one contact point, for some days."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from opsplanner.core.errors import Missing

LASTS = timedelta(days=14)
PURPOSE = "nothing to report, by a link in a mail"


@dataclass(frozen=True, slots=True)
class Signed:
    """What a link says: for which return it speaks, and whom it was mailed to (as a fingerprint)."""

    participation: int
    period: int
    holder: str


def sign(participation: int, period: int, address: str) -> str:
    """The token for this return and address."""
    return str(_serializer().dumps([participation, period, fingerprint(address)]))


def read(token: str) -> Signed:
    """What a token says; Missing when it was not made here, is for another purpose, or is too old."""
    try:
        participation, period, holder = _serializer().loads(token, max_age=int(LASTS.total_seconds()))
    except (BadData, ValueError, TypeError):
        raise Missing from None
    return Signed(participation, period, holder)


def fingerprint(address: str) -> str:
    """Enough of a hash to recognise an address that is known, too little to tell one that is not."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:16]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=PURPOSE)
