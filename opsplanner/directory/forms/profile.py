"""Forms about oneself: profile, display, pass phrase, taking an account, asking for a new link."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import Email, EqualTo, InputRequired, Length, ValidationError

from opsplanner.core.posted import PostedForm
from opsplanner.directory.forms import choices
from opsplanner.directory.models import Account
from opsplanner.directory.passphrase import SHORTEST, complaints
from opsplanner.directory.services import Profile


class ProfileForm(PostedForm):
    """What people say of themselves."""

    name = StringField(_l("Name"), [InputRequired(message=_l("Enter your name")), Length(max=120)])
    function = StringField(
        _l("Function"),
        [InputRequired(message=_l("Enter your function")), Length(max=120)],
        description=_l("Participants of an operation see you by function, for example: national contact point."),
    )
    phone = StringField(_l("Office telephone"), [Length(max=60)])
    language = RadioField(_l("Language"), description=_l("Of pages, mails and exports."))
    time_zone = SelectField(_l("Time zone"), description=_l("Due times are shown in it."))

    def __init__(self, account: Account, **kwargs: Any) -> None:
        names = ("name", "function", "phone", "language", "time_zone")
        super().__init__(data={name: getattr(account, name) for name in names} | kwargs.pop("start", {}), **kwargs)
        self.account = account
        self.language.choices = choices.picks(choices.languages())
        self.time_zone.choices = choices.picks(choices.time_zones(account.time_zone))

    def profile(self) -> Profile:
        """What the service takes."""
        return Profile(
            self.name.data, self.function.data, self.phone.data or "", self.language.data, self.time_zone.data
        )


class DisplayForm(PostedForm):
    """How pages look."""

    theme = RadioField(_l("Theme"))
    density = RadioField(_l("Rows"))

    def __init__(self, account: Account, **kwargs: Any) -> None:
        super().__init__(data={"theme": account.theme, "density": account.density}, **kwargs)
        self.theme.choices = choices.picks([("auto", _l("Automatic")), ("light", _l("Light")), ("dark", _l("Dark"))])
        self.density.choices = choices.picks([("comfortable", _l("Comfortable")), ("compact", _l("Compact"))])


class KeysForm(PostedForm):
    """Whether single letters act; off until somebody wants them."""

    shortcuts = BooleanField(
        _l("Single keys act"), description=_l("On the page of a review: a accepts, r returns, n goes to the next.")
    )


class PassPhraseFields:
    """A new pass phrase, typed (or pasted) twice. The form says whose it is: `account`."""

    account: Account
    pass_phrase = PasswordField(
        _l("New pass phrase"),
        [InputRequired(message=_l("Enter a pass phrase"))],
        description=_l("At least %(n)s characters. Four or five words do well; spaces are welcome.", n=SHORTEST),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same once more"),
        [
            InputRequired(message=_l("Write the new pass phrase once more")),
            EqualTo("pass_phrase", message=_l("The two pass phrases differ")),
        ],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_pass_phrase(self, field: PasswordField) -> None:
        """The rules of passphrase.py."""
        for complaint in complaints(field.data, self.account.email, self.account.name):
            raise ValidationError(complaint)


class NewPassPhraseForm(PassPhraseFields, PostedForm):
    """For who came by a link."""

    def __init__(self, account: Account, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.account = account


class PassPhraseForm(NewPassPhraseForm):
    """For who knows the present one."""

    present = PasswordField(
        _l("Present pass phrase"),
        [InputRequired(message=_l("Enter your present pass phrase"))],
        render_kw={"autocomplete": "current-password"},
    )


class JoinForm(PassPhraseFields, ProfileForm):
    """An invited person takes the account; the first of the secretariat also says under which address."""

    email = EmailField(
        _l("E-mail address"),
        [
            InputRequired(message=_l("Enter the e-mail address")),
            Email(message=_l("Enter an e-mail address such as name@example.org")),
        ],
        description=_l("You sign in with it."),
        render_kw={"autocomplete": "username"},
    )

    def __init__(self, account: Account, asks_address: bool, **kwargs: Any) -> None:
        super().__init__(account, **kwargs)
        if not asks_address:
            del self.email


class AskResetForm(PostedForm):
    """Who has lost the pass phrase."""

    email = EmailField(
        _l("E-mail address"),
        [InputRequired(message=_l("Enter the e-mail address")), Length(max=255)],
        render_kw={"autocomplete": "username"},
    )
