"""The forms of reviewing: notes and answers, what goes back to a Member, the outcome of a case told later."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from opsplanner.core.forms import options
from opsplanner.core.posted import PostedForm
from opsplanner.records.template import Template
from opsplanner.results.models import NoteKind
from opsplanner.results.noted import NotePlace
from opsplanner.results.services import Said


class OutcomeForm(PostedForm):
    """What became of a case after it was accepted."""

    legal_outcome = SelectField()
    disposition = SelectField()

    def __init__(self, template: Template, lang: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for key in ("legal_outcome", "disposition"):
            asked, control = template.by_key.get(key), self[key]
            if asked is None or asked.options is None:
                del self[key]
                continue
            control.label.text = asked.label.to(lang)
            pairs = [(code, asked.options.label(code, lang)) for code in asked.options.codes]
            control.choices = options([("", _l("Not stated")), *pairs])

    def told(self) -> dict[str, str]:
        """What the service takes."""
        return {key: self[key].data or "" for key in ("legal_outcome", "disposition") if key in self}


class ReturnForm(PostedForm):
    """What goes back with the notes."""

    note = TextAreaField(
        _l("What the Member should put right"),
        [Length(max=3000, message=_l("Shorten the text."))],
        description=_l("Read by the Member and by those who may review it. Name no persons."),
    )


class Worded(PostedForm):
    """A text of which is asked once more when it seems to name a person."""

    doubtful = False
    text = TextAreaField(
        _l("Text"),
        [DataRequired(_l("Write the note.")), Length(max=2000, message=_l("Shorten the text."))],
        description=_l("Read by the Member and by those who may review it. Name no persons."),
    )
    sure = BooleanField(_l("This names no person; write it as it is"))

    def doubt(self, sentence: str) -> None:
        """The sentence stands at the text, and the box to be sure appears."""
        self.doubtful = True
        self.text.errors = [sentence]


class ReplyForm(Worded):
    """An answer to a note."""

    text = TextAreaField(
        _l("Answer"),
        [DataRequired(_l("Write the answer.")), Length(max=2000, message=_l("Shorten the text."))],
        description=_l("Read by your reviewer and your own side. Name no persons."),
    )


class NoteForm(Worded):
    """A note or a question, and what it is about."""

    kind = RadioField(_l("Kind"), default=NoteKind.NOTE)
    line = SelectField(_l("Goods line"))
    field = SelectField(_l("Answer concerned"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = options(
            {
                NoteKind.NOTE: _l("Note: goes with what is returned"),
                NoteKind.QUESTION: _l("Question: the Member is asked at once"),
            }
        )
        self.line.choices = self.field.choices = options({"": ""})

    def offer(self, place: NotePlace | None, template: Template, lang: str) -> None:
        """The lines of the case, and the questions of the template; nothing of both without a case."""
        if place is None:
            del self.line
            del self.field
            return
        self.line.choices = options([("", _l("The whole case")), *((n, str(n)) for n in range(1, place.lines + 1))])
        asked = [(field.key, field.label.to(lang)) for field in template.at("case", "line")]
        self.field.choices = options([("", _l("No single answer")), *asked])

    def said(self, place: NotePlace | None) -> Said:
        """What the service takes."""
        if place is None:
            return Said(self.text.data, self.kind.data, sure=bool(self.sure.data))
        line = int(self.line.data) if self.line.data else None
        return Said(self.text.data, self.kind.data, place.case_id, line, self.field.data or "", bool(self.sure.data))
