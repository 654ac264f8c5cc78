"""The form of a meeting itself: what it is, when and where, who sees it, who is invited besides."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, RadioField, SelectField, SelectMultipleField

from opsplanner.core.forms import (
    LongTexts,
    MomentField,
    NamedTexts,
    ShortTexts,
    VersionedForm,
    needed,
    number_or_none,
    options,
)
from opsplanner.core.i18n import day, label
from opsplanner.directory.forms import choices
from opsplanner.meetings import words
from opsplanner.meetings.models import Meeting, MeetingState
from opsplanner.operations.forms.offers import zone_options
from opsplanner.operations.models import Marking

MARKINGS = {
    Marking.CLEAR: _l("TLP:CLEAR – everyone invited, may be published"),
    Marking.GREEN: _l("TLP:GREEN – everyone invited"),
    Marking.AMBER: _l("TLP:AMBER – Members and liaison offices, and guests named below"),
    Marking.AMBER_STRICT: _l("TLP:AMBER+STRICT – planners and liaison offices"),
    Marking.RED: _l("TLP:RED – planners and the secretariat only"),
}


class MeetingForm(VersionedForm):
    """A meeting; its times are those of its own time zone."""

    kind = SelectField(_l("Kind"))
    name = FormField(NamedTexts, _l("Name"))
    place = FormField(ShortTexts, _l("Place"))
    time_zone = SelectField(_l("Time zone"), description=_l("Times below and on the agenda are those of this zone."))
    starts_at = MomentField(_l("Begins"), [needed(_l("Enter the day and time it begins."))])
    ends_at = MomentField(_l("Ends"), [needed(_l("Enter the day and time it ends."))])
    state = RadioField(_l("State"), default=MeetingState.PLANNED)
    marking = RadioField(_l("Who may know of it"), default=Marking.GREEN)
    guests = SelectMultipleField(
        _l("Invited besides"),
        description=_l("Organisations that do not belong to the operation or network."),
        coerce=number_or_none,
    )
    previous_id = SelectField(
        _l("Meeting before"),
        description=_l("Its open actions and its decisions stand on the page of this one."),
        coerce=number_or_none,
    )
    purpose = FormField(LongTexts, _l("Purpose"))
    note = FormField(LongTexts, _l("Note"))

    def offer(self, earlier: Iterable[Meeting]) -> None:
        """Fills the selects."""
        self.kind.choices = options(words.KINDS)
        self.state.choices = options(words.STATES)
        self.marking.choices = options(MARKINGS)
        self.time_zone.choices = zone_options(self.time_zone.object_data or "UTC")
        self.guests.choices = options(choices.organisations())
        before = ((each.id, f"{label(each.name)}, {day(each.first_day)}") for each in earlier)
        self.previous_id.choices = options([("", _("None")), *before])
