"""One form for each section of a plan; its fields are the section's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, RadioField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.validators import InputRequired, Regexp, ValidationError

from opsplanner.core.forms import (
    AmountField,
    DayField,
    LongTexts,
    NamedTexts,
    OfferedTexts,
    Row,
    ShortTexts,
    VersionedForm,
    chooser,
    needed,
    number_or_none,
    options,
    rows,
    stripped,
)
from opsplanner.core.i18n import label, language
from opsplanner.documents.words import unit
from opsplanner.operations import words
from opsplanner.operations.forms.offers import (
    currency_options,
    network_options,
    organisation_options,
    programme_options,
    zone_options,
)
from opsplanner.operations.forms.spans import check_span
from opsplanner.operations.models import Network, PhaseKind, Programme
from opsplanner.operations.presets import HS_EDITIONS
from opsplanner.reference.measures import measures


@dataclass(frozen=True, slots=True)
class Offers:
    """What exists to choose from."""

    programmes: list[Programme]
    networks: list[Network]


class SectionForm(VersionedForm):
    """A section's form; `offer` fills its selects."""

    def offer(self, offers: Offers) -> None:
        """Nothing to choose, unless a section says otherwise."""


class IdentityForm(SectionForm):
    """Name, programme, network, lead, a note shown under the name."""

    name = FormField(NamedTexts, _l("Name"))
    programme_id = SelectField(_l("Programme"), coerce=number_or_none)
    network_id = SelectField(_l("Network"), coerce=number_or_none)
    lead_id = SelectField(_l("Led by"), coerce=number_or_none)
    note = FormField(LongTexts, _l("Note for all readers"))

    def offer(self, offers: Offers) -> None:
        """Programmes, networks and organisations."""
        self.programme_id.choices = programme_options(offers.programmes)
        self.network_id.choices = network_options(offers.networks)
        self.lead_id.choices = organisation_options()


class PurposeForm(SectionForm):
    """Why the operation is held."""

    purpose = FormField(LongTexts, _l("Purpose"))
    background = FormField(LongTexts, _l("Background"))


class ScopeForm(SectionForm):
    """What the operation is about, and what it rests on."""

    scope = FormField(LongTexts, _l("Scope"))
    references = FormField(LongTexts, _l("References"))


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

    phases = rows(PhaseRow, _l("Phases"))
    milestones = rows(MilestoneRow, _l("Milestones"))


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


class IndicatorRow(Row):
    """A risk indicator Members may name in a case."""

    code = StringField(
        _l("Code"),
        [
            needed(_l("Enter a code.")),
            Regexp(r"^[A-Z0-9][A-Z0-9-]{0,19}$", message=_l("Use capital letters, digits and hyphens.")),
        ],
        filters=[stripped],
    )
    text = FormField(OfferedTexts, _l("Risk indicator"))
    remove = BooleanField(_l("Remove"))


class ContentForm(SectionForm):
    """What Members are asked for."""

    hs_edition = SelectField(_l("Edition of the Harmonized System"), coerce=int)
    blocks = SelectMultipleField(
        _l("Columns of the short sheet"),
        [InputRequired(_l("Choose at least the core columns."))],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    risk_indicators = rows(IndicatorRow, _l("Risk indicators"))

    def offer(self, offers: Offers) -> None:
        """Editions and blocks."""
        self.hs_edition.choices = options((year, f"HS {year}") for year in HS_EDITIONS)
        self.blocks.choices = options(words.BLOCKS)

    def validate_blocks(self, field: SelectMultipleField) -> None:
        """The core columns are always there."""
        if "short" not in (field.data or []):
            raise ValidationError(_("Choose at least the core columns."))

    def validate_risk_indicators(self, field: Any) -> None:
        """A code stands for one indicator."""
        codes = [entry.form.code.data for entry in field if entry.form.is_kept()]
        if len(set(codes)) < len(codes):
            raise ValidationError(_("Two risk indicators have the same code. Give each its own."))


class SharingForm(SectionForm):
    """Who sees more than their own, and whether a sheet may come in parts."""

    sharing = RadioField(_l("Who else sees rows marked GREEN?"), [needed(_l("Choose who sees them."))])
    guests_see_figures = BooleanField(_l("Guests see the figures of the whole operation"))
    parts_allowed = BooleanField(
        _l("A sheet with mistakes may send its ready rows at once"),
        description=_l(
            "The other rows stay in the Member’s draft to be put right. Otherwise a sheet is sent whole or not at all."
        ),
    )

    def offer(self, offers: Offers) -> None:
        """The three rules."""
        self.sharing.choices = options(words.SHARING)


class RateRow(Row):
    """What one unit of a currency is worth from a day on."""

    currency = SelectField(_l("Currency"), [needed(_l("Choose the currency."))])
    valid_from = DayField(_l("From"), [needed(_l("Enter the day from which the rate holds."))])
    rate = AmountField(_l("Worth in the reporting currency"), [needed(_l("Enter the rate."))], most=10**9)
    remove = BooleanField(_l("Remove"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.currency.choices = [*chooser({}), *currency_options()]

    def validate_rate(self, field: AmountField) -> None:
        """A rate is above zero."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(_("Enter a rate above 0."))


class MoneyForm(SectionForm):
    """The currency of totals, and the rates into it."""

    currency = SelectField(_l("Reporting currency"), [needed(_l("Choose the currency."))])
    rates = rows(RateRow, _l("Rates"))

    def offer(self, offers: Offers) -> None:
        """Currencies."""
        self.currency.choices = currency_options()

    def validate_rates(self, field: Any) -> None:
        """A currency has one rate a day."""
        keys = [(entry.form.currency.data, entry.form.valid_from.data) for entry in field if entry.form.is_kept()]
        if len(set(keys)) < len(keys):
            raise ValidationError(_("Two rates of one currency begin on the same day. Keep one."))


FORMS: Mapping[str, type[SectionForm]] = {
    "identity": IdentityForm,
    "purpose": PurposeForm,
    "scope": ScopeForm,
    "dates": DatesForm,
    "phases": PhasesForm,
    "objectives": ObjectivesForm,
    "content": ContentForm,
    "sharing": SharingForm,
    "money": MoneyForm,
}
