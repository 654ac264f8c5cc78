"""What a questionnaire offers as a sheet, the importer takes; what is wrong is told at its cell and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsplanner.core.text import Text
from opsplanner.records import Setting, Upload, check, read_sheet
from opsplanner.records.downloads import write_questionnaire
from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.table import ANSWERS
from opsplanner.records.template import Template
from opsplanner.records.upright import match_upright
from opsplanner.reference import Code
from opsplanner.surveys import services
from opsplanner.surveys.questions import field_of
from opsplanner.surveys.services.importing import as_typed
from tests.surveys.asked import Asked

NOW = Setting(datetime(2026, 3, 1, tzinfo=UTC))
WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=3, max_size=12)
GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "text": WORD,
    "long_text": WORD,
    "boolean": st.booleans(),
    "integer": st.integers(0, 10**6),
    "decimal": st.decimals(0, 10**6, places=2),
    "date": st.dates(date(2014, 1, 1), date(2030, 1, 1)),
    "country": st.sampled_from(["KZ", "GE", "FR"]),
    "country_list": st.lists(st.sampled_from(["KZ", "GE", "FR"]), min_size=1, unique=True).map(tuple),
    "choice": st.sampled_from(["a", "b"]),
    "choice_list": st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True).map(tuple),
}
CHOICES = (Code("a", Text.of("Alpha", fr="Alpha un")), Code("b", Text.of("Beta, and more", fr="Bêta")))
HERE = "/operations/OP1/questionnaires/plan/answer"


def question(number: int, kind: str) -> Field:
    field = field_of(
        kind, f"q_{number}", "one" if number % 2 else "two", Text.of(f"Question {number}", fr=f"Demande {number}")
    )
    return Field.read(
        {**field.as_dict(), "choices": [_stored(each) for each in CHOICES] if kind.startswith("choice") else []}
    )


def _stored(code: Code) -> dict[str, Any]:
    return {"code": code.code, "label": code.label.as_dict(), "aliases": [], "extra": {}}


@st.composite
def answered(draw: st.DrawFn) -> tuple[Template, dict[str, Any], str]:
    kinds = draw(st.lists(st.sampled_from(sorted(GIVEN)), min_size=1, max_size=12))
    fields = tuple(question(number, kind) for number, kind in enumerate(kinds))
    sections = (Code("one", Text.of("One", fr="Un")), Code("two", Text.of("Two", fr="Deux")))
    values = {field.key: draw(GIVEN[kind]) for field, kind in zip(fields, kinds, strict=True)}
    template = Template("OP1", Text.of("Plan"), fields, kind="plan", languages=("en", "fr"), sections=sections)
    return template, values, draw(st.sampled_from(["en", "fr"]))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answered())
def test_what_the_questionnaire_offers_the_importer_takes(asked: tuple[Template, dict[str, Any], str]):
    template, values, lang = asked
    shown = {
        key: kind_of(template.by_key[key].kind).show(value, lang, template.by_key[key]) for key, value in values.items()
    }
    book = read_sheet(Upload.of("plan.xlsx", write_questionnaire(template, lang, shown)))
    assert not hasattr(book, "code")
    checked = check(match_upright(book, template), NOW)  # type: ignore[arg-type]
    assert [problem for problem in checked.problems if problem.is_error] == []
    read = {key: column.values[0] for key, column in checked.tables[ANSWERS].columns.items()}
    assert read == values


def sheet_of(asked: Asked) -> bytes:
    found = services.answering(asked.actor("kz"), "OP1", "plan")
    return services.member_sheet(found, "en")


SignIn = Callable[[Any], FlaskClient]


def test_a_member_fills_the_form_from_its_sheet(asked: Asked, sign_in: SignIn):
    asked.survey()
    asked.write("kz", q_staff="12")
    content = sheet_of(asked)
    asked.write("kz", q_staff="", q_places="")
    browser = sign_in(asked.people["kz"])
    assert browser.get(f"{HERE}/upload").status_code == 200
    sent = {"sheet": (BytesIO(content), "plan.xlsx"), "member": "KZ"}
    answer = browser.post(f"{HERE}/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 302
    kept = services.answering(asked.actor("kz"), "OP1", "plan").answers
    assert (kept["q_staff"], kept["q_places"], kept["q_agencies"]) == ("12", "Altynkol, Dostyk", "customs;police")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"q_staff,Officers assigned,about ten\nq_places,x,Dostyk\n", "own.csv", "C1"),
        (b"Nothing,here\n", "own.csv", "none of its questions"),
        (b"\x00\x01", "own.xlsx", ""),
    ],
)
def test_a_sheet_that_cannot_be_taken_changes_nothing(
    asked: Asked, sign_in: SignIn, content: bytes, name: str, said: str
):
    asked.survey()
    asked.write("kz")
    before = services.answering(asked.actor("kz"), "OP1", "plan").answers
    sent = {"sheet": (BytesIO(content), name), "member": "KZ"}
    answer = sign_in(asked.people["kz"]).post(f"{HERE}/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text
    assert services.answering(asked.actor("kz"), "OP1", "plan").answers == before


def test_a_sheet_of_another_member_or_of_a_draft_is_named_and_refused(asked: Asked):
    asked.survey()
    asked.write("kz")
    of_kz = Upload.of("plan.xlsx", sheet_of(asked))
    ge = services.answering(asked.actor("ge"), "OP1", "plan")
    assert [problem.code for problem in services.read_answers(ge, of_kz).errors] == ["R-126"]
    draft = Upload.of("plan.xlsx", services.draft_sheet(ge.template, "en"))
    assert "R-135" in [problem.code for problem in services.read_answers(ge, draft).errors]


def test_a_number_of_a_sheet_reads_the_same_in_the_form():
    assert as_typed(question(1, "decimal"), Decimal("12.5"), "fr") == "12,5"
