"""The forms of questionnaires."""

from opsplanner.surveys.forms.answering import DecisionForm, ReplyForm, SheetForm, reply_form
from opsplanner.surveys.forms.composing import (
    CopySurveyForm,
    DueForm,
    PublishSurveyForm,
    QuestionForm,
    SectionsForm,
    question_values,
    section_values,
)
from opsplanner.surveys.forms.workshop import WorkshopForm

__all__ = [
    "CopySurveyForm",
    "DecisionForm",
    "DueForm",
    "PublishSurveyForm",
    "QuestionForm",
    "ReplyForm",
    "SectionsForm",
    "SheetForm",
    "WorkshopForm",
    "question_values",
    "reply_form",
    "section_values",
]
