"""What is asked on the pages of the directory."""

from opsplanner.directory.forms.organisations import OrganisationForm, RetireForm
from opsplanner.directory.forms.people import InviteForm, PersonForm, RolesForm
from opsplanner.directory.forms.profile import (
    AskResetForm,
    DisplayForm,
    JoinForm,
    KeysForm,
    NewPassPhraseForm,
    PassPhraseForm,
    ProfileForm,
)

__all__ = [
    "AskResetForm",
    "DisplayForm",
    "InviteForm",
    "JoinForm",
    "KeysForm",
    "NewPassPhraseForm",
    "OrganisationForm",
    "PassPhraseForm",
    "PersonForm",
    "ProfileForm",
    "RetireForm",
    "RolesForm",
]
