"""One form for each section of a plan; its fields are the section's values."""

from __future__ import annotations

from collections.abc import Mapping

from opsplanner.operations.forms.sections.aim import IdentityForm, ObjectivesForm, PurposeForm
from opsplanner.operations.forms.sections.base import Offers, SectionForm
from opsplanner.operations.forms.sections.conduct import (
    CommunicationForm,
    ConceptForm,
    EvidenceForm,
    MediaForm,
    OcuForm,
)
from opsplanner.operations.forms.sections.goods import RoutesForm, ScopeForm, WatchForm
from opsplanner.operations.forms.sections.reporting import ContentForm, EvaluationForm, MoneyForm, SharingForm
from opsplanner.operations.forms.sections.timing import DatesForm, PhasesForm

__all__ = ["FORMS", "Offers", "SectionForm"]

FORMS: Mapping[str, type[SectionForm]] = {
    "identity": IdentityForm,
    "purpose": PurposeForm,
    "objectives": ObjectivesForm,
    "scope": ScopeForm,
    "routes": RoutesForm,
    "watch": WatchForm,
    "dates": DatesForm,
    "phases": PhasesForm,
    "concept": ConceptForm,
    "ocu": OcuForm,
    "communication": CommunicationForm,
    "media": MediaForm,
    "evidence": EvidenceForm,
    "content": ContentForm,
    "sharing": SharingForm,
    "money": MoneyForm,
    "evaluation": EvaluationForm,
}
