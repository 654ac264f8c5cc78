"""The same numbers on the page, in what the page draws, and in every file of an export."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html import unescape

import pytest
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from opsplanner.core.access import Role

BY_MODE = {"en": {"Air": 9, "Road": 2}, "fr": {"Aérien": 9, "Routier": 2}}
BASE = "/operations/OP1/dashboard"


def from_page(visitor, lang):
    page = visitor.get(f"{BASE}?lang={lang}").text.split('id="figure-by_mode"')[1].split("</figure>")[0]
    heads = re.findall(r'<th scope="row"[^>]*>([^<]*)</th>', page)
    cells = re.findall(r'<td[^>]*class="num"[^>]*>([^<]*)</td>', page)
    return {unescape(head): int(cell) for head, cell in zip(heads, cells, strict=True)}


def from_figure(visitor, lang):
    drawn = visitor.get(f"{BASE}/chart/by_mode.json?lang={lang}").json["data"][0]
    names = dict(zip(("4", "3"), BY_MODE[lang], strict=True))
    return {names[code]: int(text) for code, text in zip(drawn["y"], drawn["text"], strict=True)}


def file(visitor, form, lang):
    answer = visitor.get(f"{BASE}/export/file?format={form}&language={lang}")
    assert answer.status_code == 200
    assert f"_{lang}." in answer.headers["Content-Disposition"]
    return answer.data


def from_json(visitor, lang):
    chart = next(each for each in json.loads(file(visitor, "json", lang))["charts"] if each["key"] == "by_mode")
    return dict(zip(chart["categories"], map(int, chart["series"][0]["values"]), strict=True))


def from_csv(visitor, lang):
    rows = csv.DictReader(io.StringIO(file(visitor, "csv", lang).decode(), newline=""))
    return {row["category"]: int(row["value"]) for row in rows if row["chart"] == "by_mode"}


def from_xlsx(visitor, lang):
    sheet = load_workbook(io.BytesIO(file(visitor, "xlsx", lang)))["by_mode"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return {row[1]: row[2] for row in rows if row[1] in BY_MODE[lang]}


def from_pptx(visitor, lang):
    slides = Presentation(io.BytesIO(file(visitor, "pptx", lang))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    found = [dict(zip(plot.categories, plot.series[0].values, strict=True)) for plot in (c.plots[0] for c in charts)]
    return {k: int(v) for k, v in next(each for each in found if set(each) == set(BY_MODE[lang])).items()}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("read", [from_page, from_figure, from_json, from_csv, from_xlsx, from_pptx])
def test_the_same_number_everywhere(scene, enter, read, lang):
    assert read(enter(scene, Role.PLANNER), lang) == BY_MODE[lang]


def test_filters_come_with_the_export(scene, enter):
    answer = enter(scene, Role.PLANNER).get(f"{BASE}/export/file?format=json&transport_mode=3&period=1")
    told = json.loads(answer.data)
    assert told["filters"] == {"period": ["1"], "transport_mode": ["3"]}
    assert {each["key"]: each["value"] for each in told["measures"]}["cases"] == "2"


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_one_chart_as_a_picture(scene, enter, form, start):
    answer = enter(scene, Role.PLANNER).get(f"{BASE}/export/file?format={form}&chart=by_mode")
    assert start in answer.data[:200]


def test_a_picture_of_all_charts_is_refused_on_the_form_and_its_choices_stay(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    shown = visitor.get(f"{BASE}/export/file?format=svg&marking=GREEN&transport_mode=3", follow_redirects=True)
    assert shown.status_code == 200
    assert "A picture shows one chart: choose which." in shown.text
    assert re.search(r'value="svg" checked', shown.text)
    assert re.search(r'name="transport_mode" value="3"', shown.text)


def test_a_csv_says_once_how_it_is_written(scene, enter):
    answer = enter(scene, Role.PLANNER).get(f"{BASE}/export/file?format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_maps_are_left_out_unless_asked_for(scene, enter):
    visitor = enter(scene, Role.PLANNER)

    def keys(more):
        return [each["key"] for each in json.loads(visitor.get(f"{BASE}/export/file?format=json{more}").data)["charts"]]

    assert "map" not in keys("")
    assert "map" in keys("&maps=1")
    assert keys("&chart=map") == ["map"]


def test_an_export_marked_clear_shows_what_anybody_may_see(scene, enter):
    told = json.loads(enter(scene, Role.PLANNER).get(f"{BASE}/export/file?format=json&marking=CLEAR").data)
    charts = {each["key"]: each for each in told["charts"]}
    assert "by_member" not in charts
    # Two by road are few: with the nine by air nothing that could be shown is left.
    assert charts["by_mode"]["series"] == []
    assert Decimal({each["key"]: each["value"] for each in told["measures"]}["cases"]) == 11


def test_an_export_marked_green_holds_what_every_participant_may_see(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    green, clear, amber = (
        json.loads(visitor.get(f"{BASE}/export/file?format=json&marking={each}").data)
        for each in ("GREEN", "CLEAR", "AMBER")
    )
    assert green["marking"] == "TLP:GREEN"
    for key in ("measures", "charts"):
        assert [each for each in green[key] if each["key"] not in ("reporting", "members_silent")] == [
            each for each in clear[key] if each["key"] not in ("reporting", "members_silent")
        ]
    assert "by_member" in {each["key"] for each in amber["charts"]} - {each["key"] for each in green["charts"]}


def test_a_bilingual_deck_has_every_slide_twice(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    one, both = (
        len(Presentation(io.BytesIO(visitor.get(f"{BASE}/export/file?format=pptx&language={each}").data)).slides)
        for each in ("en", "both")
    )
    assert both == 2 * one


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("form", ["json", "csv", "csv_local", "svg", "png"])
def test_both_languages_of_a_file_that_holds_one_are_that_of_the_page(scene, enter, form, lang):
    visitor = enter(scene, Role.PLANNER)
    page = visitor.get(f"{BASE}/export?lang={lang}&language=both").text
    said = {"en": "hold one language, that of this page", "fr": "n’ont qu’une langue, celle de cette page"}
    assert said[lang] in page
    chosen = "&chart=by_mode" if form in ("svg", "png") else ""
    answer = visitor.get(f"{BASE}/export/file?format={form}&language=both{chosen}")
    assert f"_{lang}." in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_preview_of_both_languages_is_that_of_the_page(scene, enter, lang):
    visitor = enter(scene, Role.PLANNER)
    page = html.fromstring(visitor.get(f"{BASE}/export?lang={lang}&language=both").text)
    shown = visitor.get(page.xpath("//img[@class='preview']/@src")[0]).text
    assert {"en": "as of", "fr": "au"}[lang] in shown
    assert {"en": "Members reported", "fr": "ont répondu"}[lang] in shown


def test_the_last_choice_stands_ready(scene, enter):
    visitor = enter(scene, Role.PLANNER)
    visitor.get(f"{BASE}/export/file?format=xlsx&language=fr")
    page = visitor.get(f"{BASE}/export").text
    assert 'value="xlsx" checked' in page
    assert 'value="fr" checked' in page


def test_an_export_says_its_facts(scene, enter):
    told = enter(scene, Role.PLANNER).get(f"{BASE}/export/file?format=csv").data.decode()
    for fact in ("OP1", "3 of 4 Members reported", "TLP:AMBER", "unreviewed"):
        assert fact in told


@pytest.mark.parametrize(
    "odd",
    [
        "transport_mode=zzz",
        "period=99",
        "member=QQ",
        "basis=maybe",
        "measure=x",
        "format=exe",
        "language=de",
        "chart=x",
    ],
)
def test_what_is_not_understood_is_told_and_no_file_made(scene, enter, odd):
    visitor = enter(scene, Role.PLANNER)
    answer = visitor.get(f"{BASE}/export/file?{odd}")
    assert answer.status_code == 422
    assert f"not applied: {odd}." in answer.text
    assert f"not applied: {odd}." in visitor.get(f"{BASE}/export?{odd}").text
    if not odd.startswith(("format", "language", "chart")):
        page = visitor.get(f"{BASE}?{odd}")
        assert page.status_code == 200
        assert f"not applied: {odd}." in page.text
