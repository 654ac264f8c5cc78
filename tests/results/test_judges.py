"""Who is ready with a practice return: asked for once a rehearsal has begun, there once it was sent."""

from __future__ import annotations

import pytest

from opsplanner.operations.models import Period
from opsplanner.participants.services import readiness
from opsplanner.records.template import Template
from opsplanner.results import services
from opsplanner.results.services import Choices
from tests.results.test_practice import begin, good, period, template  # noqa: F401 - fixtures
from tests.results.world import World

pytestmark = pytest.mark.usefixtures("in_march")


def test_only_who_has_sent_a_practice_return_is_ready_with_it(
    world: World,
    period: Period,  # noqa: F811
    template: Template,  # noqa: F811
) -> None:
    mine = world.participation("KZ").id
    assert mine in readiness(world.operation).lacking("practice")
    draft = begin(world, good(template))
    services.send(world.actor("kz"), world.operation, draft.id, Choices(rehearsal=True))
    assert readiness(world.operation).has(mine, "practice") is True


def test_without_a_rehearsal_nobody_is_asked_for_practice(world: World) -> None:
    assert readiness(world.operation).marks["practice"] == {}
