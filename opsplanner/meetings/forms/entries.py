"""The forms of what a meeting is made of, one a kind of entry."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from opsplanner.core.forms import (
    DayField,
    LongTexts,
    MomentField,
    ShortTexts,
    VersionedForm,
    at_most,
    chooser,
    needed,
    number_or_none,
    options,
    stripped,
)
from opsplanner.core.i18n import label
from opsplanner.meetings import words
from opsplanner.meetings.models import ActionState, DecisionState, ItemKind, Meeting, Outcome
from opsplanner.operations.forms.offers import organisation_options
from opsplanner.reference.themes import themes


class EntryForm(VersionedForm):
    """What every entry's form can do: fill its selects from the meeting."""

    def offer(self, meeting: Meeting) -> None:
        """Fills the selects."""
        if "organisation_id" in self:
            self["organisation_id"].choices = organisation_options()
        if "owner_id" in self:
            self["owner_id"].choices = organisation_options()
        if "item_id" in self:
            items = ((item.id, f"{item.number} {label(item.title)}") for item in meeting.items)
            self["item_id"].choices = options([("", _("None")), *items])


class ItemForm(EntryForm):
    """An item of the agenda."""

    number = IntegerField(_l("Number"), [needed(_l("Enter the number of the item.")), NumberRange(min=1, max=999)])
    starts_at = MomentField(_l("Begins"), [Optional()])
    kind = RadioField(_l("The room is asked to"), choices=options(words.ITEM_KINDS), default=ItemKind.DISCUSS)
    title = FormField(ShortTexts, _l("Title"))
    presenter = FormField(ShortTexts, _l("Presented by"), description=_l("By function, never by name."))
    organisation_id = SelectField(_l("Organisation"), coerce=number_or_none)


class MinutesForm(EntryForm):
    """What was said on an item."""

    minutes = FormField(LongTexts, _l("Minutes"))


class DecisionForm(EntryForm):
    """What the room agreed."""

    text = FormField(LongTexts, _l("Decision"))
    translation_follows = BooleanField(_l("The translation is to follow"))
    state = RadioField(_l("State"), choices=options(words.DECISION_STATES), default=DecisionState.PROPOSED)
    item_id = SelectField(_l("Item of the agenda"), coerce=number_or_none)


class OutcomeForm(EntryForm):
    """What became of a decision."""

    outcome = RadioField(_l("What became of it"), choices=options(words.OUTCOMES), default=Outcome.PENDING)
    outcome_text = FormField(LongTexts, _l("In words"))
    outcome_on = DayField(_l("As of"), [Optional()])


class ActionForm(EntryForm):
    """Who does what by when."""

    text = FormField(LongTexts, _l("Action"))
    owner_id = SelectField(_l("Owner"), [needed(_l("Choose who sees to it."))], coerce=number_or_none)
    function = StringField(_l("Function"), [at_most(120)], filters=[stripped])
    due_on = DayField(_l("Due"), [Optional()])
    item_id = SelectField(_l("Item of the agenda"), coerce=number_or_none)


class ProgressForm(EntryForm):
    """How far an action is."""

    state = RadioField(_l("State"), choices=options(words.ACTION_STATES), default=ActionState.DONE)
    said = TextAreaField(_l("What was done, or why not"), [at_most(2000)], filters=[stripped])
    closed_on = DayField(_l("Closed on"), [Optional()])


class PracticeForm(EntryForm):
    """A best practice that was presented."""

    organisation_id = SelectField(_l("Presented by"), [needed(_l("Choose who presented it."))], coerce=number_or_none)
    title = FormField(ShortTexts, _l("Title"))
    summary = FormField(LongTexts, _l("Summary"))
    theme = SelectField(_l("Theme"), [needed(_l("Choose a theme"))])

    def offer(self, meeting: Meeting) -> None:
        """Fills the selects."""
        super().offer(meeting)
        self.theme.choices = chooser({code: label(text) for code, text in themes().items()})


FORMS: Mapping[str, type[EntryForm]] = {
    "agenda": ItemForm,
    "minutes": MinutesForm,
    "decisions": DecisionForm,
    "outcomes": OutcomeForm,
    "actions": ActionForm,
    "progress": ProgressForm,
    "practices": PracticeForm,
}
