"""The search over everything: by words in any order, language and accent, only what the reader may see, fast however much there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.text import Text, fold
from opsplanner.directory.models import Account
from opsplanner.home.finding import find
from opsplanner.meetings import services as meetings
from opsplanner.operations.sections import searchable
from opsplanner.results.models import Case
from tests import factories as make
from tests.meetings.room import meeting_values, words
from tests.results.sending import send_rows
from tests.results.world import NOW, World, build, row
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def world(app_context: Flask) -> World:
    world = build()
    world.operation.name = Text.of("Operation Étoile", fr="Opération Étoile")
    world.operation.search = searchable("OP1", world.operation.name)
    db.session.commit()
    meetings.plan_meeting(
        world.actor("planner"), world.operation, meeting_values(name=words("Seminar on chemicals", "Séminaire"))
    )
    return world


@pytest.fixture
def seek(app: Flask, world: World) -> Callable[[str, str], list[tuple[str, str]]]:
    """What somebody finds: the sort and the name of each hit."""

    def by(name: str, text: str) -> list[tuple[str, str]]:
        with app.test_request_context():
            found = find(world.actor(name), text, app.extensions["places"])
            return [(hit.sort, hit.title) for hit in found.hits]

    return by


Seek = Callable[[str, str], list[tuple[str, str]]]


def test_accents_capitals_and_the_order_of_words_make_no_difference(seek: Seek):
    for text in ("etoile", "ÉTOILE", "oile operation", "op1"):
        assert ("operation", "Operation Étoile") in seek("kz", text)


def test_the_other_language_finds_it_too(seek: Seek):
    assert ("meeting", "Seminar on chemicals") in seek("kz", "séminaire")


def test_who_has_no_part_in_an_operation_finds_nothing_of_it(seek: Seek):
    for text in ("etoile", "op1", "seminar"):
        assert seek("stranger", text) == []


def test_a_mistyped_name_is_found_where_nothing_else_is(seek: Seek, world: World):
    assert seek("kz", "etiole")[0] == ("operation", "Operation Étoile")
    assert seek("stranger", "etiole") == []


def test_what_is_known_by_exactly_the_words_comes_first():
    hits = [
        Hit(Sort.CASE, "KZ-77", "/case"),
        Hit(Sort.ORGANISATION, "Customs of KZ", "/kz", known_by=known_by("KZ", "Customs of KZ")),
        Hit(Sort.OPERATION, "The KZ operation", "/op"),
        Hit(Sort.OPERATION, "Akzent", "/akzent"),
    ]
    assert [hit.url for hit in Asked("kz").ordered(hits)] == ["/kz", "/case", "/op", "/akzent"]


def test_pages_are_gone_to_by_name_as_far_as_one_may_open_them(seek: Seek):
    assert ("page", "Audit log") in seek("secretariat", "audit")
    assert seek("kz", "audit") == []
    assert ("page", "OP1: Board") in seek("kz", "etoile board")
    assert ("page", "OP1: Board") not in seek("observer", "etoile board")
    assert ("page", "OP1: Upload results") in seek("kz", "op1 upload")


def test_without_a_word_the_pages_are_offered(seek: Seek):
    assert ("page", "Home") in seek("kz", "  ")
    assert ("page", "Outbox") not in seek("kz", "")


def test_a_case_is_found_by_how_its_reference_begins_by_who_may_see_it(seek: Seek, world: World):
    with clock.frozen(NOW):
        send_rows(world, row(national_ref="Alm-2026-001"), row(national_ref="Alm-2026-002"))
    assert [title for sort, title in seek("kz", "Alm-2026") if sort == "case"] == ["Alm-2026-001", "Alm-2026-002"]
    assert [title for sort, title in seek("planner", "Alm-2026-002") if sort == "case"] == ["Alm-2026-002"]
    for other in ("ge", "observer", "stranger"):
        assert seek(other, "Alm-2026") == []
    assert seek("kz", "2026-001") == []


def test_a_submission_is_found_by_its_reference(seek: Seek, world: World):
    with clock.frozen(NOW):
        found = send_rows(world, row(national_ref="one"))
    assert ("submission", found.reference) in seek("kz", found.reference.lower())
    assert seek("ge", found.reference) == []
    assert seek("kz", found.reference.replace("2026", "2025")) == []


@pytest.mark.parametrize(
    "text", ["%", "_", "\\", "'", "R-9999-999999999", "²", "zq\x00zq", "a" * 5000, "🙂 ∅", "l-²", "l-" + "9" * 30]
)
def test_odd_words_find_nothing_and_break_nothing(seek: Seek, text: str):
    assert seek("kz", text) == []


def test_the_index_alone_answers_however_many_cases_there_are(world: World, app: Flask):
    from_kz = world.participation("KZ").id
    many = [
        {
            "operation_id": world.operation.id,
            "participation_id": from_kz,
            "rehearsal": False,
            "office": f"Office {number % 3}",
            "national_ref": f"KZ-{number:05}",
            "detected_on": NOW.date(),
            "current_id": None,
        }
        for number in range(3000)
    ]
    db.session.execute(sa.insert(Case), many)
    db.session.commit()
    with app.test_request_context(), asked() as statements:
        find(world.actor("kz"), "KZ-00017", app.extensions["places"])
    [through] = [each for each in statements if "RECURSIVE" in each and each.count("KZ-") == 0][:1]
    if db.engine.dialect.name == "sqlite":
        plan = str(db.session.execute(sa.text("EXPLAIN QUERY PLAN " + bound(through))).all())
        assert "SCAN result_case" not in plan


def bound(statement: str) -> str:
    """A statement with something in each of its places."""
    return statement.replace("?", "'1'")


def test_the_number_of_questions_does_not_grow(world: World, app: Flask):
    def questions() -> int:
        with app.test_request_context(), asked() as statements:
            find(world.actor("secretariat"), "operation", app.extensions["places"])
        return len(statements)

    before = questions()
    for number in range(4):
        make.operation(f"MORE{number}")
    assert questions() == before


def test_the_page_tells_sort_by_sort_and_the_script_gets_a_list_to_choose_from(world: World, sign_in: SignIn):
    person = sign_in(world.people["kz"])
    page = person.get("/find?q=etoile").text
    assert "<h2>Operations</h2>" in page
    assert 'href="/operations/OP1/"' in page
    part = person.get("/find?q=etoile", headers={"X-Requested-With": "fetch"}).text
    assert 'role="option"' in part
    assert "<html" not in part
    assert "Nothing is found" in person.get("/find?q=zqzq").text


def test_organisations_are_found_by_code_and_by_any_name(seek: Seek, world: World):
    there = make.organisation("KG")
    there.name = Text.of("Kyrgyzstan", fr="Kirghizistan")
    there.search_en = there.search_fr = fold("Kyrgyzstan Kirghizistan KG")
    db.session.commit()
    for text in ("kg", "kirghiz", "Kyrgyz", "kyrgistan"):
        assert seek("stranger", text)[0] == ("organisation", "Kyrgyzstan")
