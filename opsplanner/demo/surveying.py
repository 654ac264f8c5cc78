"""National plans, self-assessments and training workshops of the demo: invented, answered and decided on through the services everybody uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from opsplanner.core import clock
from opsplanner.demo import facts, sayings
from opsplanner.demo.cases import language_of
from opsplanner.demo.cast import Cast
from opsplanner.demo.papers import programme
from opsplanner.demo.planning import on
from opsplanner.operations.models import Operation
from opsplanner.participants import services as participants
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.surveys import services
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.services import File
from opsplanner.surveys.states import Act

LEVELS = 5
Told = Mapping[str, Any]


def ask_before(cast: Cast, operation: Operation, members: Sequence[str]) -> None:
    """What was asked before the action phase: the national plan, the first self-assessment."""
    shape = facts.read("surveys")["operations"].get(operation.code, {})
    if "plan" in shape:
        _plans(cast, operation, shape["plan"], members)
    if "before" in shape:
        _assess(cast, operation, SurveyKind.BEFORE, shape["before"], members)


def ask_after(cast: Cast, operation: Operation, members: Sequence[str]) -> None:
    """The self-assessment after it."""
    shape = facts.read("surveys")["operations"].get(operation.code, {})
    if "after" in shape:
        _assess(cast, operation, SurveyKind.AFTER, shape["after"], members)


def train(cast: Cast) -> None:
    """The register of workshops."""
    planner = cast.person("planner")
    programmes = {each.code: each.id for each in services.programmes_held()}
    for told in facts.read("surveys")["workshops"]:
        first = date.fromisoformat(told["first"])
        last = first + timedelta(days=told["days"] - 1)
        groups = [
            {"organisation_id": cast.organisations[code].id, "persons": count}
            for code, count in told["trained"].items()
        ]
        values = {
            **{name: told[name] for name in ("title", "country", "place", "language", "theme")},
            "programme_id": programmes[told["programme"]],
            "starts_on": first,
            "ends_on": last,
            "host_id": cast.organisations[told["host"]].id,
            "note": str(sayings.INVENTED),
            "groups": groups,
        }
        with clock.frozen(on(last)):
            services.save_workshop(planner, values)


def _plans(cast: Cast, operation: Operation, shape: Told, members: Sequence[str]) -> None:
    """Asked for, written in the weeks after, and decided on by the planner: some are returned, some still begun."""
    planner, code = cast.person("planner"), operation.code
    asked = on(shape["on"])
    with clock.frozen(asked):
        survey = services.begin_survey(planner, code, SurveyKind.PLAN)
        services.publish_survey(planner, code, SurveyKind.PLAN, services.draft_stamp(survey))
        services.settle_survey(planner, code, SurveyKind.PLAN, date.fromisoformat(shape["due"]))
    chance = Random(f"plans {code}")  # noqa: S311 - a seed is the point
    fates = {**_dealt(shape["fates"], _there(cast, operation, members), chance), **shape["fixed"]}
    for day, (member, fate) in enumerate(sorted(fates.items()), 7):
        with clock.frozen(asked + timedelta(days=day % 50, hours=day % 7)):
            _write(cast, operation, member, _plan(chance), files=fate == "accepted" and member == "KZ")
            if fate != "begun":
                services.submit_reply(cast.speaker(operation, member), code, SurveyKind.PLAN, member, "en")
        with clock.frozen(asked + timedelta(days=day % 50 + 4)):
            if fate == "accepted":
                services.decide(planner, code, SurveyKind.PLAN, member, Act.ACCEPT, 1)
            elif fate == "returned":
                note = str(chance.choice(sayings.PLAN_RETURNED))
                services.decide(planner, code, SurveyKind.PLAN, member, Act.SEND_BACK, 1, note)


def _dealt(shares: Mapping[str, int], members: Sequence[str], chance: Random) -> dict[str, str]:
    """So many Members of each fate, drawn by lot; the others have not begun."""
    drawn = iter(chance.sample(members, len(members)))
    return {next(drawn): fate for fate, count in shares.items() for _each in range(count)}


def _write(cast: Cast, operation: Operation, member: str, answers: Mapping[str, str], files: bool = False) -> None:
    speaker = cast.speaker(operation, member)
    found = services.answering(speaker, operation.code, SurveyKind.PLAN, member)
    sent = [_paper(operation, member)] if files else []
    services.save_answers(speaker, operation.code, SurveyKind.PLAN, member, answers, found.stamp, sent)


def _paper(operation: Operation, member: str) -> File:
    lang = language_of(member) if language_of(member) != "ru" else "en"
    lines = [str(each) for each in sayings.PLAN_POINTS]
    return File("q_plan_paper", programme(operation.name.to(lang), member, lines, lang), f"plan_{member}.pdf")


def _plan(chance: Random) -> dict[str, str]:
    """A plan as a Member might write it."""
    return {
        "q_lead_unit": str(chance.choice(sayings.PLAN_UNITS)),
        "q_agencies": ";".join(chance.sample(["customs", "police", "licensing", "border_guard", "nuclear"], 3)),
        "q_cooperation": str(chance.choice(sayings.PLAN_COOPERATION)),
        "q_profiles": chance.choice(["True", "True", "False"]),
        "q_targeting": str(chance.choice(sayings.PLAN_TARGETING)),
        "q_staff": str(chance.randint(4, 60)),
        "q_places": str(chance.choice(sayings.PLAN_PLACES)),
        "q_transport": ";".join(chance.sample(["sea", "rail", "road", "air", "post"], 2)),
        "q_experts": chance.choice(["own", "national"]),
        "q_reach_back": str(sayings.PLAN_EXPERTS),
        "q_training": "True",
        "q_trained": str(chance.randint(5, 40)),
        "q_reporting_unit": str(chance.choice(sayings.PLAN_UNITS)),
        "q_deputy": chance.choice(["True", "False"]),
    }


def _assess(cast: Cast, operation: Operation, kind: SurveyKind, shape: Told, members: Sequence[str]) -> None:
    """Answered by the first of the roster, then closed; levels rise from one round to the next, slowly."""
    planner, code = cast.person("planner"), operation.code
    with clock.frozen(on(shape["on"])):
        services.begin_survey(planner, code, kind)
    chance = Random(f"levels {code} {kind}")  # noqa: S311 - a seed is the point
    for number, member in enumerate(_there(cast, operation, members)[: shape["members"]]):
        levels = {
            f"q_{theme}": str(min(LEVELS - 1, _base(member, theme) + (chance.random() < shape["risen"])))
            for theme in services.theme_names()
        }
        speaker = cast.speaker(operation, member)
        with clock.frozen(on(shape["on"]) + timedelta(days=3 + number % 20)):
            found = services.answering(speaker, code, kind, member)
            services.save_answers(speaker, code, kind, member, levels, found.stamp)
            services.submit_reply(speaker, code, kind, member, "en")
    with clock.frozen(on(shape["closed"])):
        services.close_survey(planner, code, kind)


def _base(member: str, theme: str) -> int:
    """Where a Member stood at first."""
    return Random(f"{member} {theme}").choice([0, 1, 1, 2, 2, 2, 3])  # noqa: S311 - a seed is the point


def _there(cast: Cast, operation: Operation, members: Sequence[str]) -> list[str]:
    """The Members that accepted, those of the sign-in page first."""
    roster: list[Participation] = participants.roster(cast.person("planner"), operation)
    accepted = {each.organisation.code for each in roster if each.state == ParticipationState.ACCEPTED}
    return sorted((code for code in members if code in accepted), key=lambda code: (code not in ("KZ", "GE"), code))
