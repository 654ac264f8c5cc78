"""The forms of programmes and networks."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, StringField
from wtforms.validators import Regexp, ValidationError

from opsplanner.core.forms import (
    DayField,
    LongTexts,
    NamedTexts,
    Row,
    VersionedForm,
    chooser,
    needed,
    number_or_none,
    rows,
    stripped,
)
from opsplanner.operations import words
from opsplanner.operations.forms.offers import organisation_options, programme_options
from opsplanner.operations.models import Programme

CODE = Regexp(r"^[A-Z0-9][A-Z0-9-]{1,19}$", message=_l("Use capital letters, digits and hyphens."))


def in_order(since: DayField, until: DayField) -> None:
    """Raises the sentence about the last day when it is before the first."""
    if since.data and until.data and until.data < since.data:
        raise ValidationError(_("The last day is before the first. Check both days."))


class ProgrammeForm(VersionedForm):
    """A programme; its code is given once."""

    code = StringField(_l("Code"), [needed(_l("Enter a code.")), CODE], filters=[stripped])
    name = FormField(NamedTexts, _l("Name"))
    note = FormField(LongTexts, _l("Description"))


class MemberRow(Row):
    """An organisation in a network."""

    organisation_id = SelectField(_l("Organisation"), [needed(_l("Choose the organisation."))], coerce=number_or_none)
    since = DayField(_l("Since"))
    until = DayField(_l("Until"))
    remove = BooleanField(_l("Remove"))

    def validate_until(self, field: DayField) -> None:
        """Membership ends after it begins."""
        in_order(self.since, field)


class PartnerRow(Row):
    """An organisation that stands by a network."""

    organisation_id = SelectField(_l("Organisation"), [needed(_l("Choose the organisation."))], coerce=number_or_none)
    kind = SelectField(_l("As"), [needed(_l("Choose guest or donor."))])
    since = DayField(_l("Since"))
    until = DayField(_l("Until"))
    remove = BooleanField(_l("Remove"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = chooser(words.PARTNER_KINDS)

    def validate_until(self, field: DayField) -> None:
        """It ends after it begins."""
        in_order(self.since, field)


class NetworkForm(VersionedForm):
    """A network, its programme, its members since and until, and who stands by it."""

    code = StringField(_l("Code"), [needed(_l("Enter a code.")), CODE], filters=[stripped])
    name = FormField(NamedTexts, _l("Name"))
    note = FormField(LongTexts, _l("Description"))
    programme_id = SelectField(_l("Programme"), coerce=number_or_none)
    members = rows(MemberRow, _l("Members"))
    partners = rows(PartnerRow, _l("Guests and donors"))

    def offer(self, programmes: list[Programme]) -> None:
        """Fills the selects, also those of blank rows."""
        self.programme_id.choices = programme_options(programmes)
        choices = organisation_options()
        for entry in (*self.members, *self.partners):
            entry.form.organisation_id.choices = choices
