"""The form of a training workshop: where and when, about what, and how many of which organisations; nobody by name."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from opsplanner.core.forms import (
    DayField,
    NamedTexts,
    Row,
    VersionedForm,
    at_most,
    chooser,
    needed,
    number_or_none,
    options,
    rows,
    stripped,
)
from opsplanner.core.i18n import language
from opsplanner.operations.forms.offers import organisation_options
from opsplanner.operations.models import Programme
from opsplanner.reference import code_list
from opsplanner.reference.themes import themes
from opsplanner.surveys.words import SPOKEN

MOST_PERSONS = 10_000


class GroupRow(Row):
    """How many of an organisation were trained."""

    organisation_id = SelectField(_l("Organisation"), [needed(_l("Choose the organisation."))], coerce=number_or_none)
    persons = IntegerField(
        _l("Persons trained"),
        [
            Optional(),
            NumberRange(1, MOST_PERSONS, message=_l("Enter how many were trained, from 1 to 10,000.")),
            needed(_l("Enter how many were trained.")),
        ],
    )
    remove = BooleanField(_l("Remove"))


class WorkshopForm(VersionedForm):
    """A workshop that was held."""

    title = FormField(NamedTexts, _l("Title"))
    starts_on = DayField(_l("First day"), [needed(_l("Enter the first day."))])
    ends_on = DayField(_l("Last day"), [needed(_l("Enter the last day."))])
    country = SelectField(_l("Country"), [needed(_l("Choose the country."))])
    place = StringField(_l("Place"), [needed(_l("Enter the place.")), at_most(120)], filters=[stripped])
    language = SelectField(_l("Language"), choices=options(SPOKEN))
    theme = SelectField(_l("Theme"), [needed(_l("Choose a theme"))])
    host_id = SelectField(_l("Host"), [needed(_l("Choose the host."))], coerce=number_or_none)
    programme_id = SelectField(_l("Programme"), coerce=number_or_none)
    note = TextAreaField(_l("Remarks"), [at_most(3000)], filters=[stripped], description=_l("Name no person."))
    groups = rows(GroupRow, _l("Who was trained"))

    def offer(self, programmes: list[Programme]) -> None:
        """Fills the selects, also those of blank rows."""
        lang = language()
        countries = {code: each.label.to(lang) for code, each in code_list("country").codes.items()}
        self.country.choices = chooser(dict(sorted(countries.items(), key=lambda pair: pair[1])))
        self.theme.choices = chooser({code: text.to(lang) for code, text in themes().items()})
        self.programme_id.choices = options([("", _l("None")), *((each.id, each.code) for each in programmes)])
        organisations = organisation_options()
        self.host_id.choices = organisations
        for entry in self.groups:
            entry.form.organisation_id.choices = organisations

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        said = super().values()
        groups = [{name: each[name] for name in ("organisation_id", "persons")} for each in said["groups"]]
        return {**said, "groups": groups}
