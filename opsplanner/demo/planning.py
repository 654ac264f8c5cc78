"""Opens the operations of the demo, writes their plans and asks their participants, each on the day it was or may have been done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from opsplanner.core import clock
from opsplanner.core.access import Actor, Role
from opsplanner.core.text import Text
from opsplanner.demo import facts, sayings
from opsplanner.demo.cases import language_of
from opsplanner.demo.cast import Cast
from opsplanner.demo.papers import add_papers
from opsplanner.demo.sections import sections_of
from opsplanner.directory.demo import DOMAIN
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.operations.services import Opening
from opsplanner.participants import services as participants
from opsplanner.participants.models import LetterKind, ParticipationState
from opsplanner.reference.clocks import zone_of
from opsplanner.results.services import publish_template

MORNING = time(9, tzinfo=UTC)
# Of a hundred Members so many leave the choice of their reviewer as it is, choose the planner, or the secretariat.
REVIEWERS = ("", "planner", "secretariat")
NO_CONTACT = frozenset({"TM", "HT"})


def on(day: date | str, at: time = MORNING) -> datetime:
    """A moment on a day."""
    return datetime.combine(date.fromisoformat(day) if isinstance(day, str) else day, at)


def found_programmes(actor: Actor, cast: Cast) -> None:
    """Programmes and networks."""
    known = {one["code"]: operations.save_programme(actor, one) for one in facts.read("operations")["programmes"]}
    for network in facts.read("operations")["networks"]:
        since = date.fromisoformat(network["since"])
        members = [
            {"organisation_id": cast.organisations[code].id, "since": since, "until": None}
            for code in network["members"]
        ]
        partners = [
            {
                "organisation_id": cast.organisations[code].id,
                "kind": kind,
                "since": date.fromisoformat(day),
                "until": None,
            }
            for code, kind, day in network["partners"]
        ]
        programme = known[network["programme"]].id
        values = {**network, "programme_id": programme, "members": members, "partners": partners}
        operations.save_network(actor, values)


def open_operation(cast: Cast, told: Mapping[str, Any]) -> Operation:
    """The operation with its whole plan, as its planner sets it up."""
    planner = cast.person("planner")
    opened = on(told["opened_on"])
    programme = operations.programme(told["programme"])
    network = operations.network(told["network"]) if told["network"] else None
    opening = Opening(
        code=told["code"],
        name=Text.read(told["name"]),
        preset=told["preset"],
        starts_on=date.fromisoformat(told["starts_on"]),
        ends_on=date.fromisoformat(told["ends_on"]),
        time_zone=told["time_zone"],
        programme_id=programme.id,
        network_id=network.id if network else None,
        lead_id=cast.organisations["WCO"].id,
        synthetic=True,
    )
    with clock.frozen(opened):
        operation = operations.open_operation(planner, opening, publish_template)
    with clock.frozen(opened + timedelta(days=2)):
        follows = operations.find(cast.person("planner"), told["follows"]) if "follows" in told else None
        for key, values in sections_of(operation, told, follows).items():
            operations.edit_section(cast.person("planner"), operation.code, key, values, publish_template)
        add_papers(cast.person("planner"), operation, told["papers"])
    return operation


def roster(told: Mapping[str, Any]) -> list[str]:
    """The Members that take part: a network's, or as many as are known to have taken part, drawn by lot."""
    if "network" in told:
        network = next(one for one in facts.read("operations")["networks"] if one["code"] == told["network"])
        return sorted(network["members"])
    always = list(told["always"])
    others = [code for code in facts.wco_members() if code not in always]
    drawn = Random("roster").sample(others, len(others))  # noqa: S311 - a seed is the point
    return sorted([*always, *drawn[: told["assumed"] - len(always)]])


def invite(cast: Cast, operation: Operation, told: Mapping[str, Any], members: Sequence[str]) -> None:
    """Liaison offices, partners and Members are asked, answer within some weeks, and name their contact points."""
    chance = Random(f"answers {operation.code}")  # noqa: S311 - a seed is the point
    asked = on(told["opened_on"]) + timedelta(days=20)
    offices = sorted({rilo.code for code in members if (rilo := cast.organisations[code].rilo)})
    groups = ((offices, Role.LIAISON), (told["partners"], Role.OBSERVER), (members, Role.MEMBER))
    with clock.frozen(asked):
        for codes, role in groups:
            ids = [cast.organisations[code].id for code in codes]
            planner = cast.person("planner")
            added = participants.add_participants(planner, operation.code, ids, role)
            # Written at once, on the day itself: the worker has no way back to it.
            numbers, batch = [one.id for one in added], f"{operation.code} {role}"
            participants.write_letters(planner, numbers, LetterKind.INVITATION, batch, {})
    answers = sorted(
        (asked + timedelta(hours=chance.randint(20, 600)), code, role) for codes, role in groups for code in codes
    )
    for moment, code, role in answers:
        with clock.frozen(moment):
            _join(cast, operation, code, role, chance)


def _join(cast: Cast, operation: Operation, code: str, role: Role, chance: Random) -> None:
    speaker = cast.speaker(operation, code, role)
    reviewer = chance.choices(REVIEWERS, (88, 8, 4))[0] if role == Role.MEMBER and code not in ("KZ", "GE") else ""
    if role == Role.MEMBER and not reviewer and code not in NO_CONTACT:
        # What is proposed is chosen like anything else; whoever is in a hurry leaves it open.
        reviewer = participants.proposed_reviewer(participants.find(speaker, operation, code))
    participants.answer(speaker, operation.code, code, ParticipationState.ACCEPTED, reviewer=reviewer)
    if code not in NO_CONTACT:
        participants.save_contacts(speaker, operation.code, code, _contacts(code, role))


def _contacts(code: str, role: Role) -> list[dict[str, str]]:
    """Functions and office addresses, never people."""
    first = {Role.MEMBER: sayings.NATIONAL, Role.LIAISON: sayings.LIAISON}.get(role, sayings.FOCAL)
    office = {Role.MEMBER: sayings.CUSTOMS, Role.LIAISON: sayings.REGIONAL}.get(role, sayings.HEADQUARTERS)
    languages = {"fr": "fr, en", "ru": "ru, en"}.get(language_of(code), "en")
    zone = zone_of(code, clock.now(), "") if role == Role.MEMBER else ""
    rows = [
        {
            "function": str(first),
            "office": str(office),
            "email": f"ncp.{code.lower()}@{DOMAIN}",
            "languages": languages,
            "duty_hours": "08:00–18:00",
            "time_zone": zone,
        }
    ]
    if role == Role.MEMBER and sum(map(ord, code)) % 3:
        rows.append(
            {
                "function": str(sayings.DEPUTY),
                "office": str(sayings.LICENSING),
                "email": f"deputy.{code.lower()}@{DOMAIN}",
                "languages": languages,
                "duty_hours": "18:00–08:00",
                "time_zone": zone,
            }
        )
    return rows
