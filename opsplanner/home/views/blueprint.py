"""The blueprint that Home and its calendars hang on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("home", __name__)
