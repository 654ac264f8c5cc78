"""The blueprint that all pages of the package hang on."""

from __future__ import annotations

from flask import Blueprint

from opsplanner.participants.contact_words import hours_here, own_hours

blueprint = Blueprint("participants", __name__)
blueprint.add_app_template_filter(own_hours)
blueprint.add_app_template_filter(hours_here)
