"""The main job, from an empty platform to the figures that are taken to a meeting, as its people do it, page by page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from opsplanner.core import clock
from tests.journeys import readings, sheets
from tests.journeys.person import Person, plain

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)  # Friday of the third week
PASS_PHRASE = "a plain pass phrase, long enough"
BASE = "/operations/IREN-X"
CASE = {
    "record_kind": "seizure", "place_name": "Almaty", "direction": "import", "transport_mode": "3",
    "country_departure": "CN", "country_destination": "KZ", "detection_basis": "risk_profile",
}  # fmt: skip
# One row a sheet; quantities as people of that language write them.
ENGLISH = {**CASE, "national_ref": "KZ-001", "detected_on": "2026-03-04", "commodity_class": "weapons", "description": "Two pumps", "quantity": 12.5, "unit": "KGM"}  # fmt: skip
FRENCH = {**CASE, "national_ref": "KZ-FR", "detected_on": "12/03/2026", "transport_mode": "2", "commodity_class": "drugs", "description": "Poudre blanche", "quantity": "1 250,375", "unit": "GRM"}  # fmt: skip
RUSSIAN = {**CASE, "national_ref": "KZ-RU", "detected_on": "13.03.2026", "transport_mode": "2", "commodity_class": "tobacco", "description": "Сигареты", "quantity": "0,5", "unit": "MIL"}  # fmt: skip
WRONG = {"commodity_class": "Cocain", "quantity": "a few", "detected_on": "2026-13-45"}


@pytest.fixture
def in_march() -> Iterator[None]:
    """It is the third week of the operation, for requests and commands too."""
    with clock.frozen(NOW):
        yield


@pytest.mark.usefixtures("in_march")
def test_from_an_empty_platform_to_the_meeting(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "DEMO", False)
    secretariat = first_person(app)
    open_operation(secretariat)
    member = join(app, invite_member(secretariat))
    accept(member)
    send_in_three_languages(member)
    correct_what_is_wrong(member)
    send_nothing_twice(member)
    report_nil_and_effort(member)
    taken = {lang: look_and_take_along(app, secretariat, lang, tmp_path) for lang in ("en", "fr")}
    assert sorted(taken["en"].values()) == sorted(taken["fr"].values())


def first_person(app: Flask) -> Person:
    """The one-time link of an empty platform makes the first account of the secretariat."""
    said = app.test_cli_runner().invoke(args=["prepare"])
    link = re.search(r"http\S+/join/\S+", said.output)
    assert link, said.output
    person = Person(app.test_client()).open(f"{urlsplit(link.group()).path}?lang=en")
    return begin(person, email="head@wco.example", name="A. Person", function="Head of unit")


def begin(person: Person, **told: str) -> Person:
    """Whoever has a link chooses a pass phrase and is in."""
    return person.press("Begin", pass_phrase=PASS_PHRASE, again=PASS_PHRASE, **told).reads("Your account is ready")


def open_operation(secretariat: Person) -> None:
    """From the preset for container control: four weekly periods, objectives, template."""
    names = {"name-en": "Ports in March", "name-fr": "Ports en mars"}
    days = {"starts_on": "2026-03-02", "ends_on": "2026-03-29", "time_zone": "Asia/Almaty"}
    secretariat.open("/operations/new")
    secretariat.press("Open the operation", preset="container", code="IREN-X", **names, **days)
    secretariat.reads("Complete its plan below", "Detect irregular consignments")


def invite_member(secretariat: Person) -> str:
    """The Member takes part; its contact point gets a link, to be handed over on another channel."""
    secretariat.open(f"{BASE}/participants").follow("Add participants")
    secretariat.press("Check the list", names="Kazakhstan, GEO").reads("2 participants to invite")
    secretariat.press("Invite them").reads("2 participants are invited")
    secretariat.follow("To the participants").follow("Kazakhstan").follow("Invite somebody")
    secretariat.press("Invite", email="ncp@kz.example", name="Contact point", way="link")
    return plain(secretariat.page.get_element_by_id("link"))


def join(app: Flask, link: str) -> Person:
    """The contact point opens the link on another machine."""
    return begin(Person(app.test_client()).open(f"{urlsplit(link).path}?lang=en"), function="National contact point")


def accept(member: Person) -> None:
    """It accepts, and chooses who reviews."""
    member.open(f"{BASE}/participants/KZ").press("Send the answer", state="accepted")
    member.reads("Kazakhstan: Accepted")


def upload(member: Person, content: bytes, name: str) -> Person:
    """Sends a file through the guard; the next page is whichever step it waits in."""
    member.open(f"{BASE}/results/").follow("Upload results")
    return member.press("Read the file", file=(content, name))


def confirm(member: Person) -> Person:
    """Looks at who will see it, and sends."""
    member.reads("Confirm and send", "Who will see")
    return member.press("Send", entitled="on")


def send_in_three_languages(member: Person) -> None:
    """The downloaded sheet in English and French, a text file in Russian with the old code page."""
    member.open(f"{BASE}/results/").follow("Upload results")
    links = {each.get("href") for each in member.page.iter("a") if "/results/template" in each.get("href", "")}
    texts = {link for link in links if link.endswith("as=csv")}
    assert {member.fetch(link)[:3] for link in texts} == {codecs.BOM_UTF8}
    links -= texts
    books = {("full" if "full=1" in link else "short", re.findall("sheet=(..)", link)[0]): link for link in links}
    sizes = {key: len(sheets.headings(member.fetch(link))) for key, link in books.items()}
    assert set(sizes) == {(kind, lang) for kind in ("short", "full") for lang in ("en", "fr", "ru")}
    assert sizes["short", "en"] == sizes["short", "fr"] == sizes["short", "ru"] < 25 < sizes["full", "en"]
    book = sheets.filled(member.fetch(books["short", "en"]), "en", [sheets.said(ENGLISH, "en")])
    confirm(upload(member, book, "march.xlsx")).reads("Sent and stored as R-2026-0001", "12.5 kg")
    book = sheets.filled(member.fetch(books["full", "fr"]), "fr", [sheets.said(FRENCH, "fr")])
    confirm(upload(member, book, "mars.xlsx")).reads("R-2026-0002", "1.250375 kg")
    text = sheets.text("ru", [sheets.said(RUSSIAN, "ru")], "cp1251")
    confirm(upload(member, text, "март.csv")).reads("R-2026-0003", "500")


def correct_what_is_wrong(member: Person) -> None:
    """Every mistake is told at its cell; the corrected file is new and changed cases, nothing else."""
    changed = {**ENGLISH, "quantity": 14}
    later = {**ENGLISH, "national_ref": "KZ-002", "detected_on": "2026-03-10", "transport_mode": "1"}
    rows = [sheets.said(row, "en") for row in (changed, {**later})]
    empty = member.fetch(f"{BASE}/results/template?member=KZ&sheet=en")
    places = [chr(65 + list(sheets.headings(empty)).index(sheets.heading(key, "en"))) for key in WRONG]
    upload(member, sheets.filled(empty, "en", [rows[0], {**rows[1], **WRONG}]), "wrong.xlsx")
    member.reads("1 of 2 rows are ready", "Cocain", "a few", *(f"{column}3" for column in places))
    upload(member, sheets.filled(empty, "en", rows), "right.xlsx").reads("New1 Changed1")
    confirm(member).reads("R-2026-0004")


def send_nothing_twice(member: Person) -> None:
    """The same again makes no submission and doubles nothing."""
    text = sheets.text("ru", [sheets.said(RUSSIAN, "ru")], "cp1251")
    upload(member, text, "март.csv").reads("All of this was sent before")
    member.follow("Discard").press("Discard")
    member.open(f"{BASE}/results/submissions")
    assert "R-2026-0005" not in member.text
    member.open(f"{BASE}/results/cases")
    assert [member.text.count(reference) for reference in ("KZ-001", "KZ-FR", "KZ-RU", "KZ-002")] == [1, 1, 1, 1]


def report_nil_and_effort(member: Person) -> None:
    """Nothing for the third week, which has two days to come, so that it is asked once more; what was controlled in the first."""
    member.open(f"{BASE}/results/").press_in("16–22 March 2026", "Nothing to report")
    member.reads("ends in 2 days").press("We have nothing to report")
    member.reads("Nothing to report: stored as R-2026-0005")
    member.open(f"{BASE}/results/").follow("Report effort")
    member.press("Send", window_start="2026-03-02", window_end="2026-03-08", consignments_examined="1200")
    member.reads("Sent and stored as R-2026-0006")


def look_and_take_along(app: Flask, secretariat: Person, lang: str, folder: Path) -> readings.Numbers:
    """The dashboard says what the sheets said, and every export says what the dashboard says; gives the numbers."""
    secretariat.open(f"{BASE}/dashboard?lang={lang}")
    seen = readings.in_page(secretariat.page, lang)
    file = f"{BASE}/dashboard/export/file?language={lang}&maps=1&format="
    data = secretariat.fetch(f"{file}json")
    said = readings.in_json(data)
    modes = {category: value for (chart, _, category), value in said.items() if chart == "by_mode"}
    assert sorted(modes.values()) == [1, 1, 2]  # sea, road, rail
    assert said == readings.in_csv(secretariat.fetch(f"{file}csv"))
    assert said == readings.in_workbook(secretariat.fetch(f"{file}xlsx"))
    assert said == seen
    slides = readings.in_slides(secretariat.fetch(f"{file}pptx"))
    drawn = {key for key, title in readings.titles(data).items() if title in slides}
    assert {"over_time", "by_class", "by_mode", "by_member"} <= drawn
    for key in drawn:
        of_chart = {(series, category): value for (chart, series, category), value in said.items() if chart == key}
        assert slides[readings.titles(data)[key]] == of_chart
    path = folder / f"{lang}.json"
    words = [
        "figures",
        "export",
        "--operation",
        "IREN-X",
        "--format",
        "json",
        "--lang",
        lang,
        "--maps",
        "--out",
        str(path),
    ]
    assert app.test_cli_runner().invoke(args=words).exit_code == 0
    assert readings.in_json(path.read_bytes()) == said
    return said
