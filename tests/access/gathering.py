"""The meetings and the approved plan of the world of secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opsplanner.home import services as home
from opsplanner.meetings import services as meetings
from opsplanner.meetings.services import Sent
from opsplanner.operations.services import approve_plan, find
from tests import factories as make
from tests.meetings.room import action, decision, delegate, item, meeting_values
from tests.meetings.room import words as texts
from tests.results.world import World


def gathered(world: World, word: Callable[..., str]) -> dict[str, Any]:
    """Meetings with something of everything, open and closed, here and elsewhere."""
    found: dict[str, Any] = {}
    approve_plan(world.actor("planner"), "OP1", lambda _actor, _operation: [], {}, "")
    for who, where, marking in (("planner", "OP1", "GREEN"), ("planner", "OP1", "RED"), ("elsewhere", "OP2", "GREEN")):
        actor, name = world.actor(who), word("met", where if where == "OP2" else marking)
        said = meeting_values(marking=marking, name=texts(name), purpose=texts(f"{name}purpose"))
        number = meetings.plan_meeting(actor, find(actor, where), said).id
        point = meetings.save_entry(actor, number, "agenda", item(title=texts(f"{name}item")))
        meetings.save_entry(actor, number, "minutes", {"minutes": texts(f"{name}minutes")}, point.id)
        bare = meetings.save_entry(actor, number, "agenda", item(2, title=texts(f"{name}bare")))
        agreed = meetings.save_entry(
            actor, number, "decisions", decision(text=texts(f"{name}decision", f"{name}décision"))
        )
        owned = action(make.organisation("KZ").id, text=texts(f"{name}action"))
        owed = meetings.save_entry(actor, number, "actions", owned)
        shown = {
            "organisation_id": make.organisation("GE").id,
            "title": texts(f"{name}practice"),
            "summary": texts(),
            "theme": "other",
        }
        practice = meetings.save_entry(actor, number, "practices", shown)
        meetings.register_delegation(actor, number, "KZ", [delegate(function=f"{name}delegate")])
        content = b"%PDF-1.4 " + name.encode() + b"\n%%EOF\n"
        paper = meetings.add_paper(actor, number, Sent(content, f"{name}.pdf", "1.1", f"{name}paper", "en"))
        ids = {
            "": number,
            "item": point.id,
            "bare": bare.id,
            "decision": agreed.id,
            "action": owed.id,
            "practice": practice.id,
            "paper": paper.id,
        }
        found |= {f"{name[2:]}{part}": value for part, value in ids.items()}
    return found | {"calendar": home.make_link(world.actor("kz"))[0].id}
