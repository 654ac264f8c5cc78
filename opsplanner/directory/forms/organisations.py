"""The form of an organisation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp, ValidationError

from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import DayField
from opsplanner.core.posted import PostedForm
from opsplanner.core.text import LANGUAGES, Text
from opsplanner.directory.forms import choices
from opsplanner.directory.models import Organisation, OrganisationKind
from opsplanner.directory.services import OrganisationValues, organisation_stamp
from opsplanner.directory.words import KINDS

CODE = r"^\s*[A-Za-z][A-Za-z0-9-]{1,19}\s*$"


def _asked(sentence: Any) -> InputRequired:
    return InputRequired(message=sentence)


class OrganisationForm(PostedForm):
    """All that is said of an organisation. Its code is asked once, when it is added."""

    code = StringField(
        _l("Code"),
        [
            _asked(_l("Enter a code")),
            Regexp(CODE, message=_l("A code begins with a letter and has letters, digits and hyphens, 2 to 20 in all")),
        ],
        description=_l(
            "A Member’s customs: its two-letter ISO code. An office: the Member’s code, a hyphen and a short name."
        ),
    )
    kind = SelectField(_l("Kind"))
    name_en = StringField(_l("Name in English"), [_asked(_l("Enter the name in English")), Length(max=200)])
    name_fr = StringField(_l("Name in French"), [_asked(_l("Enter the name in French")), Length(max=200)])
    name_ru = StringField(_l("Name in Russian"), [Length(max=200)])
    parent = SelectField(_l("Lies under"), description=_l("For an office or a unit: the Member it belongs to."))
    country = SelectField(_l("Country"))
    region = SelectField(_l("WCO region"))
    rilo = SelectField(_l("Served by"), description=_l("The liaison office (RILO) that serves it."))
    email = EmailField(
        _l("E-mail"), [Optional(), Email(message=_l("Enter an e-mail address such as name@example.org"))]
    )
    address = StringField(_l("Address"), [Length(max=300)])
    note = TextAreaField(_l("Note"), [Length(max=2000)])
    valid_from = DayField(_l("First day"))
    valid_to = DayField(_l("Last day"))
    version = HiddenField(validators=[Optional()])

    def __init__(self, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(data=_stored(organisation) if organisation else None, **kwargs)
        if organisation is not None:
            del self.code
        self.kind.choices = choices.picks(list(KINDS.items()))
        self.country.choices = choices.picks([choices.nothing(), *choices.codes("country")])
        self.region.choices = choices.picks([choices.nothing(), *choices.codes("region")])
        self.rilo.choices = choices.picks([choices.nothing(), *choices.organisations([OrganisationKind.RILO])])
        self.parent.choices = choices.picks([choices.nothing(), *choices.organisations()])

    def validate_valid_to(self, field: DayField) -> None:
        """The last day is not before the first."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_l("The last day lies before the first"))

    def newer(self, organisation: Organisation) -> Differences:
        """What somebody else stored meanwhile, where it differs; saving once more replaces it."""
        self.version.data = organisation_stamp(organisation)
        return differences(self, _stored(organisation))

    def values(self) -> OrganisationValues:
        """What the service takes."""
        return OrganisationValues(
            kind=self.kind.data,
            name=Text.of(self.name_en.data.strip(), fr=self.name_fr.data.strip(), ru=(self.name_ru.data or "").strip()),
            parent_id=_number(self.parent.data),
            country=self.country.data or None,
            wco_region=self.region.data,
            rilo_id=_number(self.rilo.data),
            email=(self.email.data or "").strip(),
            address=(self.address.data or "").strip(),
            note=(self.note.data or "").strip(),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )


class RetireForm(PostedForm):
    """When an organisation ends."""

    last_day = DayField(_l("Last day"), [_asked(_l("Enter the last day"))])


def _number(text: str) -> int | None:
    return int(text) if text else None


def _stored(organisation: Organisation) -> dict[str, Any]:
    return {
        "kind": organisation.kind,
        "parent": str(organisation.parent_id or ""),
        "country": organisation.country or "",
        "region": organisation.wco_region,
        "rilo": str(organisation.rilo_id or ""),
        "version": organisation_stamp(organisation),
        **{f"name_{lang}": organisation.name.as_dict().get(lang, "") for lang in LANGUAGES},
        **{name: getattr(organisation, name) for name in ("email", "address", "note", "valid_from", "valid_to")},
    }
