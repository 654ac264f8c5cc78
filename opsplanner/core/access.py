"""Who may do what: one table of roles and permissions, the mark on every view, and the hook that denies by default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from opsplanner.core.errors import Forbidden


class Permission(StrEnum):
    """resource:action"""

    HOME_SEE = "home:see"
    PROFILE_EDIT = "profile:edit"
    ORGANISATIONS_SEE = "organisations:see"
    ORGANISATIONS_EDIT = "organisations:edit"
    PEOPLE_SEE = "people:see"
    PEOPLE_INVITE = "people:invite"
    PEOPLE_MANAGE = "people:manage"
    OUTBOX_SEE = "outbox:see"
    AUDIT_SEE = "audit:see"
    PROGRAMMES_SEE = "programmes:see"
    PROGRAMMES_EDIT = "programmes:edit"
    OPERATIONS_LIST = "operations:list"
    OPERATIONS_OPEN = "operations:open"
    OPERATION_SEE = "operation:see"
    OPERATION_LOG = "operation:log"
    PLAN_SEE = "plan:see"
    PLAN_EDIT = "plan:edit"
    PARTICIPANTS_SEE = "participants:see"
    PARTICIPANTS_MANAGE = "participants:manage"
    PARTICIPATION_ANSWER = "participation:answer"
    CONTACTS_SEE = "contacts:see"
    CONTACTS_EDIT = "contacts:edit"
    BOARD_SEE = "board:see"
    RESULTS_SUBMIT = "results:submit"
    RESULTS_SEE = "results:see"
    RESULTS_REVIEW = "results:review"
    PERIODS_CLOSE = "periods:close"
    DASHBOARD_SEE = "dashboard:see"
    DASHBOARD_EXPORT = "dashboard:export"
    LESSONS_SEE = "lessons:see"
    LESSONS_ADD = "lessons:add"
    LESSONS_EDIT = "lessons:edit"
    MEETINGS_SEE = "meetings:see"
    MEETINGS_EDIT = "meetings:edit"
    SURVEYS_SEE = "surveys:see"
    SURVEYS_ANSWER = "surveys:answer"
    SURVEYS_REVIEW = "surveys:review"
    WORKSHOPS_SEE = "workshops:see"
    WORKSHOPS_EDIT = "workshops:edit"


class Role(StrEnum):
    """SECRETARIAT and OPENER are held platform-wide; USER by everyone signed in; the others for an organisation in an operation.

    INVITED: for a Member or liaison office that has not accepted yet. It reads what it is asked to join, and meets neither the other
    participants nor what they reported. INVITED_GUEST: so for a guest or observer, to whom the plan stays closed afterwards too.
    """

    USER = "user"
    OPENER = "opener"
    SECRETARIAT = "secretariat"
    PLANNER = "planner"
    LIAISON = "liaison"
    INVITED = "invited"
    INVITED_GUEST = "invited_guest"
    MEMBER = "member"
    GUEST = "guest"
    OBSERVER = "observer"


P = Permission
_EVERYONE = {
    P.HOME_SEE,
    P.PROFILE_EDIT,
    P.ORGANISATIONS_SEE,
    P.PEOPLE_SEE,
    P.OPERATIONS_LIST,
    P.PROGRAMMES_SEE,
    P.MEETINGS_SEE,
    P.WORKSHOPS_SEE,
}
_OBSERVER = {
    P.OPERATION_SEE,
    P.PARTICIPATION_ANSWER,
    P.CONTACTS_EDIT,
    P.DASHBOARD_SEE,
    P.LESSONS_SEE,
    P.MEETINGS_SEE,
}
_INVITED_GUEST = {P.OPERATION_SEE, P.PARTICIPATION_ANSWER, P.CONTACTS_EDIT, P.MEETINGS_SEE}
_INVITED = _INVITED_GUEST | {P.PLAN_SEE}
_GUEST = _OBSERVER | {P.PEOPLE_INVITE, P.RESULTS_SUBMIT, P.RESULTS_SEE, P.SURVEYS_SEE, P.SURVEYS_ANSWER}
_MEMBER = _GUEST | {
    P.PLAN_SEE,
    P.PARTICIPANTS_SEE,
    P.CONTACTS_SEE,
    P.BOARD_SEE,
    P.DASHBOARD_EXPORT,
    P.LESSONS_ADD,
}
_LIAISON = _MEMBER | {P.RESULTS_REVIEW, P.SURVEYS_REVIEW}
_PLANNER = _LIAISON | {
    P.OPERATION_LOG,
    P.PLAN_EDIT,
    P.PARTICIPANTS_MANAGE,
    P.LESSONS_EDIT,
    P.PERIODS_CLOSE,
    P.MEETINGS_EDIT,
    P.WORKSHOPS_EDIT,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.USER: frozenset(_EVERYONE),
    Role.OPENER: frozenset({P.OPERATIONS_OPEN}),
    Role.SECRETARIAT: frozenset(Permission),
    Role.PLANNER: frozenset(_PLANNER),
    Role.LIAISON: frozenset(_LIAISON),
    Role.INVITED: frozenset(_INVITED),
    Role.INVITED_GUEST: frozenset(_INVITED_GUEST),
    Role.MEMBER: frozenset(_MEMBER),
    Role.GUEST: frozenset(_GUEST),
    Role.OBSERVER: frozenset(_OBSERVER),
}

# Of who was asked and has not accepted.
ASKED = frozenset({Role.INVITED, Role.INVITED_GUEST})


@dataclass(frozen=True, slots=True)
class Seat:
    """A role held for an organisation in an operation."""

    role: Role
    organisation_id: int
    operation_id: int
    operation_code: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: handed to every service. `user_id` is None for the command line and the worker."""

    user_id: int | None
    label: str
    email: str = ""
    organisation_id: int | None = None
    language: str = "en"
    time_zone: str = "UTC"
    shortcuts: bool = False
    platform_roles: frozenset[Role] = frozenset()
    seats: tuple[Seat, ...] = ()

    @property
    def is_secretariat(self) -> bool:
        """Whether the actor belongs to the organisation that runs the platform."""
        return Role.SECRETARIAT in self.platform_roles

    def seats_in(self, code: str) -> tuple[Seat, ...]:
        """The seats held in one operation."""
        return tuple(seat for seat in self.seats if seat.operation_code == code)

    def roles_in(self, code: str) -> frozenset[Role]:
        """The roles held in one operation; the secretariat holds its own in all."""
        return frozenset(seat.role for seat in self.seats_in(code)) | (self.platform_roles & {Role.SECRETARIAT})

    def organisations_in(self, code: str, *roles: Role) -> frozenset[int]:
        """The organisations the actor speaks for in one operation, with one of `roles` (any when none is named)."""
        return frozenset(s.organisation_id for s in self.seats_in(code) if not roles or s.role in roles)

    def may(self, permission: Permission, code: str | None = None) -> bool:
        """Whether a role held in the operation (without a code: anywhere) gives the permission."""
        if code is None:
            roles = self.platform_roles | {Role.USER} | {seat.role for seat in self.seats}
        else:
            roles = self.roles_in(code)
        return any(permission in ROLE_PERMISSIONS[role] for role in roles)


