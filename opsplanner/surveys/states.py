"""The states of a reply and the acts that lead from one to another: what is sent is decided on, what is returned is answered by the next number."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """NONE: nothing was begun. BEGUN is the Member's alone; all others were sent at least once."""

    NONE = "none"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Act(StrEnum):
    """What may be done with a reply; the first three are the Member's."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ACCEPT = "accept"
    SEND_BACK = "send_back"


# Of a reply in a state, the acts that it takes and what it is after them.
STEPS: dict[State, dict[Act, State]] = {
    State.NONE: {Act.SAVE: State.BEGUN},
    State.BEGUN: {Act.SAVE: State.BEGUN, Act.SUBMIT: State.SUBMITTED},
    State.SUBMITTED: {Act.TAKE_BACK: State.BEGUN, Act.ACCEPT: State.ACCEPTED, Act.SEND_BACK: State.RETURNED},
    State.RETURNED: {Act.SAVE: State.RETURNED, Act.SUBMIT: State.SUBMITTED},
    State.ACCEPTED: {Act.SEND_BACK: State.RETURNED},
}


def after(state: str, act: Act) -> State | None:
    """What a reply is after an act; None where it may not be done in this state."""
    return STEPS[State(state)].get(act)


def may(state: str, act: Act) -> bool:
    """Whether an act may be done in a state."""
    return after(state, act) is not None
