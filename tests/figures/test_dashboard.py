"""The dashboard page: what each role sees, how its address tells its state, in both languages."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from opsplanner.core.access import Role
from opsplanner.core.i18n import days
from opsplanner.core.text import Text
from opsplanner.operations.models import Objective
from tests import factories
from tests.figures import stored


def test_the_planner_sees_every_figure(scene, enter):
    page = enter(scene, Role.PLANNER).get("/operations/OP1/dashboard")
    assert page.status_code == 200
    assert "3 of 4 Members reported" in page.text
    assert "1 Member has not reported" in page.text
    assert "figure-by_member" in page.text
    assert "Unreviewed" in page.text


def test_the_same_page_in_french(scene, enter):
    page = enter(scene, Role.PLANNER).get("/operations/OP1/dashboard?lang=fr")
    assert "3 Membres sur 4 ont répondu" in page.text
    assert "Affaires par mode de transport" in page.text.replace("\xa0", " ")


@pytest.mark.parametrize(("lang", "unit"), [("en", ">%</span>"), ("fr", ">\xa0%</span>")])
def test_a_percentage_is_written_as_its_language_does(scene, enter, lang, unit):
    assert unit in enter(scene, Role.PLANNER).get(f"/operations/OP1/dashboard?lang={lang}").text


@pytest.mark.parametrize("role", [Role.PLANNER, Role.MEMBER, Role.OBSERVER])
def test_every_chart_can_be_fetched(scene, enter, role):
    visitor = enter(scene, role, "KZ")
    for key in ("over_time", "by_class", "by_mode", "by_basis", "map", "reporting"):
        answer = visitor.get(f"/operations/OP1/dashboard/chart/{key}.json")
        assert answer.status_code == 200
        assert set(answer.json) == {"data", "layout"}


def test_there_is_no_chart_that_there_is_not(scene, enter):
    assert enter(scene, Role.PLANNER).get("/operations/OP1/dashboard/chart/secrets.json").status_code == 404
    observer = enter(scene, Role.OBSERVER, "UNODC")
    assert observer.get("/operations/OP1/dashboard/chart/by_member.json").status_code == 404


def test_the_address_tells_the_state(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    page = visitor.get("/operations/OP1/dashboard?transport_mode=3&basis=submitted&measure=detections&period=1")
    assert '<option value="3" selected>' in page.text
    assert '<option value="detections" selected>' in page.text
    odd = visitor.get("/operations/OP1/dashboard?transport_mode=nonsense&measure=<script>&period=99999999999999")
    assert odd.status_code == 200


def test_an_observer_has_one_fixed_view_without_export(scene, enter):
    visitor = enter(scene, Role.OBSERVER, "UNODC")
    plain = visitor.get("/operations/OP1/dashboard").text
    assert "One fixed view" in plain
    assert "Customs of KZ" not in plain
    filtered = visitor.get("/operations/OP1/dashboard?transport_mode=3&period=1&measure=detections").text
    assert "figure-by_mode" in filtered
    assert filtered.count("<tr") == plain.count("<tr")
    assert visitor.get("/operations/OP1/dashboard/export").status_code == 403


def test_a_member_sees_no_small_number_of_others(scene, enter):
    page = enter(scene, Role.MEMBER, "KZ").get("/operations/OP1/dashboard?member=").text
    assert "Customs of GE" not in page.split("figure-by_member")[1].split("</figure>")[0]
    assert "Counts below three" in page


def test_a_member_cannot_ask_for_another_member(scene, enter):
    visitor = enter(scene, Role.MEMBER, "KZ")
    assert (
        "Customs of GE"
        not in visitor.get("/operations/OP1/dashboard?member=GE").text.split("<main")[1].split("names")[0]
    )
    own = visitor.get("/operations/OP1/dashboard?member=KZ").text
    assert shown(own) == "My administration"


def shown(page: str) -> str:
    """Which of the two views of a Member it is."""
    return "".join(re.findall(r'aria-current="true">([^<]*)</a>', page))


def test_a_member_begins_with_its_own_figures_and_changes_to_those_of_the_operation(scene, enter):
    visitor = enter(scene, Role.MEMBER, "KZ")
    own = visitor.get("/operations/OP1/dashboard").text
    assert shown(own) == "My administration"
    assert "figure-by_mode" in own
    assert "dashboard/export?member=KZ" in own
    assert "/operations/OP1/dashboard?member=" in own
    whole = visitor.get("/operations/OP1/dashboard?member=&period=1").text
    assert shown(whole) == "The operation"
    assert "dashboard?period=1&amp;member=KZ" in whole
    assert "dashboard?member=" in visitor.get("/operations/OP1/dashboard/export").text


def test_a_member_without_results_begins_with_the_operation(scene, enter):
    assert shown(enter(scene, Role.MEMBER, "PK").get("/operations/OP1/dashboard").text) == "The operation"


def test_what_cannot_be_told_of_the_operation_leads_to_the_own_figures(app_context, enter):
    operation = stored.operation()
    stored.deliver(stored.member(operation, "KZ"), [stored.row(100, operation.periods[0].id)])
    visitor = enter(operation, Role.MEMBER, "KZ")
    assert "figure-by_class" in visitor.get("/operations/OP1/dashboard").text
    whole = visitor.get("/operations/OP1/dashboard?member=").text
    assert "Too little has been reported" in whole
    assert "See the figures of your own administration" in whole
    assert "figure-by_class" not in whole
    french = visitor.get("/operations/OP1/dashboard?member=&lang=fr").text
    assert "Trop peu de résultats" in french


def test_nobody_else_has_two_views(scene, enter):
    assert not shown(enter(scene, Role.PLANNER).get("/operations/OP1/dashboard").text)
    assert not shown(enter(scene, Role.OBSERVER, "UNODC").get("/operations/OP1/dashboard").text)


def test_the_page_and_its_files_leave_red_cases_out_and_say_so(scene, enter):
    red = stored.row(700, scene.periods[0].id, handling="RED", transport_mode="8")
    stored.deliver(stored.member(scene, "TJ"), [red])
    visitor = enter(scene, Role.PLANNER)
    for lang, sentence in (("en", "marked RED count"), ("fr", "marquées RED ne comptent")):
        assert sentence in visitor.get(f"/operations/OP1/dashboard?transport_mode=8&lang={lang}").text
    told = visitor.get("/operations/OP1/dashboard/export/file?format=json&transport_mode=8").json
    assert {each["key"]: each["value"] for each in told["measures"]}["cases"] == "0"
    workbook = load_workbook(
        io.BytesIO(visitor.get("/operations/OP1/dashboard/export/file?format=xlsx&transport_mode=8").data)
    )
    assert "marked RED count" in str([row for sheet in workbook for row in sheet.iter_rows(values_only=True)])


def test_an_outsider_finds_nothing(scene, enter):
    other = factories.operation("OP2")
    visitor = enter(other, Role.MEMBER, "KZ")
    assert visitor.get("/operations/OP1/dashboard").status_code == 404
    assert visitor.get("/operations/OP1/dashboard/chart/by_mode.json").status_code == 404


def test_without_results_the_page_says_what_comes_next(app_context, enter):
    operation = stored.operation()
    page = enter(operation, Role.PLANNER).get("/operations/OP1/dashboard")
    assert page.status_code == 200
    assert "No results yet" in page.text


def test_figures_lead_to_the_cases_behind_them(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    page = visitor.get("/operations/OP1/dashboard?transport_mode=3&member=KZ").text
    assert "/operations/OP1/results/cases?member=KZ&amp;mode=3" in page
    assert "results/cases" not in enter(scene, Role.OBSERVER, "UNODC").get("/operations/OP1/dashboard").text


@pytest.mark.parametrize(("lang", "named"), [("en", "Period 1 · "), ("fr", "Période 1 · ")])
def test_the_filter_of_periods_says_their_days(scene, enter, lang, named):
    first = scene.periods[0]
    page = enter(scene, Role.PLANNER).get(f"/operations/OP1/dashboard?lang={lang}").text
    assert f"{named}{days(first.starts_on, first.ends_on, lang)}</option>" in page


def test_progress_to_a_target_is_one_share_whatever_the_unit(scene, enter):
    for position, (measure, target) in enumerate((("cases", 20), ("reporting_rate", 90))):
        goal = Objective(operation_id=scene.id, position=position, text=Text.of("Goal"), measure=measure)
        goal.target = Decimal(target)
        factories.stored(goal)
    page = enter(scene, Role.PLANNER).get("/operations/OP1/").text
    assert "as a share of the target" in page
    shares = re.findall(r'meter-text">([^<]+)<', page)
    assert shares[-2:] == ["55%", "42%"]
