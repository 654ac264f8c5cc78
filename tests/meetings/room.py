"""A meeting of an operation and one of a network, with the people around them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from opsplanner.core.access import Actor, Role
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.meetings import services
from opsplanner.meetings.models import Meeting
from opsplanner.operations.models import Network, NetworkMember, Operation
from tests import factories


def words(en: str = "", fr: str = "") -> dict[str, str]:
    """A text as a form sends it."""
    return {"en": en, "fr": fr}


def meeting_values(**changes: Any) -> dict[str, Any]:
    """A seminar of three days in Brussels."""
    usual = {
        "kind": "seminar",
        "state": "planned",
        "marking": "AMBER",
        "time_zone": "Europe/Brussels",
        "previous_id": None,
        "name": words("Planning seminar", "Séminaire de planification"),
        "place": words("Brussels", "Bruxelles"),
        "purpose": words("To plan."),
        "note": words(),
        "starts_at": datetime(2018, 1, 9, 9, 30),
        "ends_at": datetime(2018, 1, 11, 17, 0),
        "guests": [],
    }
    return {**usual, **changes}


def item(number: int = 1, **changes: Any) -> dict[str, Any]:
    """An item of the agenda."""
    usual = {
        "number": number,
        "starts_at": datetime(2018, 1, 9, 10, 0),
        "kind": "decide",
        "title": words("Objectives", "Objectifs"),
        "presenter": words("Director of Compliance and Facilitation"),
        "organisation_id": None,
    }
    return {**usual, **changes}


def decision(**changes: Any) -> dict[str, Any]:
    """A decision in both languages."""
    usual = {"text": words("One month.", "Un mois."), "translation_follows": False, "state": "adopted", "item_id": None}
    return {**usual, **changes}


def action(owner: int, **changes: Any) -> dict[str, Any]:
    """An action of somebody."""
    usual = {"text": words("Draft the template."), "owner_id": owner, "function": "", "due_on": None, "item_id": None}
    return {**usual, **changes}


def delegate(role: str = "delegate", **changes: Any) -> dict[str, Any]:
    """A row of a delegation."""
    return {"function": "Head of enforcement", "role": role, "language": "en", **changes}


class House:
    """An operation with a planner, Members, a liaison office and a partner; a network with one Member; somebody outside of both."""

    def __init__(self) -> None:
        self.operation: Operation = factories.operation("ALPHA")
        factories.organisation("RILO-X", kind=OrganisationKind.RILO)
        factories.organisation("OPCW", kind=OrganisationKind.PARTNER)
        seats = (
            ("planner", Role.PLANNER, "WCO"),
            ("kz", Role.MEMBER, "KZ"),
            ("ge", Role.MEMBER, "GE"),
            ("rilo", Role.LIAISON, "RILO-X"),
            ("opcw", Role.OBSERVER, "OPCW"),
        )
        self.people: dict[str, Account] = {
            name: factories.seated(f"{name}@x.example", self.operation, role, code) for name, role, code in seats
        }
        self.people["secretariat"] = factories.account("sec@x.example", "WCO", Role.SECRETARIAT)
        self.people["outside"] = factories.account("pl@x.example", "PL")
        self.people["uz"] = factories.account("uz@x.example", "UZ")
        self.network: Network = factories.stored(Network(code="NET", name=Text.of("Network"), note=Text.of()))
        factories.stored(NetworkMember(network_id=self.network.id, organisation_id=factories.organisation("UZ").id))

    def actor(self, name: str) -> Actor:
        """Somebody, with the seats held now."""
        return factories.actor(self.people[name])

    def plan(self, **changes: Any) -> Meeting:
        """A meeting of the operation."""
        return services.plan_meeting(self.actor("planner"), self.operation, meeting_values(**changes))

    def plan_network(self, **changes: Any) -> Meeting:
        """A meeting of the network."""
        said = meeting_values(kind="network", **changes)
        return services.plan_meeting(self.actor("secretariat"), self.network, said)
