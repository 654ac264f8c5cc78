"""The names, in the reader's language, of the states and ways of reporting."""

from __future__ import annotations

from functools import lru_cache

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from opsplanner.core.i18n import number, percent
from opsplanner.results.audience import Group
from opsplanner.results.models import Channel, Handling, RequestState, Step, SubmissionState, Verdict
from opsplanner.results.returns import Return, ReturnState

RETURN_STATES = {
    ReturnState.NOT_DUE: _l("Not due"),
    ReturnState.DUE: lazy_pgettext("state", "Due"),
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
    SubmissionState.REPLACED: _l("Replaced by cases"),
}
VERDICTS = {
    Verdict.OPEN: _l("To decide"),
    Verdict.SAME: _l("One case"),
    Verdict.DIFFERENT: _l("Not the same"),
}
COUNT_ONCE, APART = _l("One case: count once, credit both"), _l("Not the same: count both")
# What may be decided of a pair, as it stands.
WAYS_OUT = {
    Verdict.OPEN: {Verdict.SAME: COUNT_ONCE, Verdict.DIFFERENT: APART},
    Verdict.SAME: {Verdict.OPEN: _l("Undecided again: count both"), Verdict.DIFFERENT: APART},
    Verdict.DIFFERENT: {Verdict.OPEN: _l("Undecided again: count both"), Verdict.SAME: COUNT_ONCE},
}
DECIDED = {
    Verdict.OPEN: _l("The decision is taken back; both cases count."),
    Verdict.SAME: _l("The two cases count once, and are credited to both Members."),
    Verdict.DIFFERENT: _l("Both cases count; the pair is not shown again."),
}
CHANNELS = {
    Channel.SHEET: _l("Sheet"),
    Channel.FORM: _l("Form"),
    Channel.NIL: _l("Nothing to report"),
    Channel.EFFORT: _l("Effort"),
    Channel.UPDATE: _l("Update after acceptance"),
}
HANDLING = {
    Handling.RED: _l("RED: only your own people, and the persons you name"),
    Handling.STRICT: _l("AMBER+STRICT: your own people, your reviewer and the lead planner"),
    Handling.AMBER: _l("AMBER: the same, the secretariat and your liaison office"),
    Handling.GREEN: _l("GREEN: the same, and those whom the sharing rule of the operation names"),
    Handling.CLEAR: _l("CLEAR: the same, all participants, and public exports after any embargo"),
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
REQUEST_STATES = {
    RequestState.ASKED: _l("Asked"),
    RequestState.GRANTED: _l("Granted"),
    RequestState.REFUSED: _l("Refused"),
    RequestState.WITHDRAWN: _l("Withdrawn"),
}
TERMS = {
    "extend": _l("More time: a later due time"),
    "excuse": _l("Excused: no return is expected"),
    "take_back": _l("The usual due time again: takes back more time or an excuse"),
}
# A return sent back for correction has no due time of its own: whether it came on time is settled by what came first.
CORRECTION = {
    True: _l("Returned for correction: there is no new due time, send it when it is ready. It counts as on time, because what came first was."),
    False: _l("Returned for correction: there is no new due time, send it when it is ready. It counts as late, because what came first was."),
}  # fmt: skip
NO_NEW_DUE_TIME = _l("no new due time")
# What is wrong in each case of the practice sheet (results/practice/planted.py).
PLANTED = {
    1: _l("a word that is not in the list; the right one is offered"),
    2: _l("a day that does not exist"),
    3: _l("words instead of a date"),
    4: _l("a day that has not come"),
    5: _l("a seizure without a quantity"),
    6: _l("words instead of a number"),
    7: _l("less than nothing"),
    8: _l("kilograms in the quantity, pieces in the unit"),
    9: _l("a required cell left blank"),
    10: _l("a country code in Cyrillic letters that look Latin"),
    11: _l("a country that does not exist"),
    12: _l("an alert without its reference: a warning, to be explained or completed"),
    13: _l("a commodity code of three digits"),
    14: _l("no container number"),
}
PROGRESS = {
    "waiting": _l("Not seen yet"),
    "found": _l("Found, waits for you"),
    "fixed": _l("Put right, not sent"),
    "sent": _l("Put right and sent"),
}
# The names of the numbers of counting.Counts, in their order.
NUMBERS = (_l("Expected"), _l("Received"), _l("On time"), _l("Accepted"), _l("Nil"), _l("Silent"), _l("Excused"))
# The signs of the board in the order of their key.
LEGEND = (
    (ReturnState.ACCEPTED, RETURN_STATES[ReturnState.ACCEPTED]),
    (ReturnState.SUBMITTED, RETURN_STATES[ReturnState.SUBMITTED]),
    (ReturnState.IN_REVIEW, RETURN_STATES[ReturnState.IN_REVIEW]),
    (ReturnState.RETURNED, RETURN_STATES[ReturnState.RETURNED]),
    (ReturnState.NIL_SUBMITTED, RETURN_STATES[ReturnState.NIL_SUBMITTED]),
    (ReturnState.OVERDUE, RETURN_STATES[ReturnState.OVERDUE]),
    (ReturnState.DUE, RETURN_STATES[ReturnState.DUE]),
    (ReturnState.DRAFT, RETURN_STATES[ReturnState.DRAFT]),
    (ReturnState.EXCUSED, RETURN_STATES[ReturnState.EXCUSED]),
    (ReturnState.NOT_DUE, RETURN_STATES[ReturnState.NOT_DUE]),
)
STEPS = {
    Step.BEFORE: _l("two working days before it is due"),
    Step.MORNING: _l("on the morning it is due"),
    Step.AFTER: _l("one day after"),
    Step.AGAIN: _l("three days after"),
    Step.BY_HAND: _l("by hand"),
}
# What the log of an operation says of each audit action.
ACTIONS = {
    "results:differences": _l("Asked for the differences of two versions as a workbook"),
    "results:differences_made": _l("Made the workbook of differences"),
    "duplicates:find": _l("Found what two Members may both have told"),
    "duplicates:decide": _l("Decided whether two cases are one"),
    "duplicates:days": _l("Chose how close duplicates must be"),
    "template:publish": _l("Published the result template"),
    "template:draft": _l("Changed the draft of the template"),
    "template:undo": _l("Took back a change to the draft of the template"),
    "template:discard": _l("Threw away the draft of the template"),
    "results:submit": _l("Submitted results"),
    "results:nil": _l("Reported nothing found"),
    "results:draft": _l("Kept a draft"),
    "results:letters": _l("Chose how the letters of a file are read"),
    "results:discard": _l("Discarded a draft"),
    "results:withdraw": _l("Withdrew a submission"),
    "results:withdraw_case": _l("Withdrew a case"),
    "results:replace": _l("Replaced a nil return by cases"),
    "results:review": _l("Took results in review"),
    "results:accept": _l("Accepted results"),
    "results:return": _l("Returned results"),
    "results:reopen": _l("Reviewed accepted results again"),
    "results:release": _l("Put results back from review"),
    "results:reduce": _l("Kept of a file only what was imported"),
    "results:note": _l("Wrote a note on results"),
    "results:reply": _l("Answered a note on results"),
    "results:settle": _l("Settled a note on results"),
    "results:update": _l("Updated legal outcome or disposition"),
    "returns:extend": _l("Gave more time"),
    "returns:excuse": _l("Excused from reporting"),
    "returns:take_back": _l("Took back more time or an excuse"),
    "returns:ask": _l("Asked for more time"),
    "returns:unask": _l("Withdrew a request for more time"),
    "returns:grant": _l("Granted more time"),
    "returns:refuse": _l("Refused more time"),
    "returns:remind": _l("Sent a reminder"),
    "returns:contact": _l("Noted a contact"),
    "returns:switch": _l("Switched automatic reminders"),
    "practice:reset": _l("Threw away practice data"),
}


def return_label(state: str) -> str:
    """The name of a state of a return."""
    return str(RETURN_STATES[ReturnState(state)])


def correction_label(owes: Return) -> str:
    """What holds for a return that was sent back, "" for any other."""
    return str(CORRECTION[owes.on_time]) if owes.state == ReturnState.RETURNED else ""


def submission_label(state: str) -> str:
    """The name of a state of a submission."""
    return str(SUBMISSION_STATES[SubmissionState(state)])


def channel_label(channel: str) -> str:
    """How a delivery came."""
    return str(CHANNELS[Channel(channel)])


# Which comes first in 03/04/2018.
ORDERS = {"dmy": _l("Day, month, year"), "mdy": _l("Month, day, year")}


@lru_cache(maxsize=4096)
def state_words(state: str, late: bool, overdue: int, asks: bool, _lang: str) -> str:
    """A cell of the board in words; kept by language, because a board has thousands."""
    said = return_label(state)
    if overdue:
        said = ngettext("Overdue by %(num)s day", "Overdue by %(num)s days", overdue)
    parts = [said, _("late") if late else "", _("asks for more time") if asks else ""]
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=1024)
def returns_counted(number: int, _lang: str) -> str:
    """3 returns."""
    return ngettext("%(num)s return", "%(num)s returns", number)


@lru_cache(maxsize=4096)
def rate(n: int, of: int, lang: str) -> str:
    """A rate is never shown without its fraction: 82% (41 of 50); nothing of nothing is a dash."""
    if not of:
        return "–"
    counted = {"n": number(n, lang=lang), "of": number(of, lang=lang)}
    return _("%(percent)s (%(n)s of %(of)s)", percent=whole_percent(n, of, lang), **counted)


@lru_cache(maxsize=4096)
def whole_percent(n: int, of: int, lang: str) -> str:
    """A share in whole percent; never 100% while something is missing, never 0% while there is something."""
    parts = round(100 * n / of)
    return percent(min(max(parts, 1 if n else 0), 99 if n < of else 100) / 100, lang)
