"""Every section of a plan reads back what was written, and is told with all that it says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from opsplanner.core.access import Actor, Role
from opsplanner.core.i18n import LOCALES
from opsplanner.operations import services
from opsplanner.operations.forms import FORMS
from opsplanner.operations.models import Operation
from opsplanner.operations.sections import SECTIONS
from opsplanner.operations.setup import JUDGES, Progress, parts, tasks
from opsplanner.operations.telling import Facts, Lines, Table, tell
from opsplanner.operations.telling.chapters import TELLERS
from tests import factories as make

BOTH = {"en": "Word", "fr": "Mot"}
CARD = {"code": "8481", **dict.fromkeys(("name", "looks", "mistaken", "check"), BOTH)}
SHIFT = {"starts_at": datetime(2026, 3, 1, 7), "ends_at": datetime(2026, 3, 8, 19), "who": BOTH}
WRITTEN: dict[str, dict[str, Any]] = {
    "concept": {"concept": BOTH},
    "routes": {"routes": BOTH, "places": BOTH},
    "watch": {"watch": [CARD]},
    "ocu": {"ocu_place": BOTH, "ocu_hours": BOTH, "rota": [SHIFT]},
    "communication": {"communication": BOTH},
    "media": {"media": BOTH},
    "evidence": {"evidence": BOTH, "retained_until": date(2030, 12, 31), "marking": "AMBER+STRICT"},
    "evaluation": {"evaluation": BOTH},
}


def publish(_actor: Actor, _operation: Operation) -> None:
    """Nothing repeats the plan here."""


def planner(**changes: Any) -> Actor:
    return make.actor(make.seated("p@wco.example", make.operation(**changes), Role.PLANNER, "WCO"))


def edit(actor: Actor, key: str, values: dict[str, Any]) -> Operation:
    return services.edit_section(actor, "OP1", key, values, publish)


def chapters(actor: Actor, reader_zone: str = "") -> dict[str, Any]:
    [told] = services.telling(services.plan_of(services.find(actor, "OP1")), reader_zone=reader_zone)
    return {chapter.key: chapter for chapter in tell(told)}


def test_each_section_has_its_form_judge_and_words():
    assert set(FORMS) == set(SECTIONS)
    assert set(JUDGES) == set(TELLERS) == set(parts()) == {*SECTIONS, "periods"}


@pytest.mark.parametrize("key", WRITTEN)
def test_a_section_reads_back_what_was_written_and_is_done(app_context: Flask, key: str):
    actor = planner(time_zone="Asia/Tashkent")
    before = {task.key: task.progress for task in tasks(services.find(actor, "OP1"))}
    operation = edit(actor, key, WRITTEN[key])
    assert SECTIONS[key].read(operation) == WRITTEN[key]
    assert (before[key], {t.key: t.progress for t in tasks(operation)}[key]) == (Progress.OPEN, Progress.DONE)


def test_a_card_with_one_language_is_not_done(app_context: Flask):
    operation = edit(planner(), "watch", {"watch": [{**CARD, "check": {"en": "Look", "fr": ""}}]})
    assert {t.key: t.progress for t in tasks(operation)}["watch"] == Progress.PARTLY


def test_a_card_is_changed_in_place_and_gone_when_left_out(app_context: Flask):
    actor = planner()
    first = edit(actor, "watch", {"watch": [CARD, {**CARD, "code": "8413"}]}).watch[0].id
    after = edit(actor, "watch", {"watch": [{**CARD, "looks": {"en": "Steel", "fr": "Acier"}}]}).watch
    assert [(one.id, one.looks.to("en")) for one in after] == [(first, "Steel")]


def test_the_rota_is_told_by_the_clocks_of_the_reader_and_of_the_operation(app_context: Flask):
    actor = planner(time_zone="Asia/Tashkent")
    edit(actor, "ocu", WRITTEN["ocu"])
    [rota] = [part for part in chapters(actor, "Europe/Brussels")["ocu"].parts if isinstance(part, Table)]
    assert [str(cell).split(" – ")[0] for cell in rota.rows[0][:2]] == [
        "1 March 2026, 03:00 CET",
        "1 March 2026, 07:00 UTC+05",
    ]


def test_criteria_are_told_one_by_one_under_their_phase(app_context: Flask):
    actor = planner()
    lines = {"en": "Staff is there\nThe sheet is out", "fr": "Le personnel est là\nLe modèle est publié"}
    phase = {
        "kind": "debrief",
        "starts_on": date(2026, 5, 1),
        "ends_on": date(2026, 5, 2),
        "note": {},
        "criteria": lines,
    }
    edit(actor, "phases", {"action_criteria": {}, "phases": [phase], "milestones": []})
    with force_locale(LOCALES["fr"]):
        [criteria] = [part for part in chapters(actor)["phases"].parts if isinstance(part, Lines)]
    assert [item.to("fr") for item in criteria.items if not isinstance(item, str)] == lines["fr"].splitlines()


def test_a_card_is_headed_by_its_code_as_the_nomenclature_prints_it(app_context: Flask):
    actor = planner()
    edit(actor, "watch", {"watch": [{**CARD, "code": "848180"}]})
    [card] = chapters(actor)["watch"].parts
    assert isinstance(card, Facts)
    assert card.title.to("en") == "8481.80 Word" if not isinstance(card.title, str) else False
