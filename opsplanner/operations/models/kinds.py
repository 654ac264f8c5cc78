"""The fixed choices of an operation and its plan."""

from __future__ import annotations

from enum import StrEnum


class PhaseKind(StrEnum):
    """The life of an operation (product.md, Words)."""

    CONCEPT = "concept"
    PLANNING = "planning"
    PRE_OPERATIONAL = "pre_operational"
    OPERATIONAL = "operational"
    POST_OPERATIONAL = "post_operational"
    DEBRIEF = "debrief"
    CLOSED = "closed"


class PeriodKind(StrEnum):
    """Of a reporting period: all in a rehearsal is left out of figures."""

    DAILY = "daily"
    WINDOW = "window"
    REHEARSAL = "rehearsal"


class Sharing(StrEnum):
    """Who sees rows marked GREEN beside those who see AMBER ones."""

    NONE = "none"
    PARTICIPANTS = "participants"
    NETWORK = "network"


class Marking(StrEnum):
    """Handling marking (TLP 2.0); the code list `handling` has its labels."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


class PartnerKind(StrEnum):
    """How an organisation that is no member stands by a network."""

    GUEST = "guest"
    DONOR = "donor"


class DocumentKind(StrEnum):
    """What a paper of the operation is."""

    PLAN = "plan"
    GUIDE = "guide"
    FORM = "form"
    PRESENTATION = "presentation"
    REPORT = "report"
    OTHER = "other"
