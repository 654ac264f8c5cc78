"""Forms of what the operation is and what it wants."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField
from wtforms.validators import ValidationError

from opsplanner.core.forms import AmountField, LongTexts, NamedTexts, Row, chooser, needed, number_or_none, rows
from opsplanner.core.i18n import label, language
from opsplanner.documents.words import unit
from opsplanner.operations.forms.offers import (
    network_options,
    operation_options,
    organisation_options,
    programme_options,
)
from opsplanner.operations.forms.sections.base import Offers, SectionForm
from opsplanner.reference.measures import measures


class IdentityForm(SectionForm):
    """Name, programme, network, lead, what it follows, a note shown under the name."""

    name = FormField(NamedTexts, _l("Name"))
    programme_id = SelectField(_l("Programme"), coerce=number_or_none)
    network_id = SelectField(_l("Network"), coerce=number_or_none)
    lead_id = SelectField(_l("Led by"), coerce=number_or_none)
    follows_id = SelectField(
        _l("Follows"),
        coerce=number_or_none,
        description=_l("The operation that this one continues: plans and figures of both stand side by side."),
    )
    note = FormField(LongTexts, _l("Note for all readers"))

    def offer(self, offers: Offers) -> None:
        """Programmes, networks, organisations and earlier operations."""
        self.programme_id.choices = programme_options(offers.programmes)
        self.network_id.choices = network_options(offers.networks)
        self.lead_id.choices = organisation_options()
        self.follows_id.choices = operation_options(offers.earlier)


class PurposeForm(SectionForm):
    """Why the operation is held."""

    purpose = FormField(LongTexts, _l("Purpose"))
    background = FormField(LongTexts, _l("Background"))


class ObjectiveRow(Row):
    """What is wanted, the measure that shows it, and how much of it."""

    text = FormField(NamedTexts, _l("Objective"))
    measure = SelectField(_l("Indicator"), [needed(_l("Choose the measure that shows it."))])
    target = AmountField(_l("Target"), most=10**12, places=4)
    remove = BooleanField(_l("Remove"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = {key: f"{label(one.label)} ({_unit(one.unit)})" for key, one in measures().items()}
        self.measure.choices = chooser(known)

    def validate_target(self, field: AmountField) -> None:
        """A target is not negative, and a percentage is at most 100."""
        if field.data is None:
            return
        measure = measures().get(self.measure.data)
        if field.data < 0 or (measure and measure.unit == "percent" and field.data > 100):
            raise ValidationError(_("Enter a target of 0 or more; a percentage is at most 100."))


def _unit(key: str) -> str:
    return _("in the reporting currency") if key == "currency" else unit(key, language())


class ObjectivesForm(SectionForm):
    """The objectives, in order of importance."""

    objectives = rows(ObjectiveRow, _l("Objectives"))
