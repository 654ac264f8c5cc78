"""A planner composes the template: drafted step by step, checked, published, copied; others see what is published."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.directory.models import Account
from opsplanner.records.models import TemplateVersion
from opsplanner.results.models import TemplateStep
from opsplanner.results.services import composing
from opsplanner.results.services.templates import template_of, versions_of
from tests import factories as make
from tests.results.world import World

BASE = "/operations/OP1/template"
SignIn = Callable[[Account], FlaskClient]
GAUGE: dict[str, Any] = {
    "label-en": "Gauge",
    "label-fr": "Jauge",
    "label-ru": "Калибр",
    "level": "case",
    "kind": "choice",
    "block": "short",
    "required": "no",
    "choices": "A | Narrow | Étroite | Узкий\nB | Broad | Large | Широкий",
    "role": "dimension",
    "unit": "",
}


@pytest.fixture
def planner(world: World, sign_in: SignIn) -> FlaskClient:
    """The planner of OP1, signed in."""
    return sign_in(world.people["planner"])


def drafted(world: World) -> composing.Drafted:
    db.session.rollback()
    return composing.look_at_draft(world.actor("planner"), "OP1")


def act(client: FlaskClient, world: World, what: str) -> Any:
    data = {"act": what, "version": drafted(world).stamp}
    return client.post(f"{BASE}/draft/act", data=data, follow_redirects=True)


def publish(client: FlaskClient, world: World, note: str = "Gauges are asked") -> Any:
    data = {"note": note, "version": drafted(world).stamp}
    return client.post(f"{BASE}/draft/publish", data=data, follow_redirects=True)


def test_a_field_is_added_previewed_and_published_as_the_next_version(world: World, planner: FlaskClient) -> None:
    answer = planner.post(f"{BASE}/draft/field", data=GAUGE, follow_redirects=True)
    assert "Gauge is kept in the draft." in answer.text
    assert drafted(world).composition.by_key["own_gauge"].options.find("Узкий") == "A"
    for shown in ("form", "sheet"):
        page = planner.get(f"{BASE}/draft/preview?as={shown}").text
        assert all(word in page for word in ("Gauge", "Jauge", "Калибр"))
    assert "was made, filled in and read back" in planner.get(f"{BASE}/draft/publish").text
    assert "Version 2 is published and in force." in publish(planner, world).text
    db.session.refresh(world.operation)
    assert template_of(world.operation).by_key["own_gauge"].role == "dimension"
    assert [each.number for each in versions_of(world.operation)] == [2, 1]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(TemplateStep)) == 0
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "template:publish")).all()[-1]
    assert entry.after["changes"] == ["added own_gauge"]


def test_a_published_version_never_changes(world: World, planner: FlaskClient) -> None:
    first = db.session.scalars(sa.select(TemplateVersion)).one()
    before = dict(first.definition)
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    act(planner, world, "remove:brand")
    publish(planner, world)
    db.session.rollback()
    db.session.refresh(first)
    assert first.definition == before


def test_what_is_missing_in_a_language_keeps_the_draft_from_being_published(world: World, planner: FlaskClient) -> None:
    planner.post(f"{BASE}/draft/field", data={**GAUGE, "label-fr": "", "choices": "A | Narrow"})
    page = planner.get(f"{BASE}/draft/publish").text
    assert "Gauge has no label in French." in page
    assert "Gauge: A has no label in Russian." in page
    with pytest.raises(Refusal):
        composing.publish_draft(world.actor("planner"), "OP1", drafted(world).stamp, "why")
    assert len(versions_of(world.operation)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"label-en": "Brand / model / substance"}, "already means another column"),
        *(({"label-fr": f"{sign}SUM(A1)"}, "a spreadsheet takes it for a formula") for sign in "=+-@"),
        ({"kind": "choice", "choices": "one | -2 or less"}, "begin the label of one with a letter or digit"),
        ({"label-fr": "Pays d'origine"}, "already means another column"),
        ({"label-en": "Ref"}, "already means another column"),
        ({"label-en": ""}, "Enter the English label"),
        ({"key": "Größe"}, "small letters"),
        ({"choices": ""}, "Give at least one entry"),
        ({"choices": "A | One\nA | Two"}, "stands twice"),
        ({"choices": "A | One\nB | One"}, "a cell could mean"),
        ({"kind": "text"}, "Charts can count by"),
        ({"role": "measure"}, "Only a number can be added up"),
        ({"required": "when"}, "Choose the field that decides"),
        ({"required": "when", "when_key": "direction", "when_codes": "sideways"}, "Not in the list of that field: sideways"),
        ({"kind": "integer", "role": "", "least": "5", "most": "2"}, "The most is below the least"),
        ({"kind": "text", "role": "", "length": "9000"}, "from 1 to 3,000"),
        ({"share_of": "consignments_examined"}, "Only a number of effort"),
        ({"level": "effort", "kind": "decimal", "role": "measure", "unit": "LTR", "share_of": "officer_hours"}, "the same unit"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_control_and_nothing_is_kept(
    world: World, planner: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = planner.post(f"{BASE}/draft/field", data={**GAUGE, **changes})
    assert answer.status_code == 422
    assert said in answer.text
    assert not drafted(world).is_begun


def test_acts_are_taken_back_one_by_one(world: World, planner: FlaskClient) -> None:
    before = drafted(world).composition
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    act(planner, world, "up:own_gauge")
    act(planner, world, "remove:brand")
    assert "brand" not in drafted(world).composition.by_key
    act(planner, world, "undo")
    assert "brand" in drafted(world).composition.by_key
    act(planner, world, "undo")
    act(planner, world, "undo")
    assert drafted(world).composition == before
    act(planner, world, "discard")
    assert not drafted(world).is_begun


def test_fields_that_rows_are_known_by_stay(world: World, planner: FlaskClient) -> None:
    for key in ("national_ref", "commodity_class", "quantity", "value_amount", "handling", "window_start"):
        assert "This field stays" in act(planner, world, f"remove:{key}").text
    assert not drafted(world).is_begun


def test_a_standard_field_moves_between_blocks_and_may_be_asked_more(world: World, planner: FlaskClient) -> None:
    page = planner.get(f"{BASE}/draft/field/brand").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {
        "version": version,
        "block": "short",
        "required": "when",
        "when_key": "commodity_class",
        "when_codes": "Drugs",
    }
    planner.post(f"{BASE}/draft/field/brand", data=data)
    brand = drafted(world).composition.by_key["brand"]
    assert (brand.block, str(brand.required)) == ("short", "when commodity_class=drugs")
    less = {"version": "x", "block": "short", "required": "no"}
    assert planner.post(f"{BASE}/draft/field/place_name", data=less).status_code == 422


def test_a_number_of_effort_is_told_as_a_share_of_another(world: World, planner: FlaskClient) -> None:
    effort = GAUGE | {"level": "effort", "kind": "integer", "block": "effort", "role": "measure", "choices": ""}
    effort["share_of"] = "parcels_checked"
    page = planner.post(f"{BASE}/draft/field", data=effort, follow_redirects=True).text
    assert "Added up; share of Parcels checked" in page
    assert "remove:parcels_checked" not in page
    publish(planner, world)
    assert "part de «\u00a0Colis contrôlés\u00a0»" in planner.get(f"{BASE}/?lang=fr").text
    form = planner.get(f"{BASE}/draft/field/own_gauge?lang=en").text
    assert '<option selected value="parcels_checked">' in form
    stamp = form.split('name="version"')[1].split('value="')[1].split('"')[0]
    changed = effort | {"unit": "LTR", "share_of": "", "version": stamp}
    assert "Gauge is kept" in planner.post(f"{BASE}/draft/field/own_gauge", data=changed, follow_redirects=True).text
    told = planner.get(f"{BASE}/draft").text
    assert "Told as a share of" in told
    assert "Parcels checked" in told


def test_two_planners_are_told(world: World, planner: FlaskClient) -> None:
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    stamp = drafted(world).stamp
    page = planner.get(f"{BASE}/draft/field/own_gauge").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    mine = {**GAUGE, "version": version}
    planner.post(f"{BASE}/draft/field/own_gauge", data={**mine, "label-en": "Rail gauge"})
    answer = planner.post(f"{BASE}/draft/field/own_gauge", data={**mine, "label-en": "Track gauge"})
    assert answer.status_code == 409
    assert "Rail gauge" in answer.text
    assert "Track gauge" in answer.text
    told = planner.post(f"{BASE}/draft/act", data={"act": "undo", "version": stamp}, follow_redirects=True).text
    assert "changed the draft meanwhile" in told
    assert drafted(world).composition.by_key["own_gauge"].label.to("en") == "Rail gauge"


def test_lists_are_pasted_from_a_sheet(world: World, planner: FlaskClient) -> None:
    pasted = "Class\tCode\tEnglish\tFrench\tRussian\nStrategic goods\tvalve\tValves\tVannes\tКлапаны\ndrugs\tpills\tPills\tComprimés\tТаблетки"
    data = {"entries": pasted, "version": drafted(world).stamp}
    planner.post(f"{BASE}/draft/list/commodity_type", data=data)
    codes = drafted(world).composition.by_key["commodity_type"].choices
    assert [(each.code, each.extra["class"]) for each in codes] == [("valve", "strategic"), ("pills", "drugs")]
    wrong = planner.post(f"{BASE}/draft/list/commodity_type", data={**data, "entries": "weather | rain | Rain"})
    assert wrong.status_code == 422
    assert "is no commodity class" in wrong.text


def test_a_key_never_changes_its_kind(world: World, planner: FlaskClient) -> None:
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    publish(planner, world)
    act(planner, world, "remove:own_gauge")
    planner.post(f"{BASE}/draft/field", data={**GAUGE, "kind": "text", "role": "", "key": "gauge"})
    page = planner.get(f"{BASE}/draft/publish").text
    assert "Gauge was a Choice in version 2" in page


def test_the_sheet_of_a_draft_is_refused_with_a_sentence(world: World, planner: FlaskClient, sign_in: SignIn) -> None:
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    content = planner.get(f"{BASE}/draft/sheet?sheet=fr").data
    book = openpyxl.load_workbook(io.BytesIO(content))
    headings = [cell.value for cell in book["Results"][1]]
    assert "Jauge" in headings
    assert "PROJET" in str(book["Read me"]["A3"].value)
    for column in range(1, len(headings) + 1):
        book["Results"].cell(2, column).value = "x"
    out = io.BytesIO()
    book.save(out)
    kz = sign_in(world.people["kz"])
    upload = {"file": (io.BytesIO(out.getvalue()), "draft.xlsx")}
    assert (
        "this one is of a draft" in kz.post("/operations/OP1/results/upload", data=upload, follow_redirects=True).text
    )


def test_a_copy_shows_first_what_would_change(world: World, planner: FlaskClient) -> None:
    other = make.operation("OP2", blocks=["short", "container"])
    make.seated("planner2@x.example", other, "planner", "PL")
    assert planner.post(f"{BASE}/draft/copy", data={"source": "OP2"}).status_code == 422
    page = planner.get(f"{BASE}/draft/copy?source=preset:container").text
    assert "Risk indicators" in page
    assert "Containers" in page
    data = {"source": "preset:container", "version": drafted(world).stamp}
    planner.post(f"{BASE}/draft/copy", data=data)
    assert drafted(world).composition.blocks == ("short", "strategic", "container")


def test_versions_are_compared_in_words(world: World, planner: FlaskClient) -> None:
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    act(planner, world, "remove:brand")
    publish(planner, world)
    page = planner.get(f"{BASE}/versions").text
    assert "Gauges are asked" in page
    assert "planner" in page
    told = planner.get(f"{BASE}/versions/difference?version=1&version=2").text
    assert "No longer asked" in told
    assert "own_gauge" in told
    assert planner.get(f"{BASE}/versions/difference?version=1&version=9").status_code == 404


def test_who_reports_sees_the_published_template_and_nothing_of_the_draft(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    assert "National reference" in kz.get(f"{BASE}/").text
    assert kz.get(f"{BASE}/versions").status_code == 200
    rows = kz.get(f"{BASE}/dictionary.csv").data.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("key,Label (English),Label (French),Label (Russian)")
    assert any(row.startswith("national_ref,National reference,Référence nationale") for row in rows)
    for page in ("draft", "draft/field", "draft/list/risk_indicators", "draft/preview", "draft/sheet", "draft/publish", "draft/copy"):  # fmt: skip
        assert kz.get(f"{BASE}/{page}").status_code == 403
    assert sign_in(world.people["observer"]).get(f"{BASE}/").status_code == 403
    assert sign_in(world.people["stranger"]).get(f"{BASE}/").status_code == 404


def test_the_plan_keeps_own_fields_and_russian_words(world: World, planner: FlaskClient) -> None:
    planner.post(f"{BASE}/draft/field", data=GAUGE)
    lists = {"entries": "ROUTE | Odd route | Itinéraire étrange | Странный маршрут", "version": drafted(world).stamp}
    planner.post(f"{BASE}/draft/list/risk_indicators", data=lists)
    publish(planner, world)
    plan = {"hs_edition": "2017", "blocks": ["short"], "risk_indicators-0-code": "ROUTE", "risk_indicators-0-text-en": "Odd route", "risk_indicators-0-text-fr": "Itinéraire étrange"}  # fmt: skip
    planner.post("/operations/OP1/plan/content", data=plan)
    db.session.rollback()
    db.session.refresh(world.operation)
    template = template_of(world.operation)
    assert (template.version, template.edition, template.blocks) == (3, "2017", ("short",))
    assert "own_gauge" in template.by_key
    assert template.by_key["risk_indicators"].options.find("Странный маршрут") == "ROUTE"
