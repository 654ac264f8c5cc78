"""Forms of how the operation is carried out."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from opsplanner.core.forms import DayField, LongTexts, MomentField, NamedTexts, Row, ShortTexts, needed, rows
from opsplanner.operations.forms.sections.base import SectionForm
from opsplanner.operations.models import Marking

LONGEST_SHIFT = timedelta(days=92)


class ConceptForm(SectionForm):
    """How the operation works."""

    concept = FormField(LongTexts, _l("Concept of operations"))


class ShiftRow(Row):
    """Who is on duty, by function, from when to when in the operation's zone."""

    starts_at = MomentField(_l("From"), [needed(_l("Enter when the duty begins."))])
    ends_at = MomentField(_l("To"), [needed(_l("Enter when the duty ends."))])
    who = FormField(NamedTexts, _l("On duty, by function"))
    remove = BooleanField(_l("Remove"))

    def validate_ends_at(self, field: MomentField) -> None:
        """A duty ends after it begins, and not months later."""
        begins = self.starts_at.data
        if begins and field.data and not timedelta(0) < field.data - begins <= LONGEST_SHIFT:
            raise ValidationError(_("A duty ends after it begins, at most 92 days later."))


class OcuForm(SectionForm):
    """The operational coordination unit."""

    ocu_place = FormField(ShortTexts, _l("Place"))
    ocu_hours = FormField(ShortTexts, _l("Hours"))
    rota = rows(ShiftRow, _l("Duty rota, in the time zone of the operation"))


class CommunicationForm(SectionForm):
    """Channels."""

    communication = FormField(LongTexts, _l("Communication"))


class MediaForm(SectionForm):
    """What may be said in public."""

    media = FormField(LongTexts, _l("Media line"))


class EvidenceForm(SectionForm):
    """Samples, documents, data."""

    evidence = FormField(LongTexts, _l("Evidence and data"))
    retained_until = DayField(_l("Kept until"), description=_l("The last day on which what was collected is kept."))
    marking = RadioField(
        _l("Handling marking of this plan"),
        [needed(_l("Choose the marking."))],
        choices=[SelectChoice(value=each.value, label=f"TLP:{each}") for each in Marking if each is not Marking.RED],
        description=_l("It stands on every page of the PDF. Who may open the plan here does not depend on it."),
    )
