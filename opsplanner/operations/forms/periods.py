"""The forms that lay reporting periods: by a pattern, or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from opsplanner.core.forms import (
    DayField,
    MomentField,
    Row,
    VersionedForm,
    at_most,
    chooser,
    needed,
    options,
    rows,
    stripped,
)
from opsplanner.core.posted import PostedForm
from opsplanner.operations import words
from opsplanner.operations.forms.spans import check_span
from opsplanner.operations.models import Operation, PeriodKind
from opsplanner.operations.periods import DueRule, Pattern, Window, lay, rehearsal


class LayForm(PostedForm):
    """A pattern, when returns are due, and days on which reporting is practised."""

    pattern = RadioField(_l("Members report"), [needed(_l("Choose how often Members report."))], default=Pattern.WEEKLY)
    daily_at = TimeField(
        _l("A day is due the next day at (UTC)"), [InputRequired(_l("Enter a time."))], default=time(12)
    )
    hours_after = IntegerField(
        _l("Other periods are due this many hours after their end"),
        [InputRequired(_l("Enter a number of hours.")), NumberRange(0, 2000, _l("Enter 0 to 2000 hours."))],
        default=24,
    )
    never_at_night = BooleanField(
        _l("Never in the middle of the night"),
        description=_l(
            "What would be due between 22:00 and 06:00 in the operation’s zone is due at the noon that follows."
        ),
        default=True,
    )
    rehearsal_from = DayField(_l("Rehearsal from"))
    rehearsal_to = DayField(_l("Rehearsal to"))
    reason = StringField(_l("Reason"), [at_most(300)], filters=[stripped])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.pattern.choices = options(words.PATTERNS)

    def validate_rehearsal_to(self, field: DayField) -> None:
        """Both days or none, in order."""
        first, last = self.rehearsal_from.data, field.data
        if bool(first) != bool(last):
            raise ValidationError(_("Enter both days of the rehearsal, or none."))
        check_span(first, last)

    def windows(self, operation: Operation) -> list[Window]:
        """The periods as asked for."""
        rule = DueRule(self.daily_at.data, self.hours_after.data, self.never_at_night.data)
        laid = lay(Pattern(self.pattern.data), operation.starts_on, operation.ends_on, operation.time_zone, rule)
        if self.rehearsal_from.data and self.rehearsal_to.data:
            laid.append(rehearsal(self.rehearsal_from.data, self.rehearsal_to.data, operation.time_zone, rule))
        return laid


class PeriodRow(Row):
    """One period; without a due time it is due by the usual rule."""

    kind = SelectField(_l("Kind"), [needed(_l("Choose the kind."))])
    starts_on = DayField(_l("From"), [needed(_l("Enter the first day."))])
    ends_on = DayField(_l("To"), [needed(_l("Enter the last day."))])
    due = MomentField(_l("Due"))
    remove = BooleanField(_l("Remove"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = chooser(words.PERIOD_KINDS)

    def validate_ends_on(self, field: DayField) -> None:
        """A period ends after it begins, and a day is one day."""
        first, last = self.starts_on.data, field.data
        check_span(first, last)
        if first and last and self.kind.data == PeriodKind.DAILY and last != first:
            raise ValidationError(_("A day begins and ends on the same day."))


class PeriodsForm(VersionedForm):
    """All periods, one a row; times are in the operation's zone."""

    periods = rows(PeriodRow, _l("Reporting periods"))

    def windows(self, operation: Operation) -> Iterator[Window]:
        """The periods as entered."""
        zone = ZoneInfo(operation.time_zone)
        for row in self.values()["periods"]:
            usual = DueRule().due(row["kind"], row["ends_on"], operation.time_zone)
            due = row["due"].replace(tzinfo=zone).astimezone(UTC) if row["due"] else usual
            yield Window(0, row["kind"], row["starts_on"], row["ends_on"], due)
