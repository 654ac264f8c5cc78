"""The words of this package's closed lists, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core.access import COMMAND_LINE, Role
from opsplanner.directory.models import Account, LinkState, OrganisationKind

KINDS: dict[str, LazyString] = {
    OrganisationKind.CUSTOMS: _l("Customs administration"),
    OrganisationKind.BORDER_GUARD: _l("Border guard"),
    OrganisationKind.POLICE: _l("Police"),
    OrganisationKind.LICENSING: _l("Licensing authority"),
    OrganisationKind.PORT_CONTROL_UNIT: _l("Port control unit"),
    OrganisationKind.RILO: _l("Regional liaison office (RILO)"),
    OrganisationKind.PARTNER: _l("Partner organisation"),
    OrganisationKind.SECRETARIAT: _l("Secretariat"),
}
PLATFORM_ROLES: dict[str, LazyString] = {
    Role.SECRETARIAT: _l("Secretariat: runs the platform and sees all operations"),
    Role.OPENER: _l("Opener: may open operations"),
}
ACCOUNT_STATES: dict[str, LazyString] = {
    "active": _l("Signs in"),
    "invited": _l("Invited"),
    "disabled": _l("Disabled"),
}
LINK_STATES: dict[str, LazyString] = {
    LinkState.LIVE: _l("Can be used"),
    LinkState.USED: _l("Used"),
    LinkState.EXPIRED: _l("Expired"),
    LinkState.REVOKED: _l("Revoked"),
}


def kind_label(kind: str) -> str:
    """What an organisation of this kind is called."""
    return str(KINDS.get(kind, kind))


def account_state(account: Account) -> str:
    """A key of ACCOUNT_STATES."""
    if not account.active:
        return "disabled"
    return "active" if account.password else "invited"


def inviter(name: str) -> str:
    """Who invited, as a person is told: commands act with the secretariat's rights."""
    return _("The secretariat") if name == COMMAND_LINE else name
