"""A table that was read goes with its preview, sealed against changes, and comes back when another of its columns is to be read."""

from __future__ import annotations

from dataclasses import astuple

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadData, URLSafeSerializer

from opsplanner.core.errors import Refusal
from opsplanner.participants.listing import Column, Listing


def seal(listing: Listing) -> str:
    """As text for a hidden field; the library packs what is long."""
    sealed = _serializer().dumps([list(map(astuple, listing.columns)), listing.rows])
    return sealed if isinstance(sealed, str) else sealed.decode()


def opened(text: str) -> Listing:
    """Back again; refuses what is not of our making."""
    try:
        columns, rows = _serializer().loads(text)
    except BadData as damaged:
        raise Refusal(_l("This list came back damaged. Send the file again.")) from damaged
    return Listing(tuple(Column(*each) for each in columns), tuple((number, cells) for number, cells in rows))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="participants-table")
