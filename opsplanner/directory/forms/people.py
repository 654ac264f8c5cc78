"""Forms about other people: inviting, changing, platform roles."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Email, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from opsplanner.core.access import Actor, Role, Seat
from opsplanner.core.differences import Differences, differences
from opsplanner.core.posted import PostedForm
from opsplanner.directory.forms import choices
from opsplanner.directory.models import Account
from opsplanner.directory.services import PersonValues, lists, person_stamp
from opsplanner.directory.words import PLATFORM_ROLES


class TickField(SelectMultipleField):
    """Several choices, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PersonForm(PostedForm):
    """What others say of a person."""

    name = StringField(_l("Name"), [Length(max=120)])
    function = StringField(
        _l("Function"), [Length(max=120)], description=_l("Participants of an operation see people by function.")
    )
    organisation = SelectField(_l("Organisation"), [InputRequired(message=_l("Choose the organisation"))])
    language = RadioField(_l("Language"), description=_l("Of mails and pages; the person may change it."))
    version = HiddenField(validators=[Optional()])

    def __init__(self, actor: Actor, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(data=_stored(account) if account else kwargs.pop("data", None), **kwargs)
        self.language.choices = choices.picks(choices.languages())
        own = None if actor.is_secretariat else lists.own_offices(actor)
        self.organisation.choices = choices.picks(choices.organisations(ids=own))

    def newer(self, account: Account) -> Differences:
        """What somebody else stored meanwhile, where it differs; saving once more replaces it."""
        self.version.data = person_stamp(account)
        return differences(self, _stored(account))

    def values(self, email: str) -> PersonValues:
        """What the service takes."""
        return PersonValues(
            email=email,
            organisation_id=int(self.organisation.data),
            name=self.name.data or "",
            function=self.function.data or "",
            language=self.language.data,
        )


class InviteForm(PersonForm):
    """A new person, and how the link travels."""

    email = EmailField(
        _l("E-mail address"),
        [
            InputRequired(message=_l("Enter the e-mail address")),
            Email(message=_l("Enter an e-mail address such as name@example.org")),
        ],
    )
    operations = TickField(_l("Operations"), description=_l("Where the person takes part with you, as member."))
    way = RadioField(_l("How the link travels"), default="mail")

    def __init__(self, actor: Actor, **kwargs: Any) -> None:
        super().__init__(
            actor, data={"language": actor.language, "organisation": str(actor.organisation_id or "")}, **kwargs
        )
        ways = [("mail", _l("By mail")), ("link", _l("Shown once, to be handed over on another channel"))]
        self.way.choices = choices.picks(ways)
        self.operations.choices = choices.picks(
            [(seat.operation_code, seat.operation_code) for seat in shared_seats(actor)]
        )
        if not self.operations.choices:
            del self.operations

    def chosen_seats(self, actor: Actor) -> list[Seat]:
        """The actor's own seats that the new person is to hold too."""
        chosen = self.operations.data if "operations" in self else []
        return [seat for seat in shared_seats(actor) if seat.operation_code in chosen]


class RolesForm(PostedForm):
    """Platform-wide roles."""

    roles = TickField(_l("Platform roles"))
    # Those that stood when the page was shown: two may change them at once.
    shown = HiddenField()

    def __init__(self, account: Account, **kwargs: Any) -> None:
        self.standing = " ".join(sorted(role.name for role in account.roles)) or "-"
        super().__init__(data={"roles": [role.name for role in account.roles], "shown": self.standing}, **kwargs)
        self.roles.choices = choices.picks(list(PLATFORM_ROLES.items()))


def shared_seats(actor: Actor) -> list[Seat]:
    """Seats of the actor that a colleague may hold too: as member, for the actor's own organisation."""
    return [seat for seat in actor.seats if seat.role is Role.MEMBER and seat.organisation_id == actor.organisation_id]


def _stored(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "function": account.function,
        "organisation": str(account.organisation_id),
        "language": account.language,
        "version": person_stamp(account),
    }
