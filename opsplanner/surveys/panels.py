"""What the pages of a programme and its networks show of training: how many workshops were held and how many persons trained."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core.access import Actor, Permission
from opsplanner.operations.models import Programme
from opsplanner.operations.overview import Count, Training
from opsplanner.surveys import services


def training(actor: Actor, programme: Programme) -> Training | None:
    """The register, narrowed to the programme; None for who may not read it."""
    if not actor.may(Permission.WORKSHOPS_SEE):
        return None
    asked = {"programme": str(programme.id)}
    total, address = services.summed(asked), url_for("surveys.workshops", programme=programme.id)
    return Training(
        address,
        (
            Count(_("Workshops held"), total.workshops, address if total.workshops else ""),
            Count(_("Organisations"), total.organisations, ""),
            Count(_("Persons trained"), total.trained, ""),
        ),
    )
