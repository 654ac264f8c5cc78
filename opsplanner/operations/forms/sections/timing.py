"""Forms of when things are."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField

from opsplanner.core.forms import DayField, LongTexts, NamedTexts, Row, ShortTexts, chooser, needed, rows
from opsplanner.operations import words
from opsplanner.operations.forms.offers import zone_options
from opsplanner.operations.forms.sections.base import Offers, SectionForm
from opsplanner.operations.forms.spans import check_span
from opsplanner.operations.models import PhaseKind

ONE_A_LINE = _l("What has to be true before the phase begins, one a line.")


class DatesForm(SectionForm):
    """The action phase."""

    starts_on = DayField(_l("First day of the action phase"), [needed(_l("Enter the first day."))])
    ends_on = DayField(_l("Last day of the action phase"), [needed(_l("Enter the last day."))])
    time_zone = SelectField(_l("Time zone"), description=_l("Days of the operation begin and end in this zone."))

    def offer(self, offers: Offers) -> None:
        """Time zones."""
        self.time_zone.choices = zone_options(self.time_zone.object_data or "UTC")

    def validate_ends_on(self, field: DayField) -> None:
        """The last day is not before the first, nor years after it."""
        check_span(self.starts_on.data, field.data)


class PhaseRow(Row):
    """A phase other than the operational one."""

    kind = SelectField(_l("Phase"), [needed(_l("Choose the phase."))])
    starts_on = DayField(_l("From"), [needed(_l("Enter the first day."))])
    ends_on = DayField(_l("To"), [needed(_l("Enter the last day."))])
    note = FormField(ShortTexts, _l("Note"))
    criteria = FormField(LongTexts, _l("Entered when"), description=ONE_A_LINE)
    remove = BooleanField(_l("Remove"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = {kind: name for kind, name in words.PHASES.items() if kind != PhaseKind.OPERATIONAL}
        self.kind.choices = chooser(others)

    def validate_ends_on(self, field: DayField) -> None:
        """A phase ends after it begins."""
        check_span(self.starts_on.data, field.data)


class MilestoneRow(Row):
    """A day worth a mark."""

    day = DayField(_l("Day"), [needed(_l("Enter the day."))])
    text = FormField(NamedTexts, _l("What happens"))
    remove = BooleanField(_l("Remove"))


class PhasesForm(SectionForm):
    """Phases around the action phase, and milestones."""

    action_criteria = FormField(LongTexts, _l("The action phase is entered when"), description=ONE_A_LINE)
    phases = rows(PhaseRow, _l("Phases"))
    milestones = rows(MilestoneRow, _l("Milestones"))
