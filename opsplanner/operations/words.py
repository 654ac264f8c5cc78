"""The names, in the reader's language, of the fixed choices of a plan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.operations.models import PhaseKind

PHASES = {
    PhaseKind.CONCEPT: _l("Concept"),
    PhaseKind.PLANNING: _l("Planning"),
    PhaseKind.PRE_OPERATIONAL: _l("Pre-operational phase"),
    PhaseKind.OPERATIONAL: _l("Operational phase"),
    PhaseKind.POST_OPERATIONAL: _l("Post-operational phase"),
    PhaseKind.DEBRIEF: _l("Debrief"),
    PhaseKind.CLOSED: _l("Closed"),
}


def phase_label(kind: str) -> str:
    """The name of a phase."""
    return str(PHASES[PhaseKind(kind)])
