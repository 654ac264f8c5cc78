"""The names, in the reader's language, of the fixed choices of a plan."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core.access import Role
from opsplanner.core.happenings import Sort
from opsplanner.operations.models import DocumentKind, PartnerKind, PeriodKind, PhaseKind, Sharing
from opsplanner.operations.periods import Pattern
from opsplanner.operations.sections import SECTIONS, Group

PHASES = {
    PhaseKind.CONCEPT: _l("Concept"),
    PhaseKind.PLANNING: _l("Planning"),
    PhaseKind.PRE_OPERATIONAL: _l("Pre-operational"),
    PhaseKind.OPERATIONAL: _l("Operational"),
    PhaseKind.POST_OPERATIONAL: _l("Post-operational"),
    PhaseKind.DEBRIEF: _l("Debrief"),
    PhaseKind.CLOSED: _l("Closed"),
}
# What stands on a timeline: one of them, and the name of their lane.
SORTS = {
    Sort.PHASE: _l("Phases"),
    Sort.MILESTONE: _l("Milestones"),
    Sort.MEETING: _l("Meetings"),
    Sort.DUE: _l("Due times"),
}
ROLES = {
    Role.PLANNER: _l("Planner"),
    Role.LIAISON: _l("Liaison office"),
    Role.INVITED: _l("Invited, not answered yet"),
    Role.INVITED_GUEST: _l("Invited from outside, not answered yet"),
    Role.MEMBER: _l("Member"),
    Role.GUEST: _l("Guest"),
    Role.OBSERVER: _l("Observer"),
}
PERIOD_KINDS = {
    PeriodKind.DAILY: _l("Day"),
    PeriodKind.WINDOW: _l("Period"),
    PeriodKind.REHEARSAL: _l("Rehearsal"),
}
PATTERNS = {
    Pattern.WHOLE: _l("One period for the whole operation"),
    Pattern.WEEKLY: _l("Weekly"),
    Pattern.DAILY: _l("Daily"),
}
SHARING = {
    Sharing.NONE: _l("Nobody else"),
    Sharing.PARTICIPANTS: _l("All participants"),
    Sharing.NETWORK: _l("Members of the operation’s network"),
}
PARTNER_KINDS = {
    PartnerKind.GUEST: _l("Guest"),
    PartnerKind.DONOR: _l("Donor"),
}
DOCUMENT_KINDS = {
    DocumentKind.PLAN: _l("Operational plan"),
    DocumentKind.GUIDE: _l("Guide"),
    DocumentKind.FORM: _l("Form"),
    DocumentKind.PRESENTATION: _l("Presentation"),
    DocumentKind.REPORT: _l("Report"),
    DocumentKind.OTHER: _l("Other"),
}
BLOCKS = {
    "short": _l("Core columns"),
    "strategic": _l("Strategic goods: control list, licence, end use, reach-back"),
    "container": _l("Containers: numbers, seals, sealing"),
}
GROUPS = {
    Group.AIM: _l("What it is for"),
    Group.GOODS: _l("Which goods"),
    Group.TIMING: _l("When"),
    Group.CONDUCT: _l("How it is carried out"),
    Group.REPORTING: _l("Reporting and evaluation"),
}
ACTIONS = {
    "operation:open": _l("Opened the operation"),
    "operation:copy": _l("Copied it from another operation"),
    "operation:enter_phase": _l("Entered a phase"),
    "plan:approve": _l("Approved the plan"),
    "plan:begin_draft": _l("Began a draft of a section"),
    "plan:discard_draft": _l("Discarded a draft of a section"),
    "plan:edit_periods": _l("Changed the reporting periods"),
    "plan:add_rehearsal": _l("Opened a rehearsal"),
    "period:close": _l("Closed a period"),
    "period:reopen": _l("Opened a period again"),
    "document:add": _l("Added a document"),
    "document:withdraw": _l("Withdrew a document"),
    "seat:give": _l("Gave a seat"),
    "seat:take": _l("Took a seat away"),
    "participants:add": _l("Invited participants"),
    "participants:letters": _l("Had letters to participants written"),
    "participants:write": _l("Wrote to a participant"),
    "participation:accepted": _l("Accepted the invitation"),
    "participation:declined": _l("Declined the invitation"),
    "participation:withdrawn": _l("Withdrew"),
    "participation:invited": _l("Invited again"),
    "participation:cancel": _l("Took an invitation back"),
    "participation:change_role": _l("Changed a role"),
    "participation:choose_reviewer": _l("Chose a reviewer"),
    "contacts:edit": _l("Changed contact points"),
}


def section_titles() -> dict[str, LazyString]:
    """The titles of the plan's sections, and of its periods, by key."""
    return {**{key: section.title for key, section in SECTIONS.items()}, "periods": _l("Reporting periods")}


def action_label(action: str, more: Mapping[str, LazyString]) -> str:
    """What an entry of the log did, in words (`more`: those of later packages); of an action without words, its code."""
    if action.startswith("plan:edit_") and (title := section_titles().get(action.removeprefix("plan:edit_"))):
        return str(_l("Changed the plan: %(section)s", section=title))
    return str(ACTIONS.get(action) or more.get(action, action))


def phase_label(kind: str) -> str:
    """The name of a phase."""
    return str(PHASES[PhaseKind(kind)])


def period_label(kind: str, number: int) -> str:
    """The name of a reporting period: Period 3."""
    return f"{PERIOD_KINDS[PeriodKind(kind)]} {number}"
