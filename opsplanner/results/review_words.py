"""The names, in the reader's language, of what happens in a review."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.reference.units import Family

NOTE_STATES = {
    "open": _l("Open"),
    "answered": _l("Answered"),
    "settled": _l("Settled"),
}
# Sums by family of units.
TOTALS = {
    Family.MASS: _l("Total mass"),
    Family.VOLUME: _l("Total volume"),
    Family.COUNT: _l("Total in pieces"),
    Family.LENGTH: _l("Total length"),
    Family.AREA: _l("Total area"),
    Family.ACTIVITY: _l("Total activity"),
}
# The two steps back of a review: the question, what will happen, the button.
REVERSALS = {
    "release": (
        _l("Put %(reference)s back, not reviewed?"),
        _l("It is no longer locked: its Member may correct and withdraw it again, and is told."),
        _l("Put back"),
    ),
    "reopen": (
        _l("Review %(reference)s again?"),
        _l(
            "It was accepted. From now on it is locked and counts as submitted until it is accepted again; its Member is told."
        ),
        _l("Review again"),
    ),
}
# The steps of a review, in its history.
STEPS = {
    "review": _l("Taken in review"),
    "release": _l("Put back, not reviewed"),
    "accept": _l("Accepted"),
    "return": _l("Returned with notes"),
    "reopen": _l("Reviewed again"),
    "withdraw": _l("Withdrawn"),
    "replace": _l("Replaced by cases"),
}


def step_label(act: str) -> str:
    """What was done in a step of a review."""
    return str(STEPS[act])


def note_label(state: str) -> str:
    """The name of a state of a note."""
    return str(NOTE_STATES[state])
