"""The form in which a Member answers, made of the questions; and what the reviewer writes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, TextAreaField

from opsplanner.core.forms import at_most, stripped
from opsplanner.core.posted import PostedForm
from opsplanner.records.check import Checked
from opsplanner.records.field import Field
from opsplanner.records.forms import Answers, add_error, controls, posted
from opsplanner.records.forms.controls import SEVERAL
from opsplanner.records.sentences import sentence
from opsplanner.records.template import Template
from opsplanner.records.upright import in_sheets
from opsplanner.surveys.questions import ATTACHMENT, attachments
from opsplanner.surveys.services import File


class ReplyForm(PostedForm):
    """The questions of a questionnaire; its controls are added by `reply_form`."""

    version = HiddenField()

    def answers(self, template: Template) -> Answers:
        """As typed, by question."""
        return {field.key: posted(self[field.key]) for field in in_sheets(template)}

    def files(self, template: Template) -> list[File]:
        """The files sent for questions that ask for some."""
        sent = ((field.key, one) for field in attachments(template) for one in self[field.key].data or ())
        return [File(key, one.read(), one.filename) for key, one in sent if one and one.filename]

    def show_errors(self, checked: Checked, lang: str) -> None:
        """Puts every error of the check beside its control."""
        for problem in checked.of("error"):
            if problem.field and problem.field in self:
                add_error(self[problem.field], sentence(problem, lang))
            else:
                self.form_errors.append(sentence(problem, lang))


class DecisionForm(PostedForm):
    """What the reviewer says."""

    note = TextAreaField(
        _l("Note to the Member"),
        [at_most(3000)],
        filters=[stripped],
        description=_l("Needed when it is returned: what is missing, what has to change."),
    )


class SheetForm(PostedForm):
    """A sheet to fill the form from."""

    sheet = FileField(_l("Sheet"), [FileRequired(_l("Choose a file."))])


def reply_form(template: Template, lang: str, answers: Answers | None = None, **more: Any) -> ReplyForm:
    """The form of a questionnaire in a language, with what is kept so far."""
    made = type("AskedForm", (ReplyForm,), controls(template.fields, lang))
    kept = answers or {}
    return made(data={field.key: _begin(field, kept.get(field.key, "")) for field in template.fields}, **more)


def _begin(field: Field, text: str) -> Any:
    if field.kind == ATTACHMENT:
        return None
    return [each for each in text.split(";") if each] if field.kind in SEVERAL else text
