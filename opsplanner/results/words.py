"""The names, in the reader's language, of the states and ways of reporting."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.results.audience import Group
from opsplanner.results.models import Channel, FixKind, Handling, SubmissionState
from opsplanner.results.returns import ReturnState

RETURN_STATES = {
    ReturnState.NOT_DUE: _l("Not due"),
    ReturnState.DUE: _l("Due"),
    ReturnState.OVERDUE: _l("Overdue"),
    ReturnState.DRAFT: _l("Draft"),
    ReturnState.RETURNED: _l("Returned"),
    ReturnState.SUBMITTED: _l("Submitted"),
    ReturnState.IN_REVIEW: _l("In review"),
    ReturnState.ACCEPTED: _l("Accepted"),
    ReturnState.NIL_SUBMITTED: _l("Nil"),
    ReturnState.NIL_ACCEPTED: _l("Nil, accepted"),
    ReturnState.EXCUSED: _l("Excused"),
}
SUBMISSION_STATES = {
    SubmissionState.SUBMITTED: _l("Submitted"),
    SubmissionState.IN_REVIEW: _l("In review"),
    SubmissionState.ACCEPTED: _l("Accepted"),
    SubmissionState.RETURNED: _l("Returned"),
    SubmissionState.WITHDRAWN: _l("Withdrawn"),
}
CHANNELS = {
    Channel.SHEET: _l("Sheet"),
    Channel.FORM: _l("Form"),
    Channel.NIL: _l("Nothing to report"),
    Channel.EFFORT: _l("Effort"),
}
HANDLING = {
    Handling.RED: _l("RED: only your own people, and the persons you name"),
    Handling.STRICT: _l("AMBER+STRICT: your own people, your reviewer and the lead planner"),
    Handling.AMBER: _l("AMBER: the same, the secretariat and your liaison office"),
    Handling.GREEN: _l("GREEN: the same, and those whom the sharing rule of the operation names"),
    Handling.CLEAR: _l("CLEAR: the same, all participants, and public exports after any embargo"),
}
FIX_KINDS = {
    FixKind.TYPED: _l("Cells typed"),
    FixKind.PASTED: _l("Cells pasted"),
    FixKind.REPLACED: _l("Value replaced"),
    FixKind.LEFT_OUT: _l("Row left out"),
}
READERS = {
    Group.OWN: _l("the Member’s own people"),
    Group.NAMED: _l("named"),
    Group.REVIEWER: _l("reviewer"),
    Group.PLANNER: _l("lead planner"),
    Group.SECRETARIAT: _l("secretariat"),
    Group.RILO: _l("liaison office"),
    Group.SHARED: _l("sharing rule of the operation"),
    Group.EVERYONE: _l("participant"),
}
# What the board says of a participation as a whole.
SPOKEN = {
    "invited": _l("Invited"),
    "declined": _l("Declined"),
    "withdrawn": _l("Withdrawn"),
    "accepted": _l("Accepted"),
    "reported": _l("Reported"),
    "nil": _l("Nil"),
    "silent": _l("Silent"),
}
# What the log of an operation says of each audit action.
ACTIONS = {
    "template:publish": _l("Published the result template"),
    "results:submit": _l("Submitted results"),
    "results:nil": _l("Reported nothing found"),
    "results:draft": _l("Kept a draft"),
    "results:discard": _l("Discarded a draft"),
    "results:withdraw": _l("Withdrew a submission"),
    "results:withdraw_case": _l("Withdrew a case"),
    "results:review": _l("Took results in review"),
    "results:accept": _l("Accepted results"),
    "results:return": _l("Returned results"),
}


def return_label(state: str) -> str:
    """The name of a state of a return."""
    return str(RETURN_STATES[ReturnState(state)])


def submission_label(state: str) -> str:
    """The name of a state of a submission."""
    return str(SUBMISSION_STATES[SubmissionState(state)])


def channel_label(channel: str) -> str:
    """How a delivery came."""
    return str(CHANNELS[Channel(channel)])


# Which comes first in 03/04/2018.
ORDERS = {"dmy": _l("Day, month, year"), "mdy": _l("Month, day, year")}
