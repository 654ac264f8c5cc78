"""A national plan asked of two Members, one of which chose its liaison office as reviewer."""

from __future__ import annotations

from typing import Any

from opsplanner.core import clock
from opsplanner.core.access import Actor, Role
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation, ParticipationState, ReviewerKind
from opsplanner.surveys import services
from opsplanner.surveys.models import Survey
from tests import factories as make

# Every question of the house's plan that must be answered.
ANSWERS = {
    "q_lead_unit": "Strategic goods unit",
    "q_agencies": "customs;police",
    "q_profiles": "True",
    "q_places": "Altynkol, Dostyk",
    "q_transport": "rail",
    "q_experts": "own",
    "q_training": "False",
    "q_reporting_unit": "Risk analysis department",
    "q_deputy": "True",
}
LEVELS = dict(zip(("commitment", "cooperation", "targeting", "identification", "reach_back", "sanctions"), "322110", strict=True))  # fmt: skip
PDF = b"%PDF-1.4 the plan\n%%EOF\n"


def participation(operation: Operation, code: str, role: Role = Role.MEMBER, **changes: Any) -> Participation:
    """An organisation that takes part."""
    usual = {
        "operation_id": operation.id,
        "organisation_id": make.organisation(code).id,
        "role": role,
        "state": ParticipationState.ACCEPTED,
        "reviewer_kind": ReviewerKind.PLANNER,
        "invited_at": clock.now(),
        "answered_at": clock.now(),
        "note": "",
    }
    return make.stored(Participation(**{**usual, **changes}))


class Asked:
    """The people of an operation, and the questionnaires they are asked."""

    def __init__(self) -> None:
        self.operation = make.operation("OP1")
        office = make.organisation("RILO-X", kind=OrganisationKind.RILO)
        make.organisation("RILO-Y", kind=OrganisationKind.RILO)
        self.people: dict[str, Account] = {
            "planner": make.seated("planner@x.example", self.operation, Role.PLANNER, "WCO"),
            "kz": make.seated("kz@x.example", self.operation, Role.MEMBER, "KZ"),
            "ge": make.seated("ge@x.example", self.operation, Role.MEMBER, "GE"),
            "office": make.seated("office@x.example", self.operation, Role.LIAISON, "RILO-X"),
            "other": make.seated("other@x.example", self.operation, Role.LIAISON, "RILO-Y"),
            "observer": make.seated("observer@x.example", self.operation, Role.OBSERVER, "OPCW"),
            "secretariat": make.account("secretariat@x.example", "WCO", Role.SECRETARIAT),
        }
        chosen = {"reviewer_kind": ReviewerKind.RILO, "reviewer_id": office.id}
        self.kz = participation(self.operation, "KZ", **chosen)
        self.ge = participation(self.operation, "GE")

    def actor(self, name: str) -> Actor:
        """Who acts under that name."""
        return make.actor(self.people[name])

    def survey(self, kind: str = "plan") -> Survey:
        """A questionnaire that Members can answer."""
        planner = self.actor("planner")
        survey = services.begin_survey(planner, "OP1", kind)
        if kind == "plan":
            services.publish_survey(planner, "OP1", kind, services.draft_stamp(survey))
        return survey

    def write(self, who: str, kind: str = "plan", **changes: str) -> None:
        """Everything that must be answered, kept."""
        member = who.upper()
        found = services.answering(self.actor(who), "OP1", kind, member)
        said = ANSWERS if kind == "plan" else {f"q_{theme}": level for theme, level in LEVELS.items()}
        services.save_answers(self.actor(who), "OP1", kind, member, {**said, **changes}, found.stamp)

    def send(self, who: str, kind: str = "plan", **changes: str) -> None:
        """The same, sent."""
        self.write(who, kind, **changes)
        services.submit_reply(self.actor(who), "OP1", kind, who.upper(), "en")
