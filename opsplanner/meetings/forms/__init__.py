"""The forms of meetings."""

from opsplanner.meetings.forms.delegations import DelegationForm
from opsplanner.meetings.forms.entries import FORMS, EntryForm
from opsplanner.meetings.forms.meeting import MeetingForm
from opsplanner.meetings.forms.papers import PaperForm

__all__ = ["FORMS", "DelegationForm", "EntryForm", "MeetingForm", "PaperForm"]
