"""The people of the demo, and what each may see: told on the sign-in page while the demo is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core import settings

DOMAIN = "demo.opsplanner.example"
PASS_PHRASE = "demo-opsplanner-2026"  # noqa: S105 - public on purpose: it opens invented data only


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as."""

    email: str
    title: LazyString
    sees: LazyString


PEOPLE = (
    DemoPerson(
        f"secretariat@{DOMAIN}", _l("Secretariat"), _l("All operations, the directory, accounts, official figures")
    ),
    DemoPerson(f"planner@{DOMAIN}", _l("Lead planner"), _l("Everything inside the operations led")),
    DemoPerson(f"liaison@{DOMAIN}", _l("Liaison officer (RILO)"), _l("The Members that the office serves or reviews")),
    DemoPerson(
        f"member.kz@{DOMAIN}", _l("Contact point, Kazakhstan"), _l("Its own results, and totals of the operation")
    ),
    DemoPerson(f"member.ge@{DOMAIN}", _l("Contact point, Georgia"), _l("Its own results, and totals of the operation")),
    DemoPerson(f"observer@{DOMAIN}", _l("Observer"), _l("Totals and shared lessons only")),
)


def people() -> tuple[DemoPerson, ...]:
    """Those to offer at sign-in; nobody unless the demo is loaded."""
    return PEOPLE if settings.get("demo") else ()
