"""Opening an operation from a preset."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.access import Actor, Role
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.text import Text
from opsplanner.operations import services
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.presets import PRESETS, hs_edition
from opsplanner.operations.services import Opening
from opsplanner.reference.measures import measures
from tests import factories as make

APRIL = Opening("COSMO9", Text.of("Operation", fr="Opération"), "strategic", date(2027, 4, 1), date(2027, 4, 30), "UTC")


def publish_nothing(_actor: Actor, _operation: Operation) -> None:
    """There is no template in these tests."""


def secretariat() -> Actor:
    return make.actor(make.account("s@wco.example", "WCO", Role.SECRETARIAT))


def test_the_opener_becomes_planner_and_its_organisation_leads(app_context: Flask):
    actor = secretariat()
    operation = services.open_operation(actor, APRIL, publish_nothing)
    seat = db.session.scalars(sa.select(OperationSeat)).one()
    assert (seat.account_id, seat.role, seat.operation_id) == (actor.user_id, Role.PLANNER, operation.id)
    assert operation.lead_id == actor.organisation_id


def test_the_preset_brings_phases_periods_objectives_and_blocks(app_context: Flask):
    operation = services.open_operation(secretariat(), APRIL, publish_nothing)
    assert [phase.kind for phase in operation.phases] == [shape.kind for shape in PRESETS["strategic"].phases]
    assert (operation.phases[2].starts_on, operation.phases[2].ends_on) == (APRIL.starts_on, APRIL.ends_on)
    assert [(period.starts_on, period.ends_on) for period in operation.periods] == [(APRIL.starts_on, APRIL.ends_on)]
    assert operation.objectives[0].measure == "strategic_outcomes"
    assert operation.blocks == ["short", "strategic"]
    assert operation.hs_edition == 2022


def test_the_template_is_published_in_the_same_transaction(app_context: Flask):
    def fail(_actor: Actor, _operation: Operation) -> None:
        raise Refusal("no template")

    with pytest.raises(Refusal):
        services.open_operation(secretariat(), APRIL, fail)
    assert db.session.scalar(sa.select(sa.func.count(Operation.id))) == 0
    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"code": "x"}, {"code": "lower-case"}, {"code": "-DASH"}, {"code": "TWO WORDS"}, {"ends_on": date(2027, 3, 1)}],
    ids=str,
)
def test_what_cannot_be_opened_is_refused_with_a_sentence(app_context: Flask, wrong: dict[str, object]):
    with pytest.raises(Refusal):
        services.open_operation(secretariat(), replace(APRIL, **wrong), publish_nothing)


def test_a_code_is_used_once(app_context: Flask):
    actor = secretariat()
    services.open_operation(actor, APRIL, publish_nothing)
    with pytest.raises(Refusal, match="already"):
        services.open_operation(actor, APRIL, publish_nothing)


def test_a_member_opens_nothing(app_context: Flask):
    with pytest.raises(Forbidden):
        services.open_operation(make.actor(make.account("m@kz.example")), APRIL, publish_nothing)


def test_a_named_opener_opens(app_context: Flask):
    opener = make.actor(make.account("o@kz.example", "KZ", Role.OPENER))
    assert services.open_operation(opener, APRIL, publish_nothing).code == "COSMO9"


@pytest.mark.parametrize(
    ("year", "edition"),
    [(2010, 2012), (2014, 2012), (2016, 2012), (2017, 2017), (2021, 2017), (2022, 2022), (2027, 2022)],
)
def test_the_hs_edition_is_that_in_force(year: int, edition: int):
    assert hs_edition(date(year, 1, 1)) == edition


def test_every_objective_of_a_preset_has_a_known_measure():
    assert {goal.measure for preset in PRESETS.values() for goal in preset.goals} <= set(measures())
