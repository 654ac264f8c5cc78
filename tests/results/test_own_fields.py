"""Own fields flow by the one definition: sheet and form, check, stored answers, the page of a case, the lists to take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from opsplanner.core.db import db
from opsplanner.core.text import LANGUAGES, Text
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.records.condition import ALWAYS, NEVER, Condition
from opsplanner.records.field import Field, Limits
from opsplanner.reference import Code
from opsplanner.results.composing import trial
from opsplanner.results.composing.composition import PREFIX, Composition, Facts
from opsplanner.results.composing.editing import leave_out, put
from opsplanner.results.composing.gate import findings
from opsplanner.results.models import CaseRow, EffortRow, GoodsLine
from opsplanner.results.services.templates import read_version, store_version, versions_of
from opsplanner.results.template_words import OWN_KINDS
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.test_forms import typed
from tests.results.world import World, row

SignIn = Callable[[Account], FlaskClient]
FACTS = Facts("OP1", Text.of("Operation", fr="Opération"), (date(2018, 4, 1), date(2018, 4, 30)), "2022")
CODES = (
    Code("A", Text.of("Narrow", fr="Étroite", ru="Узкая")),
    Code("B", Text.of("Broad", fr="Large", ru="Широкая")),
)


def field(kind: str, **changes: Any) -> Field:
    """An own field with words in every language."""
    listed = {"country": "country", "hs": "hs"}.get(kind, "operation" if kind.startswith("choice") else "")
    words = Text.of(f"Mine {kind}", fr=f"Mien {kind}", ru=f"Моё {kind}")
    usual: dict[str, Any] = {
        "key": PREFIX + kind,
        "level": "case",
        "kind": kind,
        "label": words,
        "code_list": listed,
        "choices": CODES if kind.startswith("choice") else (),
        "limits": Limits(length=40) if kind == "text" else Limits(places=4) if kind == "decimal" else Limits(),
    }
    return Field(**{**usual, **changes})


@st.composite
def own_fields(draw: st.DrawFn) -> Field:
    """Any own field that the builder lets through."""
    kind = draw(st.sampled_from(OWN_KINDS))
    level = draw(st.sampled_from(("case", "line", "effort")))
    block = "effort" if level == "effort" else "short"
    limits = field(kind).limits
    if kind in ("integer", "decimal"):
        least = draw(st.none() | st.integers(-500, 500).map(Decimal))
        width = draw(st.none() | st.integers(0, 400).map(Decimal))
        most = None if width is None else (least or 0) + width
        limits = Limits(least=least, most=most, places=0 if kind == "integer" else 4)
    if kind == "text":
        limits = Limits(length=draw(st.integers(1, 3000)))
    if kind == "choice_list":
        limits = Limits(items=draw(st.none() | st.integers(1, 3)))
    required = draw(st.sampled_from((NEVER, ALWAYS)))
    return field(kind, level=level, block=block, limits=limits, required=required)


@settings(max_examples=20, deadline=None)
@given(own_fields(), st.sampled_from(LANGUAGES), st.booleans())
def test_what_the_template_offers_the_importer_accepts(one: Field, lang: str, full: bool) -> None:
    composition = replace(put(Composition.begin(("short",)), one), languages=(lang,))
    assert findings(composition, []) == []
    template = composition.template(FACTS, 1)
    assert list(trial._tried(template, lang, full)) == []
    assert Composition.read(composition.as_dict()) == composition


@pytest.mark.parametrize("belongs", ["drugs", "strategic", ""])
def test_types_of_goods_pass_the_gate_under_the_class_they_belong_to(belongs: str) -> None:
    types = tuple(replace(each, extra={"class": belongs}) for each in CODES)
    whole = Composition.begin().with_list("commodity_type", types)
    composition = whole.with_field(replace(whole.by_key["commodity_type"], block="short"))
    assert findings(composition, []) == []
    assert list(trial.failures(replace(composition, languages=("fr",)).template(FACTS, 1))) == []


def test_an_entry_whose_label_means_another_is_found() -> None:
    twins = (CODES[0], Code("B", Text.of("Broad", fr="Étroite", ru="Широкая")))
    composition = put(Composition.begin(), field("choice", choices=twins))
    assert [each.what for each in findings(composition, [])] == ["alike"]


def test_what_must_be_answered_stands_in_the_short_sheet() -> None:
    hidden = put(Composition.begin(), field("text", block="full", required=ALWAYS))
    assert [each.what for each in findings(hidden, [])] == ["not_shown"]
    beside = put(Composition.begin(), field("text", block="full", required=Condition.parse("with brand|description")))
    assert [each.what for each in findings(beside, [])] == ["not_beside"]


ANSWERS = {
    "own_text": "Blue",
    "own_integer": "7",
    "own_decimal": "2,50",
    "own_date": "2026-03-05",
    "own_choice": "Large",
    "own_choice_list": "Étroite|B",
    "own_country": "Kirghizistan",
    "own_hs": "8481.80.99",
    "own_container_list": "CSQU3054383",
    "own_boolean": "oui",
}
KEPT = {
    "own_text": "Blue",
    "own_integer": 7,
    "own_decimal": "2.5",
    "own_date": "2026-03-05",
    "own_choice": "B",
    "own_choice_list": "A;B",
    "own_country": "KG",
    "own_hs": "848180",
    "own_hs_given": "84818099",
    "own_container_list": "CSQU3054383",
    "own_boolean": True,
}


def publish(world: World, *fields: Field, without: str = "") -> None:
    """A next version of OP1 with these fields."""
    operation = db.session.get(Operation, world.operation.id)
    composition = Composition.of(read_version(versions_of(operation)[0]))
    for one in fields:
        composition = put(composition, one)
    if without:
        composition = leave_out(composition, without)
    store_version(world.actor("planner"), operation, composition)
    db.session.commit()
    db.session.refresh(world.operation)


def posted(client: FlaskClient, answers: dict[str, str]) -> str:
    """Sends a sheet of one row, to the end."""
    post_sheet(client, answers)
    return confirm(client)


@pytest.fixture
def asking(world: World) -> World:
    """OP1 asks a field of every kind, of cases, lines and effort."""
    publish(
        world,
        *(field(kind) for kind in OWN_KINDS),
        field("integer", key="own_parts", level="line", label=Text.of("Parts", fr="Pièces détachées", ru="Детали")),
        field("decimal", key="own_hours", level="effort", block="effort", label=Text.of("Dog hours", fr="Heures de chien", ru="Часы собак")),
    )  # fmt: skip
    return world


def test_a_sheet_and_a_form_store_the_same_answers(asking: World, sign_in: SignIn) -> None:
    kz, ge = sign_in(asking.people["kz"]), sign_in(asking.people["ge"])
    assert "Sent and stored" in posted(kz, row(**ANSWERS, own_parts="3"))
    form = {**ANSWERS, "own_choice": "B", "own_choice_list": ["A", "B"], "own_country": "KG", "own_boolean": "True"}
    ge.post(f"{BASE}/results/form", data=typed(**form) | {"member": "GE", "lines-0-own_parts": "3"})
    assert "Sent and stored" in confirm(ge)
    first, second = db.session.scalars(sa.select(CaseRow).order_by(CaseRow.case_id)).all()
    assert first.extras == second.extras == KEPT
    lines = db.session.scalars(sa.select(GoodsLine.__table__.c.extras)).all()
    assert lines == [{"own_parts": 3}] * 2


def test_answers_are_shown_and_exported_in_words(asking: World, sign_in: SignIn) -> None:
    kz = sign_in(asking.people["kz"])
    posted(kz, row(**ANSWERS))
    case = db.session.scalars(sa.select(CaseRow)).one().case_id
    page = kz.get(f"/operations/OP1/results/cases/{case}?lang=fr").text
    for words in ("Mien choice", "Large", "Étroite, Large", "Oui", "Kirghizistan", "5 mars 2026", "2,5", "84818099"):
        assert words in page
    csv = kz.get("/operations/OP1/results/cases.csv?lang=fr").data.decode("utf-8-sig")
    assert "Mien boolean" in csv.splitlines()[0]
    assert "2026-03-05" in csv
    assert "2,5" in csv


def test_a_field_that_is_asked_no_more_stays_readable(asking: World, sign_in: SignIn) -> None:
    kz = sign_in(asking.people["kz"])
    posted(kz, row(**ANSWERS))
    publish(asking, field("choice", choices=CODES[:1]), without="own_text")
    case = db.session.scalars(sa.select(CaseRow)).one().case_id
    page = kz.get(f"/operations/OP1/results/cases/{case}").text
    assert "Mine text" in page
    assert "Blue" in page
    assert "Broad" in page
    assert "Mine text" in kz.get("/operations/OP1/results/cases.csv").data.decode("utf-8-sig").splitlines()[0]


def test_effort_has_own_fields_too(asking: World, sign_in: SignIn) -> None:
    kz = sign_in(asking.people["kz"])
    effort = {"member": "KZ", "window_start": "2026-03-02", "window_end": "2026-03-08", "consignments_examined": "4", "own_hours": "1,50"}  # fmt: skip
    kz.post("/operations/OP1/results/effort", data=effort)
    assert db.session.scalars(sa.select(EffortRow.__table__.c.extras)).one() == {"own_hours": "1.5"}
