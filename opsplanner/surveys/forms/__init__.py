"""The forms of questionnaires."""

from opsplanner.surveys.forms.answering import DecisionForm, ReplyForm, reply_form
from opsplanner.surveys.forms.composing import (
    CopySurveyForm,
    DueForm,
    PublishSurveyForm,
    QuestionForm,
    SectionsForm,
    question_values,
    section_values,
)

__all__ = [
    "CopySurveyForm",
    "DecisionForm",
    "DueForm",
    "PublishSurveyForm",
    "QuestionForm",
    "ReplyForm",
    "SectionsForm",
    "question_values",
    "reply_form",
    "section_values",
]
