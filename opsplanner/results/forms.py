"""The forms of results whose questions are fixed; the form of a case is made from the template in asking.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from opsplanner.core.errors import Refusal
from opsplanner.core.forms import MomentField, at_most, options, stripped
from opsplanner.core.posted import PostedForm
from opsplanner.results.words import TERMS


class ReasonForm(PostedForm):
    """One sentence why something is taken back."""

    reason = StringField(
        _l("Reason"),
        [DataRequired(_l("Say in one sentence why.")), Length(max=1000, message=_l("Shorten the reason."))],
        description=_l("One sentence; it is kept and can be read by whoever sees the case or submission."),
    )


class VerdictForm(PostedForm):
    """What a pair of cases of two Members is, and why."""

    verdict = RadioField(_l("What is it?"), [DataRequired(_l("Choose one."))])
    reason = StringField(
        _l("Reason"),
        [DataRequired(_l("Say in one sentence why.")), at_most(1000)],
        filters=[stripped],
        description=_l("One sentence; it is kept in the log."),
    )

    def __init__(self, verdicts: Mapping[Any, Any], **more: Any) -> None:
        super().__init__(**more)
        self.verdict.choices = options(verdicts)


class UploadForm(PostedForm):
    """A sheet to be read."""

    file = FileField(_l("Your sheet"), [FileRequired(_l("Choose the file first."))])


class UntilForm(PostedForm):
    """A day and a time by the clocks of the reader's own zone, which the page names."""

    until = MomentField(_l("New due time"))
    reason = StringField(_l("Reason"), [DataRequired(_l("Say in one sentence why.")), at_most(500)], filters=[stripped])

    def moment(self, zone: str) -> datetime:
        """The moment entered."""
        return in_zone(self.until.data, zone)


class MoreTimeForm(UntilForm):
    """A Member asks for more time."""

    until = MomentField(_l("Until when"), [DataRequired(_l("Enter a day and a time."))])


class TermsForm(UntilForm):
    """What shall hold for the returns chosen."""

    what = RadioField(_l("What shall hold"), [DataRequired(_l("Choose one."))])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.what.choices = options(TERMS)

    def validate_until(self, field: MomentField) -> None:
        """More time needs to know until when."""
        if self.what.data == "extend" and field.data is None:
            raise ValidationError(_("Enter a day and a time."))


class AnswerForm(PostedForm):
    """The answer to a request for more time."""

    until = MomentField(_l("Until when"))
    answer = StringField(_l("Answer"), [at_most(500)], description=_l("One sentence; needed to refuse."))

    def moment(self, zone: str) -> datetime:
        """The moment entered."""
        return in_zone(self.until.data, zone)


def in_zone(entered: datetime | None, zone: str) -> datetime:
    """A moment as clocks there show it, in UTC. The form has seen to it that there is one."""
    if entered is None:
        raise Refusal(_("Enter a day and a time."))
    return entered.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
