"""The words of questionnaires in the reader's language: kinds, states, kinds of question, what the log says."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.states import State

KINDS = {
    SurveyKind.PLAN: _l("National implementation plan"),
    SurveyKind.BEFORE: _l("Self-assessment before"),
    SurveyKind.AFTER: _l("Self-assessment after"),
}
ABOUT = {
    SurveyKind.PLAN: _l("What each Member will do, where and with whom. Seen by the Member itself and its reviewer."),
    SurveyKind.BEFORE: _l("Six themes, a level from 0 to 4 each, before the operation. Private to the Member."),
    SurveyKind.AFTER: _l("The same six themes after the operation: what has changed. Private to the Member."),
}
STATES = {
    State.NONE: _l("Not begun"),
    State.BEGUN: _l("Begun"),
    State.SUBMITTED: _l("Sent"),
    State.RETURNED: _l("Returned"),
    State.ACCEPTED: _l("Accepted"),
}
# How the components draw a state.
SIGNS = {
    State.NONE: "open",
    State.BEGUN: "draft",
    State.SUBMITTED: "submitted",
    State.RETURNED: "returned",
    State.ACCEPTED: "accepted",
}
DECISIONS = {
    "": _l("Waits for a decision"),
    "accepted": _l("Accepted"),
    "returned": _l("Returned"),
    "withdrawn": _l("Taken back by the Member"),
}
QUESTION_KINDS = {
    "text": _l("Short text"),
    "long_text": _l("Long text"),
    "choice": _l("Choice"),
    "choice_list": _l("Several choices"),
    "boolean": _l("Yes or no"),
    "integer": _l("Whole number"),
    "decimal": _l("Decimal number"),
    "date": _l("Date"),
    "country": _l("Country"),
    "country_list": _l("Several countries"),
    "attachment": _l("Files"),
}
# In which a workshop was held: the languages of the organisation and those its regions teach in.
SPOKEN = {
    "en": _l("English"),
    "fr": _l("French"),
    "ru": _l("Russian"),
    "es": _l("Spanish"),
    "ar": _l("Arabic"),
    "pt": _l("Portuguese"),
}
# What the log of an operation says of each audit action.
ACTIONS = {
    "survey:begin": _l("Began a questionnaire"),
    "survey:draft": _l("Changed the draft of a questionnaire"),
    "survey:discard": _l("Threw the draft of a questionnaire away"),
    "survey:publish": _l("Published a questionnaire"),
    "survey:settle": _l("Changed when a questionnaire is due"),
    "survey:close": _l("Closed a questionnaire"),
    "survey:reopen": _l("Opened a questionnaire again"),
    "reply:save": _l("Wrote in a questionnaire"),
    "reply:remove_file": _l("Removed a file from a questionnaire"),
    "reply:submit": _l("Sent a questionnaire"),
    "reply:take_back": _l("Took a questionnaire back"),
    "reply:accept": _l("Accepted a questionnaire"),
    "reply:send_back": _l("Returned a questionnaire"),
    "workshop:add": _l("Wrote a workshop down"),
    "workshop:change": _l("Changed a workshop"),
    "workshop:remove": _l("Struck a workshop out"),
}