COMMAND_LINE = "command line"


def system_actor(label: str, language: str = "en") -> Actor:
    """The command line or the worker: acts with the secretariat's rights and is audited under its own name."""
    return Actor(None, label, language=language, platform_roles=frozenset({Role.SECRETARIAT}))


PUBLIC = "public"
NOT_ANSWERED = _l(
    "This opens once your organisation has accepted to take part. The operation’s overview leads to the answer to its invitation."
)
View = TypeVar("View", bound=Callable[..., Any])


def allow(permission: Permission) -> Callable[[View], View]:
    """Marks a view with the one permission it needs."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Marks a view that anyone may open, signed in or not."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


# Views of libraries, which cannot carry a mark of their own; the sign-in package adds its endpoints when it is set up.
LIBRARY_VIEWS: dict[str, Permission | str] = {}


def permission_of(app: Flask, endpoint: str) -> Permission | str | None:
    """The permission a route needs, PUBLIC, or None when it was forgotten (then nobody may open it)."""
    marked = getattr(app.view_functions.get(endpoint), "permission", None)
    return marked or LIBRARY_VIEWS.get(endpoint)


def guard(app: Flask, load_actor: Callable[[], Actor | None]) -> None:
    """Installs the hook. `load_actor` gives the signed-in actor of this request, or None."""

    @app.before_request
    def _deny_by_default() -> Response | None:
        g.actor = None
        if request.endpoint is None:
            return None
        needed = permission_of(current_app._get_current_object(), request.endpoint)  # type: ignore[attr-defined]
        if request.endpoint != "static":
            g.actor = load_actor()
        if needed == PUBLIC:
            return None
        if needed is None:
            abort(403)
        if g.actor is None:
            return _sign_in()
        _check(g.actor, Permission(needed))
        return None


def _sign_in() -> Response:
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    abort(401)


def _check(actor: Actor, needed: Permission) -> None:
    code = (request.view_args or {}).get("code")
    if code is not None and not actor.roles_in(code):
        abort(404)
    if actor.may(needed, code):
        return
    if code is not None and actor.roles_in(code) <= ASKED:
        raise Forbidden(NOT_ANSWERED)
    abort(403)
