"""COSMO 2 prepared from an empty platform to an approved plan, page by page: seminar with 96 Members, operation with 104; then printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from opsplanner.core import clock
from opsplanner.core.access import system_actor
from opsplanner.demo import facts
from opsplanner.demo.sections import sections_of
from opsplanner.meetings.services import browse, tallies
from opsplanner.operations import services
from opsplanner.operations.forms import WHY
from opsplanner.reference.codes import code_list
from tests.journeys.person import Person
from tests.journeys.test_main_job import first_person

NOW = datetime(2017, 11, 6, 9, tzinfo=UTC)
BASE = "/operations/COSMO2"
MEMBERS = facts.wco_members()[:104]
AT_THE_SEMINAR = MEMBERS[:96]
# Chosen when it was opened, or by the preset.
AS_THEY_ARE = frozenset({"identity", "content", "sharing"})


@pytest.fixture
def in_november() -> Iterator[None]:
    """Two months before the seminar, for requests and commands too."""
    with clock.frozen(NOW):
        yield


@pytest.mark.long
@pytest.mark.usefixtures("in_november")
def test_cosmo_2_is_prepared_from_an_empty_platform_to_its_printed_plan(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", False)
    planner = first_person(app)
    open_operation(planner)
    invite(planner)
    hold_seminar(app, planner)
    write_plan(app, planner)
    approve(planner)
    with app.test_request_context():
        operation = services.find(system_actor("test"), "COSMO2")
        plan, version = services.plan_of(operation), services.latest(operation)
        assert version is not None
        assert (version.number, services.differs(version, plan)) == (1, False)
    for lang in ("en", "fr"):
        printed = paper(planner, lang)
        assert [text for text in texts_of(plan, lang) if bare(text) not in printed] == []
        names = [code_list("country").label(code, lang) for code in MEMBERS]
        assert [name for name in names if bare(name) not in printed] == []


def open_operation(planner: Person) -> None:
    """The programme first, then the operation under it."""
    names = {"name-en": "Strategic Trade Control Enforcement", "name-fr": "Échanges de nature stratégique"}
    planner.open("/programmes/new").press("Save", code="STCE", **names)
    planner.open("/operations/new")
    programme = next(
        each.get("value") for each in planner.page.iter("option") if (each.text or "").startswith("STCE –")
    )
    days = {"starts_on": "2018-04-01", "ends_on": "2018-04-30", "time_zone": "Europe/Brussels"}
    names = {"name-en": "Operation COSMO 2", "name-fr": "Opération COSMO 2"}
    planner.press("Open the operation", preset="strategic", code="COSMO2", programme_id=programme, **names, **days)
    planner.reads("Complete its plan below")


def invite(planner: Person) -> None:
    """All at once, from a list; their answers come by letter, and the planner writes them down."""
    planner.open(f"{BASE}/participants").follow("Add participants")
    planner.press("Check the list", names="\n".join(MEMBERS)).reads("104 participants to invite")
    planner.press("Invite them").reads("104 participants are invited")
    for code in MEMBERS:
        page = planner.open(f"{BASE}/participants/{code}")
        page.press("Send the answer", state="accepted", reason="Answered by letter.")
    planner.open(f"{BASE}/").reads("Accepted104")


def hold_seminar(app: Flask, planner: Person) -> None:
    """Planned from the operation; each Member's head of delegation is registered."""
    names = {"name-en": "Global planning seminar", "name-fr": "Séminaire mondial de planification"}
    times = {"starts_at": "2018-01-09T09:30", "ends_at": "2018-01-11T17:00"}
    planner.open(f"{BASE}/meetings/new").press("Save", kind="seminar", **names, **times)
    with app.test_request_context():
        [seminar] = browse(system_actor("test"), {}).items
        number = seminar.id
    for code in AT_THE_SEMINAR:
        planner.open(f"/meetings/{number}/delegations/{code}")
        planner.press("Save", **{"delegates-0-function": "National contact point", "delegates-0-role": "head"})
    planner.open(f"/meetings/{number}").reads("96 Members")
    with app.test_request_context():
        [seminar] = browse(system_actor("test"), {}).items
        assert tallies([seminar])[seminar.id].members == 96


def write_plan(app: Flask, planner: Person) -> None:
    """Every section in both languages, with as many rows as it needs."""
    told = next(each for each in facts.read("operations")["operations"] if each["code"] == "COSMO2")
    with app.test_request_context():
        written = sections_of(services.find(system_actor("test"), "COSMO2"), told, None)
    for key in written.keys() - AS_THEY_ARE:
        fields = dict(flat(written[key]))
        planner.open(f"{BASE}/plan/{key}")
        while fields.keys() - {each.name for each in planner.page.iter("input", "select", "textarea")}:
            planner.press("Add a row")
        planner.press("Save", **fields).reads("Saved")
    planner.open(f"{BASE}/plan").reads("Not approved yet")


def approve(planner: Person) -> None:
    """What is not ready yet is passed with a sentence."""
    planner.open(f"{BASE}/plan/approve").reads("1 point is not ready", "104 participants have named no contact point")
    [why] = (each.get("name") for each in planner.page.iter("input") if each.get("name", "").startswith(WHY))
    planner.press("Approve version 1", **{why: "They follow by mail."}).reads("Version 1 of the plan is approved")


def paper(planner: Person, lang: str) -> str:
    """Every word of the PDF, without what stands on each page again."""
    leaves = [page.extract_text() for page in PdfReader(io.BytesIO(planner.fetch(f"{BASE}/plan.pdf?in={lang}"))).pages]
    assert all("TLP:AMBER" in leaf for leaf in leaves)
    again = set.intersection(*(set(leaf.splitlines()) for leaf in leaves))
    lines = [line for leaf in leaves for line in leaf.splitlines() if line not in again]
    return bare(" ".join(line for line in lines if not re.fullmatch(r"Page \d+ (of|sur) \d+", line.strip())))


def bare(text: str) -> str:
    """Without spaces and hyphens, which the end of a line takes and gives."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def flat(values: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The values of a section under the names that its form gives them."""
    inside: Mapping[Any, Any] | None = values if isinstance(values, Mapping) else None
    if isinstance(values, list):
        inside = dict(enumerate(values))
    if inside is not None:
        for key, value in inside.items():
            yield from flat(value, f"{name}-{key}" if name else str(key))
    elif isinstance(values, datetime):
        yield name, values.isoformat(timespec="minutes")
    elif isinstance(values, date):
        yield name, values.isoformat()
    elif values is not None:
        yield name, str(values.normalize() if isinstance(values, Decimal) else values)


def texts_of(values: Any, lang: str) -> Iterator[str]:
    """Every text in a language that stands anywhere in the values of a plan, line by line."""
    if isinstance(values, Mapping):
        if values and values.keys() <= {"en", "fr"}:
            yield from (values.get(lang) or "").splitlines()
        else:
            for each in values.values():
                yield from texts_of(each, lang)
    elif isinstance(values, list):
        for each in values:
            yield from texts_of(each, lang)
