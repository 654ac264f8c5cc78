"""For every role the page, what is drawn, and every file say the same numbers, and hold back the same."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from lxml import html
from pypdf import PdfReader

from opsplanner.core.access import Role
from tests.figures import stored
from tests.journeys import readings

BASE = "/operations/OP1/dashboard"
# Who looks, for which organisation, in which state of the page.
VIEWS = [
    (Role.SECRETARIAT, "WCO", ""),
    (Role.PLANNER, "WCO", "period=1"),
    (Role.LIAISON, "RILO-CIS", ""),
    (Role.MEMBER, "KZ", "member=KZ"),
    (Role.MEMBER, "KZ", "member="),
    (Role.MEMBER, "KZ", "member=&period=1"),
]


@pytest.fixture
def told(scene):
    """More results, so that the publication has something to tell and something to hold back."""
    first, second = scene.periods
    for number, code in enumerate(("TJ", "TM", "AZ", "KG", "AM")):
        rows = [
            stored.row(700 + 20 * number + n, second.id if n % 2 else first.id, detected_on=date(2026, 3, 5 + n), transport_mode="43"[n % 2])
            for n in range(6)
        ]  # fmt: skip
        stored.deliver(stored.member(scene, code), rows)
    return scene


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("role", "code", "state"), VIEWS)
def test_page_and_files_are_equal(told, enter, role, code, state, lang):
    visitor = enter(told, role, code)
    page = html.fromstring(visitor.get(f"{BASE}?{state}&lang={lang}").text)
    seen = readings.in_page(page, lang)
    file = f"{BASE}/export/file?{state}&language={lang}&maps=1&format="
    data = visitor.get(f"{file}json").data
    said = readings.in_json(data)
    assert said
    assert said == readings.in_csv(visitor.get(f"{file}csv").data)
    assert said == readings.in_workbook(visitor.get(f"{file}xlsx").data)
    # The page leaves a Member alone out: its one bar says what every total says.
    assert seen == {key: value for key, value in said.items() if key[0] in {chart for chart, _, _ in seen}}
    assert {chart for chart, _, _ in said} - {chart for chart, _, _ in seen} <= {"by_member"}
    slides, titles = readings.in_slides(visitor.get(f"{file}pptx").data), readings.titles(data)
    for title, numbers in slides.items():
        assert numbers in [
            {(series, category): value for (chart, series, category), value in said.items() if chart == key}
            for key in titles
            if titles[key] == title
        ]
    words = re.sub(r"\s+", " ", text_of(visitor.get(f"{file}pdf").data))
    for (chart, _, category), value in said.items():
        if chart == "by_mode":
            assert f"{category} {value}" in words


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_observer_sees_in_tables_what_is_drawn(told, enter, lang):
    visitor = enter(told, Role.OBSERVER, "UNODC")
    seen = readings.in_page(html.fromstring(visitor.get(f"{BASE}?lang={lang}").text), lang)
    drawn = visitor.get(f"{BASE}/chart/by_mode.json?lang={lang}").json["data"]
    numbers = [int(text) for trace in drawn for text in trace["text"] if text.isdigit()]
    assert numbers == [int(value) for (chart, _, _), value in seen.items() if chart == "by_mode"]


def text_of(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
