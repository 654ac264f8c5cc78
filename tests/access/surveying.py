"""The questionnaires of the world of secrets: a national plan and a self-assessment, each sent by two Members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opsplanner.surveys import services as surveys
from opsplanner.surveys.services import File
from tests.results.world import World
from tests.surveys.asked import ANSWERS, LEVELS
from tests.surveys.test_workshops import told


def surveyed(world: World, word: Callable[..., str]) -> dict[str, Any]:
    """What was sent, what is written and not sent, and the files beside it."""
    planner = world.actor("planner")
    survey = surveys.begin_survey(planner, "OP1", "plan")
    surveys.publish_survey(planner, "OP1", "plan", surveys.draft_stamp(survey))
    surveys.begin_survey(planner, "OP1", "before")
    found: dict[str, Any] = {"workshop": surveys.save_workshop(planner, told()).id}
    for owner in ("kz", "ge"):
        actor, member = world.actor(owner), owner.upper()
        for kind, said in (
            ("plan", {**ANSWERS, "q_places": word(owner, "plan")}),
            ("before", {**{f"q_{theme}": level for theme, level in LEVELS.items()}, "q_commitment_remarks": word(owner, "level")}),
        ):  # fmt: skip
            opened = surveys.answering(actor, "OP1", kind, member).stamp
            name = word(owner, "plan")
            files = [File("q_plan_paper", b"%PDF-1.4 " + name.encode() + b"\n%%EOF\n", f"{name}.pdf")]
            surveys.save_answers(actor, "OP1", kind, member, said, opened, files if kind == "plan" else [])
            surveys.submit_reply(actor, "OP1", kind, member, "en")
        plan = surveys.answering(actor, "OP1", "plan", member).reply
        assert plan is not None
        found[f"{owner}planfile"] = plan.files[0].id
    return found
