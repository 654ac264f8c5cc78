"""The figures of one operation as they stand beside those of its family: the measures that every operation has, as the reader may see them."""

from __future__ import annotations

from itertools import groupby

from opsplanner.core.access import Actor, Permission
from opsplanner.core.i18n import language
from opsplanner.figures import panel, services
from opsplanner.figures.filters import Asked
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Figures
from opsplanner.reference.measures import measures


def figures(actor: Actor, operation: Operation) -> Figures | None:
    """The whole operation, unfiltered, on the usual basis; None for who has no dashboard of it."""
    if not actor.may(Permission.DASHBOARD_SEE, operation.code):
        return None
    reading = services.look(actor, operation, Asked())
    document = services.document(actor, operation, reading, keys=())
    standard = [each for each in document.measures if each.key in measures()]
    return Figures(
        freshness=tuple(panel.freshness(document, language())),
        only_own=reading.view.reader.only_own,
        measures={key: tuple(found) for key, found in groupby(standard, lambda each: each.key)},
        notes=tuple(note.to(language()) for note in document.notes),
    )
