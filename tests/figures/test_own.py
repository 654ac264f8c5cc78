"""Own fields in figures: one that is counted by is a filter and a chart, one that is added up a key figure with its unit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.documents.document import Document
from opsplanner.figures import services
from opsplanner.figures.filters import read
from tests.databases import Staged
from tests.results.posting import confirm, post_sheet
from tests.results.test_own_fields import field, publish
from tests.results.world import World, build, find, row

SignIn = Callable[[Account], FlaskClient]
BASE = "/operations/OP1/dashboard"


@pytest.fixture
def counted(staged: Staged, sign_in: SignIn) -> World:
    """Kazakhstan reports five cases, one of them of two lines; three are narrow, one broad, one says nothing."""
    staged("reporting", build)
    world = find()
    publish(
        world,
        field("choice", role="dimension"),
        field("boolean", role="dimension"),
        field("choice_list", role="dimension"),
        field("decimal", role="measure", unit="KGM", label=Text.of("Net load", fr="Charge nette", ru="Нетто")),
        field("integer", key="own_parts", level="line", role="measure", label=Text.of("Parts", fr="Pièces", ru="Детали")),
    )  # fmt: skip
    rows = [
        row(national_ref="1", own_choice="A", own_boolean="yes", own_choice_list="A|B", own_decimal="1.5", own_parts="3"),
        row(national_ref="1", own_choice="A", own_boolean="yes", own_choice_list="A|B", own_decimal="1.5", own_parts="4", description="Other"),
        row(national_ref="2", own_choice="A", own_boolean="no", own_decimal="2.25"),
        row(national_ref="3", own_choice="A", own_choice_list="B"),
        row(national_ref="4", own_choice="B"),
        row(national_ref="5"),
    ]  # fmt: skip
    post_sheet(sign_in(world.people["kz"]), *rows)
    assert "Sent and stored" in confirm(sign_in(world.people["kz"]))
    return world


def seen(world: World, actor: Actor, **arguments: list[str]) -> Document:
    """The document of the dashboard for somebody."""
    asked = read(arguments, services.own_of(world.operation))
    return services.document(actor, world.operation, services.look(actor, world.operation, asked))


def bars(document: Document, key: str) -> dict[str, Decimal | None]:
    """Labels and values of a chart."""
    chart = next(each for each in document.charts if each.key == key)
    values = chart.series[0].values if chart.series else ()
    return {each.label.to("fr"): value for each, value in zip(chart.categories, values, strict=True)}


def test_a_dimension_is_a_chart_in_words(counted: World) -> None:
    document = seen(counted, counted.actor("planner"))
    assert bars(document, "own_choice") == {"Étroite": 3, "Large": 1, "Non précisé": 1}
    assert bars(document, "own_boolean") == {"Oui": 1, "Non": 1, "Non précisé": 3}
    assert bars(document, "own_choice_list") == {"Étroite": 1, "Large": 2}
    chart = next(each for each in document.charts if each.key == "own_choice")
    assert "by Mine choice" in chart.subtitle.to("en")


def test_a_measure_is_a_key_figure_with_its_unit_and_definition(counted: World) -> None:
    document = seen(counted, counted.actor("planner"))
    found = {each.key: each for each in document.measures}
    assert (found["own_decimal"].value, found["own_decimal"].unit) == (Decimal("3.75"), "kg")
    assert found["own_parts"].value == 7
    assert "Charge nette" in found["own_decimal"].definition.to("fr")


def test_a_dimension_filters_and_a_measure_is_charted_by_all_fields(counted: World) -> None:
    planner = counted.actor("planner")
    narrow = seen(counted, planner, own_choice=["Étroite"], own_boolean=["oui"])
    assert {each.key: each.value for each in narrow.measures}["cases"] == 1
    assert [each.label.to("fr") for each in narrow.facts.filters] == ["Mien choice", "Mien boolean"]
    added = seen(counted, planner, measure=["own_parts"])
    assert bars(added, "own_choice") == {"Étroite": 7}
    assert bars(seen(counted, planner, measure=["own_decimal"]), "by_mode")


def test_whoever_may_not_see_small_numbers_sees_none_of_own_fields(counted: World) -> None:
    with clock.frozen(clock.now() + timedelta(days=2)):
        document = seen(counted, counted.actor("ge"))
    assert {each.key: each.value for each in document.measures}["cases"] == 5
    assert "Large" not in bars(document, "own_choice")
    held = {each.key: each for each in document.measures}
    assert held["own_decimal"].hidden
    assert held["own_parts"].hidden


def test_the_page_and_its_exports_hold_them(counted: World, sign_in: SignIn) -> None:
    planner = sign_in(counted.people["planner"])
    page = planner.get(f"{BASE}?own_choice=A&lang=fr").text
    for words in ("Charge nette", "3,75", "kg", "Mien choice"):
        assert words in page
    assert planner.get(f"{BASE}/chart/own_choice.json").status_code == 200
    assert planner.get(f"{BASE}/chart/own_nothing.json").status_code == 404
    told = json.loads(planner.get(f"{BASE}/export/file?format=json&language=en").data)
    assert {"key": "own_decimal", "unit": "kg", "value": "3.75"} in told["measures"]
    assert "own_choice" in [each["key"] for each in told["charts"]]
    assert b"own_choice" in planner.get(f"{BASE}/export/file?format=csv&language=en").data
    assert planner.get(f"{BASE}/export/file?format=xlsx&language=en").data[:2] == b"PK"


@pytest.fixture
def dogs(staged: Staged, sign_in: SignIn) -> World:
    """Kazakhstan says how often dogs searched and what they found in two windows; Georgia only how often they searched."""
    staged("reporting", build)
    world = find()
    effort = {"level": "effort", "block": "effort", "role": "measure"}
    finds = Text.of("Dog finds", fr="Découvertes des chiens", ru="Находки собак")
    publish(
        world,
        field(
            "integer",
            key="own_searches",
            label=Text.of("Dog searches", fr="Fouilles par chien", ru="Поиски собак"),
            **effort,
        ),
    )
    publish(world, field("integer", key="own_finds", label=finds, share_of="own_searches", **effort))
    publish(
        world,
        field(
            "decimal",
            key="own_litres",
            unit="LTR",
            label=Text.of("Fuel burnt", fr="Carburant", ru="Топливо"),
            share_of="officer_hours",
            **effort,
        ),
    )
    for who, *rows in (
        ("kz", {"window_start": "2026-03-02", "own_searches": "40", "own_finds": "3", "own_litres": "2.5"},
         {"window_start": "2026-03-09", "own_searches": "40", "own_finds": "4"}),
        ("ge", {"window_start": "2026-03-02", "own_searches": "500"}),
    ):  # fmt: skip
        told = [{**each, "window_end": each["window_start"], "consignments_examined": "100"} for each in rows]
        post_sheet(sign_in(world.people[who]), *told, name="effort.csv")
        assert "Sent and stored" in confirm(sign_in(world.people[who]))
    return world


def test_own_numbers_of_effort_are_key_figures_and_shares_where_both_are_given(dogs: World) -> None:
    found = {each.key: each for each in seen(dogs, dogs.actor("planner")).measures}
    assert {key: each.value for key, each in found.items() if key.startswith("own_")} == {
        "own_searches": Decimal(580), "own_finds": Decimal(7), "own_finds.share": Decimal("8.8"),
        "own_litres": Decimal("2.5"), "own_litres.share": None,
    }  # fmt: skip
    share = found["own_finds.share"]
    assert (share.unit, share.label.to("fr")) == ("percent", "Découvertes des chiens / Fouilles par chien")
    assert "with both" in share.definition.to("en")
    assert found["own_litres"].unit == "l"
    assert found["examined"].value == 300


def test_effort_is_of_the_member_chosen_and_silent_under_filters_it_does_not_know(dogs: World) -> None:
    planner = dogs.actor("planner")
    alone = {each.key: each.value for each in seen(dogs, planner, member=["GE"]).measures}
    assert (alone["own_searches"], alone["own_finds"], alone["own_finds.share"]) == (500, None, None)
    by_field = {each.key: each.value for each in seen(dogs, planner, transport_mode=["3"]).measures}
    assert by_field["own_searches"] is None


def test_effort_of_few_members_is_told_to_none_of_the_others(dogs: World) -> None:
    with clock.frozen(clock.now() + timedelta(days=2)):
        held = {each.key: each for each in seen(dogs, dogs.actor("ge")).measures}
    assert all(held[key].hidden and held[key].value is None for key in ("own_searches", "own_finds", "own_finds.share"))


def test_cards_and_files_hold_own_effort(dogs: World, sign_in: SignIn) -> None:
    planner = sign_in(dogs.people["planner"])
    page = planner.get(f"{BASE}?lang=fr").text
    for words in ("Fouilles par chien", "580", "Découvertes des chiens / Fouilles par chien", "8,8"):
        assert words in page
    told = json.loads(planner.get(f"{BASE}/export/file?format=json&language=en").data)
    assert {"key": "own_finds.share", "unit": "percent", "value": "8.8"} in told["measures"]
    assert b"own_finds.share" in planner.get(f"{BASE}/export/file?format=csv&language=en").data
