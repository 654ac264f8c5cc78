"""Editing a plan: nothing is lost, everything is audited, and only the planner does it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core.access import Actor, Role
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import services
from opsplanner.operations.models import Operation, Phase
from opsplanner.operations.periods import Pattern, lay
from opsplanner.operations.sections import SECTIONS
from tests import factories as make

PURPOSE = {"purpose": {"en": "Find it", "fr": "Trouver"}, "background": {"en": "", "fr": ""}}
published: list[str] = []


def publish(_actor: Actor, operation: Operation) -> None:
    published.append(operation.code)


def planner_of(operation: Operation) -> Actor:
    return make.actor(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))


def edit(actor: Actor, key: str, values: dict[str, Any], **more: Any) -> Operation:
    return services.edit_section(actor, "OP1", key, values, publish, **more)


def test_a_section_is_stored_with_before_and_after(app_context: Flask):
    operation = edit(planner_of(make.operation()), "purpose", PURPOSE)
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "plan:edit_purpose")).one()
    assert operation.purpose.to("fr") == "Trouver"
    assert (entry.before["purpose"]["en"], entry.after["purpose"]["en"]) == ("", "Find it")


def test_a_stale_save_keeps_what_the_other_wrote_and_shows_it(app_context: Flask):
    actor = planner_of(make.operation())
    started_from = stamp(SECTIONS["purpose"].read(services.find(actor, "OP1")))
    edit(actor, "purpose", PURPOSE, version=started_from)
    with pytest.raises(Stale) as conflict:
        edit(actor, "purpose", {**PURPOSE, "purpose": {"en": "Mine", "fr": ""}}, version=started_from)
    assert conflict.value.stored["purpose"]["en"] == "Find it"
    assert services.find(actor, "OP1").purpose.to("en") == "Find it"


def test_somebody_elses_section_is_no_conflict(app_context: Flask):
    actor = planner_of(make.operation())
    before = stamp(SECTIONS["money"].read(services.find(actor, "OP1")))
    edit(actor, "purpose", PURPOSE)
    edit(actor, "money", {"currency": "CHF", "rates": []}, version=before)
    assert services.find(actor, "OP1").currency == "CHF"


def test_the_operational_phase_moves_with_the_dates(app_context: Flask):
    operation = make.operation()
    make.stored(
        Phase(operation_id=operation.id, kind="operational", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    )
    dates = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 9), "time_zone": "Asia/Almaty"}
    changed = edit(planner_of(operation), "dates", dates)
    assert [(phase.starts_on, phase.ends_on) for phase in changed.phases] == [(date(2026, 4, 1), date(2026, 4, 9))]


def test_only_sections_the_template_repeats_publish_it(app_context: Flask):
    actor = planner_of(make.operation())
    published.clear()
    edit(actor, "purpose", PURPOSE)
    assert published == []
    edit(actor, "content", {"hs_edition": 2017, "blocks": ["short"], "risk_indicators": []})
    assert published == ["OP1"]


def test_rows_are_changed_in_place_added_and_removed(app_context: Flask):
    actor = planner_of(make.operation())
    row = {"text": {"en": "A", "fr": "A"}, "measure": "cases", "target": Decimal(5)}
    first = edit(actor, "objectives", {"objectives": [row, {**row, "target": None}]}).objectives[0].id
    after = edit(actor, "objectives", {"objectives": [{**row, "target": Decimal(9)}]}).objectives
    assert [(one.id, one.target) for one in after] == [(first, Decimal(9))]


def test_rates_are_known_by_currency_and_day(app_context: Flask):
    actor = planner_of(make.operation())
    rate = {"currency": "USD", "valid_from": date(2026, 3, 1), "rate": Decimal("0.9")}
    edit(actor, "money", {"currency": "EUR", "rates": [rate]})
    edit(actor, "money", {"currency": "EUR", "rates": [{**rate, "rate": Decimal("0.8")}]})
    assert [one.rate for one in services.find(actor, "OP1").rates] == [Decimal("0.8")]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LIAISON, Role.GUEST, Role.OBSERVER])
def test_nobody_but_the_planner_edits(app_context: Flask, role: Role):
    actor = make.actor(make.seated("x@kz.example", make.operation(), role))
    with pytest.raises(Forbidden):
        edit(actor, "purpose", PURPOSE)


def test_the_planner_of_another_operation_finds_nothing(app_context: Flask):
    make.operation()
    with pytest.raises(Missing):
        edit(planner_of(make.operation("OP2")), "purpose", PURPOSE)


def test_a_phase_change_is_audited(app_context: Flask):
    services.enter_phase(planner_of(make.operation()), "OP1", "debrief")
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "operation:enter_phase")).one()
    assert (entry.before, entry.after) == ({"phase": "operational"}, {"phase": "debrief"})


def test_periods_are_laid_anew_in_place(app_context: Flask):
    operation = make.operation()
    actor = planner_of(operation)
    weeks = services.replace_periods(actor, "OP1", lay(Pattern.WEEKLY, operation.starts_on, operation.ends_on, "UTC"))
    ids = [period.id for period in weeks.periods]
    whole = services.replace_periods(actor, "OP1", lay(Pattern.WHOLE, date(2026, 3, 1), date(2026, 3, 31), "UTC"))
    assert [period.id for period in whole.periods] == ids[:1]


def test_with_results_periods_move_for_a_reason_and_none_goes(app_context: Flask):
    operation = make.operation()
    actor = planner_of(operation)
    weeks = lay(Pattern.WEEKLY, operation.starts_on, operation.ends_on, "UTC")
    services.replace_periods(actor, "OP1", weeks)
    with pytest.raises(Refusal):
        services.replace_periods(actor, "OP1", weeks, holds_results=True)
    with pytest.raises(Refusal):
        services.replace_periods(actor, "OP1", weeks[:2], holds_results=True, reason="shorter")
    services.replace_periods(actor, "OP1", weeks, holds_results=True, reason="due times moved")


def test_a_period_is_closed_and_reopened_with_a_reason(app_context: Flask):
    operation = make.operation()
    actor = planner_of(operation)
    services.replace_periods(actor, "OP1", lay(Pattern.WHOLE, operation.starts_on, operation.ends_on, "UTC"))
    assert services.close_period(actor, "OP1", 1).state == "closed"
    with pytest.raises(Refusal):
        services.reopen_period(actor, "OP1", 1, " ")
    assert services.reopen_period(actor, "OP1", 1, "A Member found more").state == "open"
    with pytest.raises(Missing):
        services.close_period(actor, "OP1", 2)


def test_an_operation_keeps_a_planner(app_context: Flask):
    operation = make.operation()
    actor = planner_of(operation)
    (seat,) = services.seats(operation)
    with pytest.raises(Refusal):
        services.take_seat(actor, "OP1", seat.id)
    other = make.account("q@wco.example", "WCO")
    services.give_seat(actor, "OP1", other.id, Role.PLANNER)
    services.take_seat(actor, "OP1", seat.id)
    assert [one.account.email for one in services.seats(services.find(make.actor(other), "OP1"))] == ["q@wco.example"]
