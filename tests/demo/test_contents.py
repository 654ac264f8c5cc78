"""What the demo holds: the facts exact, the volumes as promised, everything marked as invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import audit, settings, web
from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.core.mail import OutboxMail
from opsplanner.demo import facts
from opsplanner.demo.services import load_demo
from opsplanner.directory.demo import DOMAIN, PASS_PHRASE, PEOPLE
from opsplanner.directory.models import Account
from opsplanner.figures.filters import Asked
from opsplanner.figures.services import document, look
from opsplanner.lessons.models import Lesson, LessonStep
from opsplanner.operations.models import Operation, PlanDocument
from opsplanner.operations.services import find, network
from opsplanner.participants.models import ContactPoint
from opsplanner.reference.clocks import is_night
from opsplanner.reference.themes import themes
from opsplanner.results.board import read_board
from opsplanner.results.chasing.contacts import last_contacts
from opsplanner.results.chasing.requests import asked_for
from opsplanner.results.models import Case, DuplicateLink, GoodsLine, Submission, Verdict
from opsplanner.results.services import template_of

pytestmark = pytest.mark.usefixtures("demo")
ACTOR = system_actor("tests")
CODES = ("COSMO", "COSMO2", "IREN-DU")


def count(query: sa.Select[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def current(code: str) -> sa.Select[Case]:
    return sa.select(Case).where(Case.operation_id == find(ACTOR, code).id, Case.current_id.is_not(None))


def roster(code: str, role: str) -> set[str]:
    board = read_board(find(ACTOR, code))
    return {each.organisation.code for each in board.participations if each.role == role}


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("COSMO", date(2014, 10, 1), date(2014, 10, 31)),
        ("COSMO2", date(2018, 4, 1), date(2018, 4, 30)),
        ("IREN-DU", date(2023, 10, 2), date(2023, 10, 29)),
    ],
)
def test_action_phases_are_those_of_the_contract(code: str, first: date, last: date):
    operation = find(ACTOR, code)
    assert (operation.starts_on, operation.ends_on) == (first, last)
    assert operation.synthetic
    assert operation.note.has("en")
    assert operation.note.has("fr")
    assert "strategic" in operation.blocks
    assert ("container" in operation.blocks) == (code == "IREN-DU")


def test_the_first_cosmo_lasted_as_is_known():
    phases = {phase.kind: (phase.starts_on, phase.ends_on) for phase in find(ACTOR, "COSMO").phases}
    assert phases["pre_operational"][0] == date(2014, 5, 1)
    assert phases["post_operational"][1] == date(2015, 5, 31)
    assert {m.day for m in find(ACTOR, "COSMO").milestones} == {date(2014, 4, 8), date(2015, 10, 6)}


def test_who_took_part():
    assert len(roster("COSMO", "member")) == 20
    assert len(roster("COSMO2", "member")) == 104
    assert roster("IREN-DU", "member") == {"AZ", "GE", "KZ", "KG", "PK", "TJ", "TM", "UZ"}
    assert roster("COSMO", "observer") == {"INTERPOL", "UNODC", "UNODA", "IAEA", "OPCW"}
    assert roster("COSMO2", "observer") == {"UN1540", "OPCW", "IAEA", "INTERPOL", "GP", "GICNT"}
    assert all(roster(code, "liaison") for code in CODES)
    assert {each.organisation.code for each in network("IREN").members} == roster("IREN-DU", "member")


def test_volumes():
    lines = sa.select(GoodsLine).join(Case, Case.current_id == GoodsLine.__table__.c.submission_id)
    first = lines.where(
        Case.id == GoodsLine.__table__.c.case_id, Case.operation_id == find(ACTOR, "COSMO").id
    ).with_only_columns(GoodsLine.__table__.c.case_id, GoodsLine.__table__.c.line)
    assert count(first) == 60
    assert 380 <= count(current("COSMO2")) <= 420
    assert 110 <= count(current("IREN-DU")) <= 130


def test_what_the_first_cosmo_asks_beside_the_standard_is_a_key_figure(demo: Flask):
    operation = find(ACTOR, "COSMO")
    asked = template_of(operation).by_key["own_xray_hours"]
    assert (asked.level, asked.role) == ("effort", "measure")
    assert all(asked.label.has(lang) and asked.help.has(lang) for lang in ("en", "fr", "ru"))
    with demo.test_request_context():
        reading = look(ACTOR, operation, Asked())
        told = {each.key: each for each in document(ACTOR, operation, reading).measures}
    assert told["own_xray_hours"].value > 100


def test_a_dozen_say_nil_and_the_rest_are_silent():
    board = read_board(find(ACTOR, "COSMO2"))
    figures = board.whole
    numbers = [len(each) for each in (figures.members_expected, figures.members_nil, figures.members_silent)]
    assert numbers == [104, 12, 30]


def test_the_boards_are_chased():
    iren = read_board(find(ACTOR, "IREN-DU"))
    assert sum(each.owed.due_at != iren.period(each).due_at for each in iren.returns.values()) == 1
    assert len(asked_for(find(ACTOR, "IREN-DU"))) == 1
    for code in ("IREN-DU", "COSMO2"):
        assert last_contacts(find(ACTOR, code))


def test_submissions_are_accepted_submitted_and_returned_in_the_promised_shares():
    states = Counter(db.session.scalars(sa.select(Submission.state)))
    total = sum(states.values())
    assert {state: round(100 * number / total) for state, number in states.items()} == {
        "accepted": 80,
        "submitted": 15,
        "returned": 5,
    }


def test_one_consignment_that_two_members_told_counts_once_and_one_waits_to_be_compared():
    found = {
        (each.first.national_ref, each.second.national_ref): each.verdict
        for each in db.session.scalars(sa.select(DuplicateLink))
    }
    assert found == {("TM-003", "AZ-017"): Verdict.SAME, ("KZ-006", "TJ-014"): Verdict.OPEN}


def test_people_of_the_sign_in_page_sign_in(demo: Flask):
    for person in PEOPLE:
        answer = demo.test_client().post("/sign-in", data={"email": person.email, "password": PASS_PHRASE})
        assert answer.status_code == 302, person.email


def test_contact_points_are_functions_at_an_address_that_is_nobodys():
    addresses = db.session.scalars(sa.select(ContactPoint.email)).all()
    assert len(addresses) > 104
    assert all(address.endswith(f"@{DOMAIN}") for address in addresses)


def test_the_six_recommendations_are_lessons_of_the_first_cosmo():
    found = db.session.scalars(sa.select(Lesson).where(Lesson.operation_id == find(ACTOR, "COSMO").id)).all()
    assert [lesson.theme for lesson in sorted(found, key=lambda each: each.id)] == list(themes())[:6]


def test_papers_stand_in_both_languages():
    languages = Counter(db.session.scalars(sa.select(PlanDocument.language)))
    assert languages["en"] == languages["fr"] > 0


def untranslated(value: Any, path: str = "") -> list[str]:
    """Where a text of a data file lacks one of the two languages."""
    if isinstance(value, dict):
        if value.keys() & {"en", "fr"}:
            return [] if value.get("en") and value.get("fr") else [path]
        return [each for key, inner in value.items() for each in untranslated(inner, f"{path}/{key}")]
    if isinstance(value, list):
        return [each for number, inner in enumerate(value) for each in untranslated(inner, f"{path}/{number}")]
    return []


@pytest.mark.parametrize("name", ["operations", "lessons"])
def test_every_text_is_in_both_languages(name: str):
    assert untranslated(facts.read(name)) == []


def test_the_audit_trail_is_whole():
    assert list(audit.verify()) == []


def test_loading_again_changes_nothing():
    before = audit.head()
    assert load_demo(ACTOR).operations == 3
    assert audit.head() == before
    assert settings.get("demo") is True
    assert count(sa.select(Operation)) == 3


def test_preparing_a_second_time_changes_nothing_and_says_who_can_sign_in(demo: Flask):
    before = audit.head()
    db.session.remove()
    done = demo.test_cli_runner().invoke(args=["prepare"])
    assert done.exit_code == 0, done.output
    assert PASS_PHRASE in done.stdout
    assert all(person.email in done.stdout for person in PEOPLE)
    assert audit.head() == before


def test_a_french_reader_reads_what_people_of_the_demo_say_in_french(demo: Flask):
    said = [*db.session.scalars(sa.select(Submission.review_note).where(Submission.review_note != "").distinct())]
    said += db.session.scalars(sa.select(LessonStep.note).where(LessonStep.note != "").distinct())
    for column in (ContactPoint.function, ContactPoint.office, Account.name):
        said += db.session.scalars(sa.select(column).distinct())
    with demo.test_request_context("/?lang=fr"):
        assert [each for each in said if web.told(each) == each] == []


def test_nothing_the_demo_wrote_waits_to_be_sent(demo: Flask):
    assert set(db.session.scalars(sa.select(OutboxMail.state).distinct())) <= {"logged"}


def test_nothing_in_the_demo_is_due_at_night(demo: Flask):
    for code in CODES:
        operation = find(ACTOR, code)
        assert not any(is_night(period.due_at, operation.time_zone) for period in operation.periods)
