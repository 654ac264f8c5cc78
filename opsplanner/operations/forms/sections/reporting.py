"""Forms of what is reported, to whom it shows, and how it is judged."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, RadioField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.validators import InputRequired, Regexp, ValidationError

from opsplanner.core.forms import (
    AmountField,
    DayField,
    LongTexts,
    OfferedTexts,
    Row,
    chooser,
    needed,
    options,
    rows,
    stripped,
)
from opsplanner.operations import words
from opsplanner.operations.forms.offers import currency_options
from opsplanner.operations.forms.sections.base import Offers, SectionForm
from opsplanner.operations.presets import HS_EDITIONS


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


class EvaluationForm(SectionForm):
    """How the operation is judged afterwards."""

    evaluation = FormField(LongTexts, _l("Evaluation"))
