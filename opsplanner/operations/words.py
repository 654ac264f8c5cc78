"""The names, in the reader's language, of the fixed choices of a plan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.operations.models import DocumentKind, PeriodKind, PhaseKind, Sharing
from opsplanner.operations.periods import Pattern

PHASES = {
    PhaseKind.CONCEPT: _l("Concept"),
    PhaseKind.PLANNING: _l("Planning"),
    PhaseKind.PRE_OPERATIONAL: _l("Pre-operational"),
    PhaseKind.OPERATIONAL: _l("Operational"),
    PhaseKind.POST_OPERATIONAL: _l("Post-operational"),
    PhaseKind.DEBRIEF: _l("Debrief"),
    PhaseKind.CLOSED: _l("Closed"),
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


def phase_label(kind: str) -> str:
    """The name of a phase."""
    return str(PHASES[PhaseKind(kind)])


def period_label(kind: str, number: int) -> str:
    """The name of a reporting period: Period 3."""
    return f"{PERIOD_KINDS[PeriodKind(kind)]} {number}"
