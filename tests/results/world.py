"""An operation that reports: two Members with people, a liaison office, a planner, a secretariat, and its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from opsplanner.core.access import Actor, Role, system_actor
from opsplanner.core.db import db
from opsplanner.directory.models import Account, Organisation, OrganisationKind
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.records.guard import Upload
from opsplanner.results import services
from tests import factories as make

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@dataclass
class World:
    """Everyone in the operation OP1."""

    operation: Operation
    people: dict[str, Account]

    def actor(self, name: str) -> Actor:
        """The actor of a person by short name."""
        return make.actor(self.people[name])

    def participation(self, code: str) -> Participation:
        """The participation of a Member."""
        return db.session.query(Participation).join(Participation.organisation).filter_by(code=code).one()


PEOPLE = ("kz", "office", "ge", "guest", "liaison", "planner", "observer", "secretariat", "stranger")


def find() -> World:
    """The world that was built, in the session of now."""
    accounts = db.session.query(Account).where(Account.email.in_([f"{name}@x.example" for name in PEOPLE]))
    operation = db.session.query(Operation).filter_by(code="OP1").one()
    return World(operation, {each.email.partition("@")[0]: each for each in accounts})


def build() -> World:
    """Stores the operation and its people."""
    rilo = make.organisation("RILO-X", kind=OrganisationKind.RILO)
    for code in ("KZ", "GE"):
        make.organisation(code, rilo_id=rilo.id)
    make.organisation("KZ-ALA", parent_id=make.organisation("KZ").id)
    operation = make.operation("OP1", blocks=["short", "strategic"])
    _periods(operation)
    _participations(operation, rilo)
    _seats(operation)
    services.publish_template(system_actor("tests"), operation)
    return find()


def _periods(operation: Operation) -> None:
    first = date(2026, 3, 2)
    for number in range(1, 5):
        start = first + timedelta(weeks=number - 1)
        end = start + timedelta(days=6)
        due = datetime(end.year, end.month, end.day, tzinfo=UTC) + timedelta(days=2)
        make.stored(
            Period(
                operation_id=operation.id,
                number=number,
                kind="window",
                starts_on=start,
                ends_on=end,
                due_at=due,
                state="open",
            )
        )


def _participations(operation: Operation, rilo: Organisation) -> None:
    for code, role in (("KZ", Role.MEMBER), ("GE", Role.MEMBER), ("AM", Role.GUEST), ("RILO-X", Role.LIAISON)):
        reviewer = ("rilo", rilo.id) if code == "KZ" else ("planner", None)
        make.stored(
            Participation(
                operation_id=operation.id, organisation_id=make.organisation(code).id, role=role, state="accepted",
                reviewer_kind=reviewer[0], reviewer_id=reviewer[1], invited_at=NOW, note="",
            )
        )  # fmt: skip


def _seats(operation: Operation) -> None:
    make.seated("kz@x.example", operation, Role.MEMBER, "KZ")
    make.seated("office@x.example", operation, Role.MEMBER, "KZ-ALA")
    make.seated("ge@x.example", operation, Role.MEMBER, "GE")
    make.seated("guest@x.example", operation, Role.GUEST, "AM")
    make.seated("liaison@x.example", operation, Role.LIAISON, "RILO-X")
    make.seated("planner@x.example", operation, Role.PLANNER, "PL")
    make.seated("observer@x.example", operation, Role.OBSERVER, "UN1540")
    make.account("secretariat@x.example", "WCO", Role.SECRETARIAT)
    make.account("stranger@x.example", "FR")


COLUMNS = {
    "national_ref": "KZ-001",
    "record_kind": "seizure",
    "detected_on": "2026-03-04",
    "place_name": "Almaty",
    "direction": "import",
    "transport_mode": "road",
    "country_departure": "CN",
    "country_destination": "KZ",
    "detection_basis": "risk_profile",
    "commodity_class": "drugs",
    "description": "White powder",
    "quantity": "12.5",
    "unit": "KGM",
}


def row(**changes: str) -> dict[str, str]:
    """A good row of the short sheet."""
    return {**COLUMNS, **changes}


def sheet(*rows: Mapping[str, Any], name: str = "results.csv", encoding: str = "utf-8") -> Upload:
    """The rows as a CSV file whose headings are the keys."""
    keys: Sequence[str] = list(dict.fromkeys(key for each in rows for key in each))
    lines = [";".join(keys), *(";".join(str(each.get(key, "")) for key in keys) for each in rows)]
    return Upload.of(name, "\n".join(lines).encode(encoding))
