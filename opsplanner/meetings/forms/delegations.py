"""The form of a delegation: who an organisation sends, by function, and who was there on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from opsplanner.core.forms import Row, VersionedForm, at_most, needed, options, rows, stripped
from opsplanner.core.i18n import day
from opsplanner.meetings import words
from opsplanner.meetings.models import DelegateRole
from opsplanner.operations.forms.papers import LANGUAGES


class DelegateRow(Row):
    """One delegate."""

    function = StringField(
        _l("Function"), [needed(_l("Enter the function, not a name.")), at_most(120)], filters=[stripped]
    )
    role = SelectField(_l("In the delegation"), choices=options(words.ROLES), default=DelegateRole.DELEGATE)
    language = SelectField(_l("Language"), choices=options(LANGUAGES))
    present = SelectMultipleField(_l("Present"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())
    remove = BooleanField(_l("Remove"))

    def is_kept(self) -> bool:
        """Selects always hold something: a row counts when a function was written."""
        return bool(self.function.data) and not self.remove.data


class DelegationForm(VersionedForm):
    """All that one organisation sends."""

    delegates = rows(DelegateRow, _l("Delegates"))

    def offer(self, days: Sequence[date], *, roll: bool) -> None:
        """Fills the days of attendance, also of blank rows; only who runs the meeting (`roll`) says who was there."""
        offered = options((each.isoformat(), day(each)) for each in days)
        for entry in self.delegates:
            if roll:
                entry.form.present.choices = offered
            else:
                del entry.form.present

    def values(self) -> dict[str, Any]:
        """Rows; without attendance where it was not asked for."""
        return {"delegates": [dict(row) for row in super().values()["delegates"]]}
