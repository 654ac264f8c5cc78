"""Amounts and days that nobody can mean are refused with a sentence, and every page still opens."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.operations.models import ExchangeRate, Objective, Operation, Period
from tests.operations.test_views import OPENING, planned, planner, secretariat

__all__ = ["planned", "planner", "secretariat"]

AMOUNTS = ["1e30", "1e400", "1e999999", "1e9999999", "9" * 40, "-1e400", "1e-400", "0,00001", "NaN", "Infinity"]
DAYS = ["0001-01-01", "1026-11-01", "9999-12-31", "2101-01-01", "1899-12-31"]
OBJECTIVE = {"objectives-0-text-en": "Find", "objectives-0-text-fr": "Trouver", "objectives-0-measure": "cases"}
RATE = {"currency": "EUR", "rates-0-currency": "USD", "rates-0-valid_from": "2026-01-01"}
DATES = {"starts_on": "2026-03-02", "ends_on": "2026-03-29", "time_zone": "Asia/Almaty"}
PHASE = {"phases-0-kind": "planning", "phases-0-starts_on": "2026-03-02", "phases-0-ends_on": "2026-03-05"}
MILESTONE = {"milestones-0-text-en": "Go", "milestones-0-text-fr": "Va"}
PERIOD = {"periods-0-kind": "window", "periods-0-starts_on": "2026-03-02", "periods-0-ends_on": "2026-03-08"}


def version_of(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


def refused(client: FlaskClient, page: str, data: dict[str, str]) -> str:
    """The page that shows the form again, its fault beside the field."""
    address = f"/operations/OP1/{page}"
    answer = client.post(address, data={"version": version_of(client.get(address).text), **data})
    assert answer.status_code == 422, answer.status_code
    for each in ("/", "/operations/OP1/", "/operations/OP1/plan", "/operations/OP1/dashboard"):
        assert client.get(each).status_code == 200
    return answer.text


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_that_no_column_holds_is_refused(planner: FlaskClient, amount: str):
    refused(planner, "plan/objectives", {**OBJECTIVE, "objectives-0-target": amount})
    assert db.session.scalars(sa.select(Objective.target)).one() == 5


@pytest.mark.parametrize("amount", [*AMOUNTS[:-4], "1e-9"])
def test_a_rate_that_no_column_holds_is_refused(planner: FlaskClient, amount: str):
    refused(planner, "plan/money", {**RATE, "rates-0-rate": amount})
    assert db.session.scalar(sa.select(sa.func.count(ExchangeRate.id))) == 0


@pytest.mark.parametrize("day", DAYS)
def test_a_day_of_another_age_is_refused_wherever_one_is_asked(planner: FlaskClient, day: str):
    for page, data in [
        ("plan/dates", {**DATES, "starts_on": day}),
        ("plan/dates", {**DATES, "ends_on": day}),
        ("plan/phases", {**PHASE, "phases-0-starts_on": day}),
        ("plan/phases", {**PHASE, "phases-0-ends_on": day}),
        ("plan/phases", {**MILESTONE, "milestones-0-day": day}),
        ("plan/money", {**RATE, "rates-0-rate": "2", "rates-0-valid_from": day}),
        ("periods", {"pattern": "weekly", "daily_at": "12:00", "hours_after": "24", "rehearsal_from": day, "rehearsal_to": day}),
        ("periods/edit", {**PERIOD, "periods-0-starts_on": day}),
        ("periods/edit", {**PERIOD, "periods-0-ends_on": day}),
        ("periods/edit", {**PERIOD, "periods-0-due": f"{day}T00:00"}),
        ("lessons/add", {"title_en": "One", "due_on": day}),
    ]:  # fmt: skip
        assert "Check the year" in refused(planner, page, data), (page, data)


@pytest.mark.parametrize("preset", ["container", "strategic", "blank"])
@pytest.mark.parametrize("day", [*DAYS, "1926-11-01"])
def test_an_operation_of_another_age_is_not_opened(secretariat: FlaskClient, preset: str, day: str):
    for name in ("starts_on", "ends_on"):
        answer = secretariat.post("/operations/new", data={**OPENING, "preset": preset, name: day})
        assert answer.status_code == 422
        assert f'value="{day}"' in answer.text
    assert db.session.scalar(sa.select(sa.func.count(Operation.id))) == 0


def test_an_action_phase_of_more_than_three_years_is_a_slip(planner: FlaskClient):
    page = refused(planner, "plan/dates", {**DATES, "starts_on": "1926-03-02"})
    assert "more than three years" in page


def test_more_periods_than_a_page_holds_are_not_laid(planner: FlaskClient):
    db.session.execute(sa.update(Operation).values(ends_on=date(2028, 3, 2)))
    db.session.commit()
    page = refused(planner, "periods", {"pattern": "daily", "daily_at": "12:00", "hours_after": "24"})
    assert "at most 400 reporting periods" in page
    assert db.session.scalar(sa.select(sa.func.count(Period.id))) == 1


def test_what_could_not_be_read_is_not_told_as_missing(planner: FlaskClient):
    page = refused(planner, "plan/dates", {**DATES, "ends_on": "2026-02-30"})
    assert "Enter a day that exists" in page
    assert "Enter the last day." not in page


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_risk_indicator_that_a_spreadsheet_would_run_is_refused(planner: FlaskClient, sign: str, lang: str):
    named = {"code": "ROUTE", "text-en": "Odd route", "text-fr": "Itinéraire étrange", f"text-{lang}": f"{sign}SUM(A1)"}
    indicator = {f"risk_indicators-0-{part}": said for part, said in named.items()}
    page = refused(planner, "plan/content", {"hs_edition": "2022", "blocks": "short", **indicator})
    assert "a spreadsheet takes it for a formula" in page
