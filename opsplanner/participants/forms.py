"""The forms of participation: adding, answering, contact points, people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from opsplanner.core.forms import Row, VersionedForm, at_most, needed, options, rows, stripped
from opsplanner.core.i18n import SCREEN_LANGUAGES, label
from opsplanner.core.posted import PostedForm
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Network
from opsplanner.participants.duty import city
from opsplanner.participants.words import REVIEWERS, ROLES
from opsplanner.reference import code_list

NOT_AN_ADDRESS = _l("Enter an e-mail address, for example ncp@customs.example.")


class SourceForm(PostedForm):
    """Where the participants to add come from; everything that is filled in counts."""

    names = TextAreaField(
        _l("Codes or names"),
        filters=[stripped],
        description=_l("One a line, or separated by commas: KZ, KAZ, Kazakhstan, RILO-CIS. Accents do not matter."),
    )
    network = SelectField(_l("A network"))
    region = SelectField(_l("A WCO region"))
    file = FileField(_l("A list as a file"))
    role = SelectField(_l("They take part as"))
    table = (
        HiddenField()
    )  # the table read before, sealed, so that another of its columns can be read without sending it again
    column = HiddenField()

    def offer(self, networks: Iterable[Network], lang: str) -> None:
        """Networks, regions, roles."""
        self.network.choices = [
            *options({"": _l("None")}),
            *options((n.code, f"{n.code} – {label(n.name)}") for n in networks),
        ]
        regions = code_list("region").codes.values()
        self.region.choices = [*options({"": _l("None")}), *options((r.code, r.label.to(lang)) for r in regions)]
        self.role.choices = [*options({"": _l("What is usual for each")}), *options(ROLES)]


class AnswerForm(PostedForm):
    """Accept, decline or withdraw; and who reviews."""

    state = RadioField(_l("Your answer"), [needed(_l("Choose an answer."))])
    reviewer = RadioField(_l("Who reviews your results?"), [Optional()])
    reason = StringField(_l("Reason"), [at_most(300)], filters=[stripped])

    def offer(self, states: Iterable[tuple[str, Any]], reviewers: Iterable[str]) -> None:
        """The answers that are possible now, and the reviewers that take part."""
        self.state.choices = options(states)
        self.reviewer.choices = options((kind, REVIEWERS[kind]) for kind in reviewers)


class ContactRow(Row):
    """A contact point or deputy: a function and an office address, never a private one."""

    function = StringField(_l("Function"), [needed(_l("Enter the function.")), at_most(120)], filters=[stripped])
    office = StringField(_l("Office"), [at_most(300)], filters=[stripped])
    email = StringField(
        _l("Office e-mail"),
        [needed(_l("Enter the office e-mail address.")), Email(message=NOT_AN_ADDRESS), at_most(300)],
        filters=[stripped],
    )
    phone = StringField(_l("Phone"), [at_most(60)], filters=[stripped])
    languages = StringField(_l("Languages"), [at_most(60)], filters=[stripped])
    duty_hours = StringField(
        _l("Duty hours"), [at_most(120)], filters=[stripped], description=_l("On its own clocks: 08:00–18:00.")
    )
    time_zone = SelectField(_l("Time zone"), validate_choice=False)
    remove = BooleanField(_l("Remove"))


class ContactsForm(VersionedForm):
    """The contact point first, its deputies after it."""

    contacts = rows(ContactRow, _l("Contact points"))

    def offer(self, zones: Sequence[str]) -> None:
        """The time zones for every row, with the one it has."""
        for entry in self.contacts:
            kept = entry.form.time_zone.data or ""
            entry.form.time_zone.choices = zone_options((*zones, kept))


class ContactStep(PostedForm):
    """A contact point or a deputy, as it is named for the first time."""

    function = StringField(_l("Function"), [needed(_l("Enter the function.")), at_most(120)], filters=[stripped])
    office = StringField(_l("Office"), [at_most(300)], filters=[stripped])
    email = StringField(
        _l("Office e-mail"),
        [needed(_l("Enter the office e-mail address.")), Email(message=NOT_AN_ADDRESS), at_most(300)],
        filters=[stripped],
    )
    phone = StringField(_l("Phone"), [at_most(60)], filters=[stripped])


class HoursStep(PostedForm):
    """When somebody answers, on which clocks, and in which languages."""

    languages = StringField(
        _l("Languages"), [needed(_l("Enter at least one language.")), at_most(60)], filters=[stripped],
        description=_l("For example: fr, en."),
    )  # fmt: skip
    first = TimeField(_l("On duty from"), [needed(_l("Enter a time of day, for example 08:00."))])
    last = TimeField(_l("until"), [needed(_l("Enter a time of day, for example 08:00."))])
    time_zone = SelectField(_l("Time zone"))


class ReviewerStep(PostedForm):
    """Who reviews."""

    reviewer = RadioField(_l("Who reviews your results?"), [needed(_l("Choose who reviews."))])


def zone_options(zones: Iterable[str]) -> list[SelectChoice]:
    """Time zones by their city, each once."""
    return options(
        (zone, f"{city(zone)} ({zone})" if "/" in zone else zone or _l("Not said")) for zone in dict.fromkeys(zones)
    )


class PersonForm(PostedForm):
    """Somebody new who may open the operation."""

    email = StringField(
        _l("E-mail"),
        [needed(_l("Enter the e-mail address.")), Email(message=NOT_AN_ADDRESS), at_most(255)],
        filters=[stripped],
    )
    name = StringField(_l("Name"), [at_most(120)], filters=[stripped])
    function = StringField(_l("Function"), [at_most(120)], filters=[stripped])
    organisation_id = SelectField(_l("Organisation"), coerce=int)
    language = SelectField(_l("Language"))
    way = RadioField(_l("How does the link reach the person?"), [needed(_l("Choose how."))], default="mail")

    def offer(self, offices: Iterable[Organisation]) -> None:
        """The organisation with its offices, languages, ways."""
        self.organisation_id.choices = options((office.id, label(office.name)) for office in offices)
        self.language.choices = options(SCREEN_LANGUAGES)
        self.way.choices = options({"mail": _l("By mail"), "link": _l("I hand it over on another channel")})
