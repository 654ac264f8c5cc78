"""Lessons of the demo, written down and moved on through the register like anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from opsplanner.core import clock
from opsplanner.core.text import Text
from opsplanner.demo import facts
from opsplanner.demo.cast import Cast
from opsplanner.demo.planning import on
from opsplanner.demo.sayings import STEPS
from opsplanner.lessons import services
from opsplanner.lessons.services import LessonValues
from opsplanner.lessons.words import Status


def learn(cast: Cast, code: str) -> None:
    """The lessons of one operation, in the order of the days on which they were observed."""
    for told in facts.read("lessons"):
        if told["operation"] == code:
            _write_down(cast, told)


def _write_down(cast: Cast, told: Mapping[str, Any]) -> None:
    actor = cast.person(told.get("by", "planner"))
    owner = cast.organisations[told["owner"]].id if told.get("owner") else None
    values = LessonValues(
        title=Text.read(told["title"]),
        observation=Text.read(told["observation"]),
        recommendation=Text.read(told["recommendation"]),
        theme=told["theme"],
        phase=told["phase"],
        owner_id=owner,
        due_on=date.fromisoformat(told["due"]) if told.get("due") else None,
        shared=told.get("shared", True),
    )
    with clock.frozen(on(told["on"])):
        lesson = services.add_lesson(actor, told["operation"], values)
    for status, day, note in told.get("steps", ()):
        with clock.frozen(on(day)):
            services.move_lesson(cast.person("planner"), lesson.id, Status(status), str(STEPS[note]))
