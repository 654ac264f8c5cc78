"""The forms of programmes, networks, operations and plans."""

from opsplanner.operations.forms.approval import WHY, ApprovalForm, approval_form
from opsplanner.operations.forms.copying import CopyForm
from opsplanner.operations.forms.networks import NetworkForm, ProgrammeForm
from opsplanner.operations.forms.opening import OpeningForm
from opsplanner.operations.forms.papers import PaperForm
from opsplanner.operations.forms.periods import LayForm, PeriodsForm
from opsplanner.operations.forms.sections import FORMS

__all__ = [
    "FORMS",
    "WHY",
    "ApprovalForm",
    "CopyForm",
    "LayForm",
    "NetworkForm",
    "OpeningForm",
    "PaperForm",
    "PeriodsForm",
    "ProgrammeForm",
    "approval_form",
]
