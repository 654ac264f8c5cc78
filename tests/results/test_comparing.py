"""The line of comparison of a review: which period, which earlier ones, and what stands on the page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.operations.models import Objective
from opsplanner.results import services
from opsplanner.results.comparing import comparison
from tests.results.sending import send_row, send_rows
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")
FIRST, SECOND = "2026-03-04", "2026-03-11"  # days of the first two weeks


def test_the_newest_period_of_a_sheet_is_compared_with_those_answered_before(world: World) -> None:
    services.report_nil(world.actor("kz"), world.operation, [1])
    sent = send_row(world, detected_on=SECOND, quantity="9.5")
    found = comparison(world.actor("liaison"), sent)
    assert found is not None
    assert (found.period.number, found.earlier, found.has_more) == (2, 1, False)
    by_key = {each.measure.key: each for each in found.rows}
    assert (by_key["cases"].told, by_key["cases"].before.totals) == (1, [0])


def test_what_was_not_answered_is_not_nothing(world: World) -> None:
    found = comparison(world.actor("liaison"), send_row(world, detected_on=SECOND))
    assert found is not None
    assert found.earlier == 0


def test_a_sheet_of_several_periods_says_that_it_has_more(world: World) -> None:
    found = comparison(
        world.actor("liaison"), send_rows(world, row(detected_on=FIRST), row(national_ref="KZ-002", detected_on=SECOND))
    )
    assert found is not None
    assert (found.period.number, found.has_more, found.rows[0].told) == (2, True, 1)


def test_where_there_is_no_case_nothing_is_compared(world: World) -> None:
    assert comparison(world.actor("liaison"), services.report_nil(world.actor("kz"), world.operation, [1])) is None


@pytest.mark.parametrize(("lang", "amount", "few"), [("en", "12.5 kg", "too few"), ("fr", "12,5 kg", "trop peu")])
def test_it_stands_on_the_page_of_the_review(
    world: World, sign_in: Callable[[Account], FlaskClient], lang: str, amount: str, few: str
) -> None:
    sent = send_row(world)
    page = (
        sign_in(world.people["liaison"]).get(f"/operations/OP1/results/submissions/{sent.id}/review?lang={lang}").text
    )
    assert amount in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert few in page


def test_the_target_of_an_objective_stands_beside_the_measure_it_is_judged_by(
    world: World, sign_in: Callable[[Account], FlaskClient]
) -> None:
    aim = {"text": Text.of("Find"), "target": Decimal(60)}
    world.operation.objectives = [
        Objective(position=1, measure="detections", **aim),
        Objective(position=2, measure="strategic_outcomes", **aim),
        Objective(position=3, measure="on_time_rate", **aim),
    ]
    db.session.commit()
    sent = send_row(world)
    found = comparison(world.actor("liaison"), sent)
    assert found is not None
    assert {key: goal.target for key, goal in found.goals.items()} == {"detections": 60, "strategic_outcomes": 60}
    reached = found.goals["detections"].reached
    assert reached is not None
    assert (reached.value, reached.n, reached.of) == (1, 1, 2)
    page = sign_in(world.people["liaison"]).get(f"/operations/OP1/results/submissions/{sent.id}/review").text
    assert "reached: 1" in page
    assert "1 of 2 Members have reported" in page


def test_without_objectives_there_is_no_column_of_targets(
    world: World, sign_in: Callable[[Account], FlaskClient]
) -> None:
    sent = send_row(world)
    page = sign_in(world.people["liaison"]).get(f"/operations/OP1/results/submissions/{sent.id}/review").text
    assert "What it comes to" in page
    assert "reached:" not in page
