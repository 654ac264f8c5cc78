"""Legal outcome and disposition are told after acceptance without reopening anything; figures and history see them, returns do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory.models import Account
from opsplanner.figures import cache
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.differences import between
from opsplanner.results.models import Case, CaseRow, GoodsLine, Submission
from opsplanner.results.returns import ReturnState
from tests.results.sending import accepted, send_row, send_rows
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def outcome(world: World) -> dict[str, str]:
    """Two codes that the lists hold."""
    fields = services.template_of(world.operation).by_key
    return {key: list(fields[key].options.codes)[-1] for key in ("legal_outcome", "disposition")}  # type: ignore[union-attr]


def case(world: World) -> Case:
    return db.session.scalars(sa.select(Case).order_by(Case.id).limit(1)).one()


def update(world: World, told: dict[str, str], who: str = "kz") -> Submission:
    return services.update_outcome(world.actor(who), world.operation, case(world).id, told)


def test_an_update_is_told_without_reopening(world: World, outcome: dict[str, str]) -> None:
    first = accepted(world, send_row(world))
    board = read_board(world.operation).of(world.participation("KZ"))[0]
    second = update(world, outcome)
    assert (first.state, second.state, second.follows_id) == ("accepted", "accepted", first.id)
    assert case(world).current_id == second.id
    again = read_board(world.operation).of(world.participation("KZ"))[0]
    assert (again.state, again.on_time, again.first_at) == (ReturnState.ACCEPTED, board.on_time, board.first_at)


def test_every_other_answer_stays_the_very_same(world: World, outcome: dict[str, str]) -> None:
    first = accepted(world, send_rows(world, row(hs_code="2933.39.00"), row(description="Pills", quantity="0.5")))
    second = update(world, outcome)
    for table in (CaseRow.__table__, GoodsLine.__table__):
        told = [
            [
                dict(each)
                for each in db.session.execute(sa.select(table).where(table.c.submission_id == number)).mappings()
            ]
            for number in (first.id, second.id)
        ]
        for old, new in zip(*told, strict=True):
            differing = {key for key in old if old[key] != new[key]}
            assert differing == {"submission_id"} | (set(outcome) if table is CaseRow.__table__ else set())


def test_figures_see_the_update(world: World, outcome: dict[str, str]) -> None:
    accepted(world, send_rows(world, row(), row(national_ref="KZ-002")))
    cache.clear()
    before = cache.load(world.operation).frame
    counted = before.select(before.counted("accepted"), {}).cases.sum()
    update(world, outcome)
    frame = cache.load(world.operation).frame
    assert frame.select(frame.counted("accepted"), {}).cases.sum() == counted
    chosen = frame.select(frame.counted("accepted"), {"legal_outcome": [outcome["legal_outcome"]]})
    assert chosen.cases.sum() == 1


def test_the_difference_shows_it(world: World, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world))
    second = update(world, outcome)
    found = between(world.actor("liaison"), world.operation, second.id, {}, "en")
    assert found.sum.cells == 2


def test_a_closed_period_takes_it(world: World, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world))
    world.operation.periods[0].state = "closed"
    db.session.commit()
    assert update(world, outcome).follows_id


def test_the_same_again_stores_nothing(world: World, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world))
    first = update(world, outcome)
    assert update(world, outcome).id == first.id


def test_before_acceptance_a_case_is_corrected_as_usual(world: World, outcome: dict[str, str]) -> None:
    send_row(world)
    with pytest.raises(Refusal):
        update(world, outcome)


def test_an_update_falls_with_what_it_follows(world: World, outcome: dict[str, str]) -> None:
    first = accepted(world, send_row(world))
    second = update(world, outcome)
    services.take_in_review(world.actor("liaison"), world.operation, first.id, "Doubts")
    assert second.state == "in_review"
    services.return_to_member(world.actor("liaison"), world.operation, first.id, "Again please")
    assert second.state == "returned"
    assert case(world).current_id is None


def test_an_update_may_be_taken_back(world: World, outcome: dict[str, str]) -> None:
    first = accepted(world, send_row(world))
    second = update(world, outcome, "liaison")
    assert second.on_behalf
    services.withdraw(world.actor("kz"), world.operation, second.id, "Not so")
    assert case(world).current_id == first.id


@pytest.mark.parametrize("who", ["ge", "observer", "stranger"])
def test_others_tell_no_outcome(world: World, who: str, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world))
    with pytest.raises(Missing):
        update(world, outcome, who)


def test_whoever_sees_a_case_of_another_is_refused_and_told_so(world: World, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world, handling="CLEAR"))
    with pytest.raises(Forbidden):
        update(world, outcome, "ge")


def test_a_code_of_no_list_is_no_outcome(world: World) -> None:
    accepted(world, send_row(world))
    with pytest.raises(Missing):
        update(world, {"legal_outcome": "hanged"})


def test_the_page_of_a_case_tells_it(world: World, kz: FlaskClient, outcome: dict[str, str]) -> None:
    accepted(world, send_row(world))
    place = f"/operations/OP1/results/cases/{case(world).id}"
    assert "Tell the outcome" in kz.get(place).text
    answer = kz.post(f"{place}/outcome", data=outcome, follow_redirects=True)
    assert "the accepted submission stays as it is" in answer.text


def test_withdrawing_an_updated_case_keeps_the_count_of_its_period(world: World, outcome: dict[str, str]) -> None:
    first = accepted(world, send_row(world))
    update(world, outcome)
    services.withdraw_case(world.actor("kz"), world.operation, case(world).id, "Error")
    assert first.periods[0].cases == 0
