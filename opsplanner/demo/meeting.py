"""Meetings of the demo, planned, held and followed up through the services everybody uses; public facts, the rest said to be assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.demo import facts, sayings
from opsplanner.demo.cases import language_of
from opsplanner.demo.cast import Cast
from opsplanner.demo.papers import programme
from opsplanner.meetings import services
from opsplanner.meetings.models import Meeting
from opsplanner.meetings.services import Sent
from opsplanner.operations import services as operations

BEGINS, CLOSES = time(9, 30), time(17)
Told = Mapping[str, Any]


def meet(cast: Cast, secretariat: Actor, code: str, members: Sequence[str]) -> None:
    """The meetings of one operation, or of the network that looked back on it."""
    network = next((each["network"] for each in facts.read("operations")["operations"] if each["code"] == code), None)
    for told in facts.read("meetings"):
        if told.get("operation") == code or (network and told.get("network") == network):
            _hold(cast, secretariat, told, members)


def _hold(cast: Cast, secretariat: Actor, told: Told, members: Sequence[str]) -> None:
    """Asked for a month before, held on its days, and its actions closed when they were done."""
    actor = cast.person("planner") if "operation" in told else secretariat
    first = datetime.combine(date.fromisoformat(told["first"]), BEGINS, UTC)
    with clock.frozen(first - timedelta(days=30)):
        meeting = _plan(cast, actor, told)
        _papers(actor, meeting, told)
    with clock.frozen(first):
        _register(cast, actor, meeting, told, members)
        items = [_item(cast, actor, meeting.id, number, each) for number, each in enumerate(told["items"], 1)]
    with clock.frozen(_on(told["last"])):
        for item_id, each in zip(items, told["items"], strict=True):
            _agree(cast, actor, meeting.id, item_id, each)
        for each in told.get("practices", ()):
            said = {name: each[name] for name in ("title", "summary", "theme")}
            said["organisation_id"] = cast.organisations[each["of"]].id
            services.save_entry(actor, meeting.id, "practices", said)


def _plan(cast: Cast, actor: Actor, told: Told) -> Meeting:
    owner = operations.find(actor, told["operation"]) if "operation" in told else operations.network(told["network"])
    before = next((each for each in facts.read("meetings") if each["key"] == told.get("previous")), None)
    earlier = services.earlier(actor, None) if before else []
    values = {
        **{name: told[name] for name in ("kind", "marking", "name", "place", "purpose", "note")},
        "state": "held",
        "time_zone": told["zone"],
        "starts_at": datetime.combine(date.fromisoformat(told["first"]), BEGINS),
        "ends_at": datetime.combine(date.fromisoformat(told["last"]), CLOSES),
        "previous_id": next(
            (each.id for each in earlier if before and each.name.to("en") == before["name"]["en"]), None
        ),
        "guests": [cast.organisations[code].id for code in told.get("guests", ())],
    }
    return services.plan_meeting(actor, owner, values)


def _papers(actor: Actor, meeting: Meeting, told: Told) -> None:
    """The agenda as a paper, one PDF a language."""
    lines = [each["title"] for each in told["items"]]
    for number, en, fr in told.get("papers", ()):
        for lang, title in (("en", en), ("fr", fr)):
            content = programme(meeting.name.to(lang), title, [line[lang] for line in lines], lang)
            name = f"{meeting.code}_{number}_{lang}.pdf"
            services.add_paper(actor, meeting.id, Sent(content, name, number, title, lang))


def _register(cast: Cast, actor: Actor, meeting: Meeting, told: Told, members: Sequence[str]) -> None:
    plan = told.get("delegates")
    if plan is None:
        return
    there = [day.isoformat() for day in services.days_of(meeting)]
    codes = [*_sending(plan, members, told["key"]), *_offices(cast, plan), *plan["partners"]]
    more = plan.get("total", len(codes)) - len(codes)
    rows = {}
    for place, code in enumerate(codes):
        member = code not in plan["partners"] and not code.startswith("RILO")
        first = sayings.NATIONAL if member else sayings.LIAISON if code.startswith("RILO") else sayings.FOCAL
        sent = [(str(first), "head"), *([(str(sayings.DEPUTY), "delegate")] if place < more else [])]
        lang = language_of(code) if member else "en"
        rows[code] = [{"function": each, "role": role, "language": lang, "present": there} for each, role in sent]
    services.register_delegations(actor, meeting.id, rows)


def _sending(plan: Told, members: Sequence[str], key: str) -> list[str]:
    """Members by code: all of a network with its guests, or as many as are known to have come, drawn by lot."""
    if plan.get("network"):
        return [*members, *plan["guests"]]
    chance = Random(f"delegates {key}")  # noqa: S311 - a seed is the point
    others = [code for code in facts.wco_members() if code not in members]
    first = [code for code in members if code in ("KZ", "GE")]
    rest = [code for code in members if code not in first]
    drawn = [*first, *chance.sample(rest, len(rest)), *chance.sample(others, len(others))]
    return sorted(drawn[: plan["members"]])


def _offices(cast: Cast, plan: Told) -> list[str]:
    return sorted(code for code in cast.organisations if code.startswith("RILO"))[: plan.get("rilos", 0)]


def _item(cast: Cast, actor: Actor, number: int, place: int, told: Told) -> int:
    said = {
        "number": place,
        "starts_at": datetime.fromisoformat(told["at"]),
        "kind": told["kind"],
        "title": told["title"],
        "presenter": told["presenter"],
        "organisation_id": cast.organisations[told["of"]].id if "of" in told else None,
    }
    item = services.save_entry(actor, number, "agenda", said)
    if told["minutes"]["en"]:
        services.save_entry(actor, number, "minutes", {"minutes": told["minutes"]}, item.id)
    return int(item.id)


def _agree(cast: Cast, actor: Actor, number: int, item_id: int, told: Told) -> None:
    for each in told.get("decisions", ()):
        said = {"text": each["text"], "translation_follows": False, "state": "adopted", "item_id": item_id}
        made = services.save_entry(actor, number, "decisions", said)
        if each["outcome"] != "pending":
            with clock.frozen(_on(each["outcome_on"])):
                became = {name: each[name] for name in ("outcome", "outcome_text")}
                became["outcome_on"] = date.fromisoformat(each["outcome_on"])
                services.save_entry(actor, number, "outcomes", became, made.id)
    for each in told.get("actions", ()):
        _act(cast, actor, number, item_id, each)


def _act(cast: Cast, actor: Actor, number: int, item_id: int, told: Told) -> None:
    said = {
        "text": told["text"],
        "owner_id": cast.organisations[told["owner"]].id,
        "function": "",
        "due_on": date.fromisoformat(told["due"]),
        "item_id": item_id,
    }
    made = services.save_entry(actor, number, "actions", said)
    if "done" in told:
        with clock.frozen(_on(told["done"])):
            done = {
                "state": "done",
                "said": str(sayings.DONE[told["said"]]),
                "closed_on": date.fromisoformat(told["done"]),
            }
            services.save_entry(actor, number, "progress", done, made.id)


def _on(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), CLOSES, UTC)
