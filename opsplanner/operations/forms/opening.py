"""The form that opens an operation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField, RadioField, SelectField, StringField
from wtforms.validators import Regexp

from opsplanner.core.forms import DayField, NamedTexts, needed, number_or_none, options, stripped
from opsplanner.core.i18n import label
from opsplanner.core.posted import PostedForm
from opsplanner.operations.forms.offers import network_options, programme_options, zone_options
from opsplanner.operations.forms.spans import check_span
from opsplanner.operations.models import Network, Programme
from opsplanner.operations.presets import PRESETS

CODE_PATTERN = r"^[A-Z0-9][A-Z0-9-]{1,18}[A-Z0-9]$"
CODE_RULE = _l("Write the code with 3 to 20 capital letters, digits and hyphens, for example COSMO2.")


class OpeningForm(PostedForm):
    """What has to be known before an operation exists; everything else follows from the preset and can be changed."""

    preset = RadioField(_l("Start from"), [needed(_l("Choose what to start from."))])
    code = StringField(
        _l("Code"),
        [needed(_l("Enter a code.")), Regexp(CODE_PATTERN, message=CODE_RULE)],
        filters=[stripped],
        description=_l(
            "Short, in capital letters: it stands in every address, sheet and file name, and never changes."
        ),
    )
    name = FormField(NamedTexts, _l("Name"))
    starts_on = DayField(_l("First day of the action phase"), [needed(_l("Enter the first day."))])
    ends_on = DayField(_l("Last day of the action phase"), [needed(_l("Enter the last day."))])
    time_zone = SelectField(
        _l("Time zone"), default="UTC", description=_l("Days of the operation begin and end in this zone.")
    )
    programme_id = SelectField(_l("Programme"), coerce=number_or_none)
    network_id = SelectField(_l("Network"), coerce=number_or_none)

    def __init__(self, programmes: list[Programme], networks: list[Network], **more: Any) -> None:
        super().__init__(**more)
        self.preset.choices = options((key, label(preset.name)) for key, preset in PRESETS.items())
        self.time_zone.choices = zone_options()
        self.programme_id.choices = programme_options(programmes)
        self.network_id.choices = network_options(networks)

    def validate_ends_on(self, field: DayField) -> None:
        """The last day is not before the first, nor years after it."""
        check_span(self.starts_on.data, field.data)
