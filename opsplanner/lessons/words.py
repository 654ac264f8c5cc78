"""The words of the register: the steps a lesson takes until it is learned."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Status(StrEnum):
    """Observed, analysed, action under way, implemented, validated in an operation, embedded; or set aside with a reason."""

    OBSERVED = "observed"
    ANALYSED = "analysed"
    ACTION = "action"
    IMPLEMENTED = "implemented"
    VALIDATED = "validated"
    EMBEDDED = "embedded"
    SET_ASIDE = "set_aside"


# Until one of these is reached, somebody still has something to do.
SETTLED = (Status.VALIDATED, Status.EMBEDDED, Status.SET_ASIDE)
STATUSES = {
    Status.OBSERVED: _l("Observed"),
    Status.ANALYSED: _l("Analysed"),
    Status.ACTION: _l("Action under way"),
    Status.IMPLEMENTED: _l("Implemented, not validated"),
    Status.VALIDATED: _l("Validated"),
    Status.EMBEDDED: _l("Lesson learned"),
    Status.SET_ASIDE: _l("Set aside"),
}
STATUS_TONES = {
    Status.OBSERVED: ("slate", "open"),
    Status.ANALYSED: ("blue", "draft"),
    Status.ACTION: ("amber", "due"),
    Status.IMPLEMENTED: ("teal", "sent"),
    Status.VALIDATED: ("green", "check"),
    Status.EMBEDDED: ("green", "check"),
    Status.SET_ASIDE: ("slate", "dash"),
}
# What the log of an operation says of each audit action.
ACTIONS = {
    "lesson:add": _l("Added a lesson"),
    "lesson:change": _l("Changed a lesson"),
    "lesson:move": _l("Moved a lesson on"),
}
