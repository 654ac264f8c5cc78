"""The forms of a lesson."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import DayField
from opsplanner.core.i18n import language
from opsplanner.core.posted import PostedForm
from opsplanner.core.text import Text
from opsplanner.lessons.models import Lesson
from opsplanner.lessons.services import LessonValues, lesson_stamp, owners
from opsplanner.lessons.words import STATUSES, Status
from opsplanner.operations.models import Operation
from opsplanner.operations.words import PHASES
from opsplanner.reference.themes import themes

LANGUAGES = ("en", "fr")
TEXTS = ("title", "observation", "recommendation")


class LessonForm(PostedForm):
    """What is said of a lesson, in one language or both."""

    title_en = StringField(_l("The lesson in one line, in English"), [Length(max=200)])
    title_fr = StringField(_l("The lesson in one line, in French"), [Length(max=200)])
    observation_en = TextAreaField(_l("What happened, in English"), [Length(max=3000)])
    observation_fr = TextAreaField(_l("What happened, in French"), [Length(max=3000)])
    recommendation_en = TextAreaField(_l("What to do next time, in English"), [Length(max=3000)])
    recommendation_fr = TextAreaField(_l("What to do next time, in French"), [Length(max=3000)])
    theme = SelectField(_l("Theme"), [InputRequired(message=_l("Choose a theme"))])
    phase = SelectField(_l("Phase in which it was seen"), [InputRequired(message=_l("Choose a phase"))])
    owner = SelectField(_l("Owner"), description=_l("The organisation that sees to it."))
    due_on = DayField(_l("Due"))
    shared = BooleanField(
        _l("Share with observers, guests and planners of other operations"),
        description=_l("Name no person and no single case."),
    )
    version = HiddenField()

    def __init__(self, operation: Operation, lesson: Lesson | None = None) -> None:
        super().__init__(data=stored(lesson) if lesson else {"phase": operation.phase, "theme": ""})
        lang = language()
        nothing = SelectChoice(value="", label=str(_l("Choose")))
        self.theme.choices = [
            nothing,
            *(SelectChoice(value=code, label=text.to(lang)) for code, text in themes().items()),
        ]
        self.phase.choices = [SelectChoice(value=kind.value, label=str(words)) for kind, words in PHASES.items()]
        named = [SelectChoice(value=str(each.id), label=f"{each.name.to(lang)} ({each.code})") for each in owners()]
        self.owner.choices = [SelectChoice(value="", label=str(_l("Nobody yet"))), *named]

    def validate(self, extra_validators: Any = None) -> bool:
        """Title, observation and recommendation are needed in one language at least."""
        valid = bool(super().validate(extra_validators))
        asked = {
            "title": _l("Say the lesson in one line, in English or in French"),
            "observation": _l("Say what happened, in English or in French"),
            "recommendation": _l("Say what to do next time, in English or in French"),
        }
        for name, sentence in asked.items():
            if not self._text(name).pairs:
                field = self[f"{name}_{language()}"]
                field.errors = [*field.errors, str(sentence)]
                valid = False
        return valid

    def newer(self, lesson: Lesson) -> Differences:
        """What somebody else stored meanwhile, where it differs; saving once more replaces it."""
        self.version.data = lesson_stamp(lesson)
        return differences(self, stored(lesson))

    def values(self) -> LessonValues:
        """What the service takes."""
        return LessonValues(
            title=self._text("title"),
            observation=self._text("observation"),
            recommendation=self._text("recommendation"),
            theme=self.theme.data,
            phase=self.phase.data,
            owner_id=int(self.owner.data) if self.owner.data else None,
            due_on=self.due_on.data,
            shared=self.shared.data,
        )

    def _text(self, name: str) -> Text:
        return Text.read({lang: (self[f"{name}_{lang}"].data or "").strip() for lang in LANGUAGES})


class StepForm(PostedForm):
    """A lesson moved on."""

    status = SelectField(_l("New status"))
    note = TextAreaField(_l("What shows it, or why"), [Length(max=1000)])

    def __init__(self, status: Status) -> None:
        super().__init__()
        others = [(each, words) for each, words in STATUSES.items() if each != status]
        self.status.choices = [SelectChoice(value=each.value, label=str(words)) for each, words in others]


def stored(lesson: Lesson) -> dict[str, Any]:
    """A lesson as its form shows it."""
    words = {f"{name}_{lang}": getattr(lesson, name).as_dict().get(lang, "") for name in TEXTS for lang in LANGUAGES}
    return {
        **words,
        "theme": lesson.theme,
        "phase": lesson.phase,
        "owner": str(lesson.owner_id or ""),
        "due_on": lesson.due_on,
        "shared": lesson.shared,
        "version": lesson_stamp(lesson),
    }
