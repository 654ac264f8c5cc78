"""The names, in the reader's language, of roles, states and reviewers."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core.access import ASKED, Role
from opsplanner.operations.words import ROLES as ALL_ROLES
from opsplanner.participants.models import LetterKind, ParticipationState, ReviewerKind
from opsplanner.participants.services import ANYTHING, NOTHING

ROLES: Mapping[str, LazyString] = {
    role: name for role, name in ALL_ROLES.items() if role is not Role.PLANNER and role not in ASKED
}
STATES: Mapping[str, LazyString] = {
    ParticipationState.INVITED: _l("Invited"),
    ParticipationState.ACCEPTED: _l("Accepted"),
    ParticipationState.DECLINED: _l("Declined"),
    ParticipationState.WITHDRAWN: _l("Withdrawn"),
}
ANSWERS: Mapping[str, LazyString] = {
    ParticipationState.ACCEPTED: _l("Yes, we take part"),
    ParticipationState.DECLINED: _l("No, we decline"),
    ParticipationState.WITHDRAWN: _l("We withdraw"),
}
# What is open to who is asked, and what accepting opens.
OPENS: Mapping[str, LazyString] = {
    Role.MEMBER: _l(
        "Until you accept, you see the plan, its open documents and meetings. Accepting opens who takes part and how to reach them, "
        "the board, the dashboard, and sending results."
    ),
    Role.LIAISON: _l(
        "Until you accept, you see the plan, its open documents and meetings. Accepting opens who takes part and how to reach them, "
        "the board, the dashboard, and the results you review."
    ),
    Role.GUEST: _l(
        "Until you accept, you see what the operation is and its open meetings. Accepting opens sending your own results and, "
        "if the operation allows it, its figures."
    ),
    Role.OBSERVER: _l(
        "Until you accept, you see what the operation is and its open meetings. Accepting opens its figures and its lessons."
    ),
}
REVIEWERS: Mapping[str, LazyString] = {
    ReviewerKind.RILO: _l("Its liaison office (RILO)"),
    ReviewerKind.PLANNER: _l("The planner"),
    ReviewerKind.SECRETARIAT: _l("The secretariat"),
}
STEPS: Mapping[str, LazyString] = {
    "answer": _l("Answer"),
    "contact": _l("Contact point"),
    "hours": _l("Languages and hours"),
    "deputy": _l("Deputy"),
    "reviewer": _l("Reviewer"),
    "practice": _l("Practise"),
    "next": _l("What comes next"),
}
LETTERS: Mapping[str, LazyString] = {
    LetterKind.INVITATION: _l("Invitations"),
    LetterKind.REMINDER: _l("Remind of the invitation"),
    LetterKind.MISSING: _l("Write to those who miss something"),
}
# What a list of participants can be narrowed to, beside each thing that may be missing.
LACKING: Mapping[str, LazyString] = {
    ANYTHING: _l("Something is missing"),
    NOTHING: _l("Nothing is missing"),
}
