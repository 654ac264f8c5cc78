"""What holds for the first and the last day of anything that lasts."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from opsplanner.operations.periods import LONGEST


def check_span(first: date | None, last: date | None) -> None:
    """Raises the sentence about the last day when both are known and out of order, or too far apart to be meant."""
    if first is None or last is None:
        return
    if last < first:
        raise ValidationError(_("The last day is before the first. Check both days."))
    if last - first > LONGEST:
        raise ValidationError(_("These are more than three years. Check the years of both days."))
