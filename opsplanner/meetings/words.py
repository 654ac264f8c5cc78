"""The names, in the reader's language, of what meetings choose from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.meetings.models import (
    ActionState,
    DecisionState,
    DelegateRole,
    ItemKind,
    MeetingKind,
    MeetingState,
    Outcome,
)

KINDS = {
    MeetingKind.SEMINAR: _l("Planning seminar"),
    MeetingKind.NETWORK: _l("Network meeting"),
    MeetingKind.DEBRIEF: _l("Debrief"),
    MeetingKind.OTHER: _l("Other meeting"),
}
STATES = {
    MeetingState.PLANNED: _l("Planned"),
    MeetingState.HELD: _l("Held"),
    MeetingState.CANCELLED: _l("Cancelled"),
}
ITEM_KINDS = {
    ItemKind.INFORM: _l("For information"),
    ItemKind.DISCUSS: _l("For discussion"),
    ItemKind.DECIDE: _l("For decision"),
}
ROLES = {
    DelegateRole.HEAD: _l("Head of delegation"),
    DelegateRole.DELEGATE: _l("Delegate"),
    DelegateRole.INTERPRETER: _l("Interpreter"),
    DelegateRole.OBSERVER: _l("Observer"),
}
DECISION_STATES = {
    DecisionState.PROPOSED: _l("Proposed"),
    DecisionState.ADOPTED: _l("Adopted"),
    DecisionState.WITHDRAWN: _l("Withdrawn"),
}
OUTCOMES = {
    Outcome.PENDING: _l("Nothing reported yet"),
    Outcome.UNDER_WAY: _l("Under way"),
    Outcome.DONE: _l("Carried out"),
    Outcome.DROPPED: _l("Dropped"),
}
ACTION_STATES = {
    ActionState.OPEN: _l("Open"),
    ActionState.DONE: _l("Done"),
    ActionState.DROPPED: _l("Dropped"),
}
# Tone and sign of a state, as chips are drawn.
TONES = {
    MeetingState.PLANNED: ("blue", "due"),
    MeetingState.HELD: ("green", "check"),
    MeetingState.CANCELLED: ("slate", "dash"),
    DecisionState.PROPOSED: ("blue", "draft"),
    DecisionState.ADOPTED: ("green", "check"),
    DecisionState.WITHDRAWN: ("slate", "dash"),
    Outcome.PENDING: ("slate", "open"),
    Outcome.UNDER_WAY: ("teal", "sent"),
    Outcome.DONE: ("green", "check"),
    Outcome.DROPPED: ("slate", "dash"),
    ActionState.OPEN: ("amber", "due"),
}
# What the log of an operation says of each audit action.
ACTIONS = {
    "meeting:add": _l("Planned a meeting"),
    "meeting:change": _l("Changed a meeting"),
    "meeting:agenda": _l("Wrote the agenda of a meeting"),
    "meeting:minutes": _l("Wrote minutes of a meeting"),
    "meeting:decisions": _l("Wrote a decision of a meeting down"),
    "meeting:outcomes": _l("Told what became of a decision"),
    "meeting:actions": _l("Wrote an action of a meeting down"),
    "meeting:progress": _l("Moved an action of a meeting on"),
    "meeting:practices": _l("Kept a best practice"),
    "meeting:remove": _l("Removed something from a meeting"),
    "meeting:delegates": _l("Registered delegates"),
    "meeting:paper": _l("Added a paper to a meeting"),
    "meeting:withdraw_paper": _l("Withdrew a paper of a meeting"),
}
