"""Practice: a sheet whose every planted mistake the check finds, progress as it is put right, nothing of it in any figure."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden
from opsplanner.directory.models import Account
from opsplanner.operations import services as operations
from opsplanner.operations.models import Period
from opsplanner.records import marking
from opsplanner.records.guard import Upload
from opsplanner.records.template import Template
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.effort import current_effort
from opsplanner.results.models import Case, Draft, Submission
from opsplanner.results.practice.handing import practice_sheet
from opsplanner.results.practice.planted import planted, rows, spoilt
from opsplanner.results.practice.progress import Practice, read_practice
from opsplanner.results.practice.sheet import compose
from opsplanner.results.receipt import facts, in_mail, receipt_of
from opsplanner.results.services import Choices, Said
from opsplanner.results.words import PLANTED
from tests.results.posting import BASE, post_sheet
from tests.results.world import NOW, World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")


@pytest.fixture
def period(world: World) -> Period:
    """A rehearsal that began a week ago."""
    with clock.frozen(NOW - timedelta(days=7)):
        return operations.add_rehearsal(world.actor("planner"), "OP1")


@pytest.fixture
def template(world: World) -> Template:
    return services.template_of(world.operation).of("KZ")


def progress(world: World, template: Template) -> Practice:
    return read_practice(world.actor("kz"), world.operation, world.participation("KZ"), template)


def told(found: Practice) -> dict[int, str]:
    return {each.mistake.case: each.progress.value for each in found.lessons}


def begin(world: World, content: bytes) -> Draft:
    entry = services.entry(world.actor("kz"), world.operation)
    draft = services.begin(world.actor("kz"), entry, Upload.of("practice.xlsx", content), rehearsal=True)
    assert isinstance(draft, Draft)
    return draft


def good(template: Template, lang: str = "en") -> bytes:
    """The practice sheet as it should be."""
    right = list(rows(template, lang, date(2026, 3, 14), date(2026, 3, 20)))
    wrong = spoilt(template, lang, right)
    for each in planted(template):
        wrong[each.case - 1][each.field] = right[each.case - 1][each.field]
        if each.field == "detection_basis":
            wrong[each.case - 1][each.field] = "risk_profile"
    for number in (0, 10, 11):  # codes are as good as labels
        wrong[number].update(commodity_class="strategic", country_departure="AE")
    return compose(template, lang, wrong)


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_every_planted_mistake_is_found_by_its_rule_and_nothing_else_is_wrong(
    world: World, period: Period, template: Template, lang: str
) -> None:
    draft = begin(world, practice_sheet(world.operation, period, template, lang))
    checked = services.look(world.actor("kz"), world.operation, draft.id).checked
    found = {(p.code, number) for p in checked.problems if p.severity != "notice" for number in p.rows}
    assert found == {(each.rule, each.case + 1) for each in planted(template)}
    assert len(planted(template)) >= 12


def test_every_mistake_is_explained(template: Template) -> None:
    assert {each.case for each in planted(template)} <= set(PLANTED)


def test_a_mistake_waits_is_found_and_is_sent(world: World, period: Period, template: Template) -> None:
    assert set(told(progress(world, template)).values()) == {"waiting"}
    begin(world, practice_sheet(world.operation, period, template, "en"))
    assert set(told(progress(world, template)).values()) == {"found"}
    draft = begin(world, good(template))
    assert set(told(progress(world, template)).values()) == {"fixed"}
    services.send(world.actor("kz"), world.operation, draft.id, Choices(rehearsal=True))
    found = progress(world, template)
    assert set(told(found).values()) == {"sent"}
    assert found.done == len(found.lessons)


def test_practice_is_in_no_figure_and_no_expectation(world: World, period: Period, template: Template) -> None:
    before = read_board(world.operation).whole
    draft = begin(world, good(template))
    services.send(world.actor("kz"), world.operation, draft.id, Choices(rehearsal=True))
    after = read_board(world.operation).whole
    assert (before.expected, before.received) == (after.expected, after.received)
    found = read_board(world.operation).returns[world.participation("KZ").id, period.id]
    assert found.received
    assert not found.expected


def test_references_and_effort_of_practice_are_a_space_of_their_own(world: World, period: Period) -> None:
    actor, entry = world.actor("kz"), services.entry(world.actor("kz"), world.operation)
    for rehearsal in (True, False):
        draft = services.begin(actor, entry, sheet(row()), rehearsal=rehearsal)
        assert isinstance(draft, Draft)
        assert services.send(actor, world.operation, draft.id, Choices(rehearsal=rehearsal)).stored
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 2
    assert current_effort(world.operation, rehearsal=True) == []


def test_reset_throws_practice_away_and_leaves_real_results(world: World, period: Period, template: Template) -> None:
    actor, entry = world.actor("kz"), services.entry(world.actor("kz"), world.operation)
    real = services.begin(actor, entry, sheet(row()))
    assert isinstance(real, Draft)
    services.send(actor, world.operation, real.id, Choices())
    sent = begin(world, good(template))
    services.send(actor, world.operation, sent.id, Choices(rehearsal=True))
    begin(world, practice_sheet(world.operation, period, template, "en"))
    assert services.reset_practice(actor, world.operation) == 1
    assert set(told(progress(world, template)).values()) == {"waiting"}
    assert [each.rehearsal for each in db.session.scalars(sa.select(Submission))] == [False]
    assert [each.national_ref for each in db.session.scalars(sa.select(Case))] == ["KZ-001"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 0
    again = begin(world, good(template))
    assert services.send(actor, world.operation, again.id, Choices(rehearsal=True)).stored


def test_nobody_resets_for_another_member(world: World, period: Period) -> None:
    with pytest.raises(Forbidden):
        services.reset_practice(world.actor("planner"), world.operation, "KZ")


def test_a_rehearsal_is_opened_in_one_click_and_once(world: World, sign_in: Callable[[Account], FlaskClient]) -> None:
    planner = sign_in(world.people["planner"])
    page = planner.post("/operations/OP1/periods/rehearsal", follow_redirects=True)
    assert "A rehearsal is open until" in page.text
    assert planner.post("/operations/OP1/periods/rehearsal").status_code == 409
    assert sign_in(world.people["kz"]).post("/operations/OP1/periods/rehearsal").status_code == 403


def test_the_page_leads_from_download_to_reset(
    world: World, period: Period, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz = sign_in(world.people["kz"])
    assert "Practise first" in kz.get("/operations/OP1/results/").text
    page = kz.get("/operations/OP1/results/practice").text
    assert "a mistake in each" in page
    content = kz.get("/operations/OP1/results/practice/sheet?sheet=fr").data
    assert openpyxl.load_workbook(io.BytesIO(content))["Results"]["A2"].value == "KZ-P01"
    data = {"file": (io.BytesIO(content), "practice.xlsx"), "rehearsal": "1"}
    kz.post("/operations/OP1/results/upload", data=data)
    assert "Found, waits for you" in kz.get("/operations/OP1/results/practice").text
    answer = kz.post("/operations/OP1/results/practice/reset", follow_redirects=True)
    assert "you can begin again" in answer.text
    assert sign_in(world.people["planner"]).get("/operations/OP1/results/practice?member=KZ").status_code == 404


def test_the_practice_sheet_is_no_results_and_its_refusal_leads_to_the_rehearsal(
    world: World, period: Period, template: Template, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz = sign_in(world.people["kz"])
    page = post_sheet(kz, name="practice.xlsx", content=good(template))
    assert "R-136" in page
    assert 'href="/operations/OP1/results/practice?member=KZ"' in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 0


@pytest.mark.parametrize("made_anew", [False, True])
def test_the_marked_workbook_of_a_rehearsal_comes_back_into_the_rehearsal(
    world: World,
    period: Period,
    template: Template,
    sign_in: Callable[[Account], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
    made_anew: bool,
) -> None:
    kz = sign_in(world.people["kz"])
    monkeypatch.setattr(marking, "MOST_BYTES", 0 if made_anew else marking.MOST_BYTES)
    draft = begin(world, practice_sheet(world.operation, period, template, "en"))
    marked = kz.post(f"{BASE}/results/drafts/{draft.id}/marked").data
    assert "R-136" in post_sheet(kz, name="practice_marked.xlsx", content=marked)
    link = _link(kz.get(f"{BASE}/results/drafts/{draft.id}/check").text, "Upload the corrected file")
    hidden = dict(re.findall(r'<input type="hidden" name="(member|rehearsal)" value="([^"]*)">', kz.get(link).text))
    data = {**hidden, "file": (io.BytesIO(marked), "practice_marked.xlsx")}
    assert "Check and fix" in kz.post(link, data=data, follow_redirects=True).text
    assert [each.rehearsal for each in db.session.scalars(sa.select(Draft))] == [True, True]


def test_every_way_back_to_the_upload_from_a_rehearsal_stays_in_it(
    world: World, period: Period, template: Template, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz, reviewer = sign_in(world.people["kz"]), world.actor("liaison")
    draft = begin(world, good(template))
    for step in ("check", "columns?every=1"):
        page = kz.get(f"{BASE}/results/drafts/{draft.id}/{step}").text
        assert _uploads(page) == {f"{BASE}/results/upload?member=KZ&amp;rehearsal=1"}
    number = services.send(world.actor("kz"), world.operation, draft.id, Choices(rehearsal=True)).submission.id
    note = services.add_note(reviewer, world.operation, number, Said("The quantities, please"))
    services.take_in_review(reviewer, world.operation, number)
    services.return_to_member(reviewer, world.operation, number, "Please look again")
    page = kz.get(f"{BASE}/results/submissions/{number}").text
    assert _uploads(page) == {f"{BASE}/results/upload?member=KZ&amp;rehearsal=1"}
    answered = kz.post(f"{BASE}/results/notes/{note.id}/reply", data={"text": "Done", "back": "upload"})
    assert "rehearsal=1" in answered.location


def test_a_case_typed_or_corrected_in_a_rehearsal_stays_in_it(
    world: World, period: Period, template: Template, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz = sign_in(world.people["kz"])
    sent = begin(world, good(template))
    services.send(world.actor("kz"), world.operation, sent.id, Choices(rehearsal=True))
    case = db.session.scalars(sa.select(Case.id)).first()
    kz.post(f"{BASE}/results/form?case={case}", data={"member": "KZ", "later": "1", "place_name": "Practice port"})
    typed = db.session.scalars(sa.select(Draft)).one()
    assert typed.rehearsal
    kz.post(f"{BASE}/results/form", data={"draft": str(typed.id), "later": "1", "place_name": "Another port"})
    db.session.expire_all()
    assert db.session.scalars(sa.select(Draft)).one().rehearsal


def test_a_rehearsal_says_at_every_step_and_in_every_list_that_it_counts_nowhere(
    world: World, period: Period, template: Template, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz, said = sign_in(world.people["kz"]), "Rehearsal: counts nowhere"
    draft = begin(world, good(template))
    for page in ("check", "columns?every=1", "confirm"):
        assert said in kz.get(f"{BASE}/results/drafts/{draft.id}/{page}").text
    sent = services.send(world.actor("kz"), world.operation, draft.id, Choices(rehearsal=True)).submission
    for page in ("upload?rehearsal=1", "form?rehearsal=1", "submissions", f"submissions/{sent.id}"):
        assert said in kz.get(f"{BASE}/results/{page}").text
    assert "Exercice : ne compte nulle part" in kz.get(f"{BASE}/results/submissions?lang=fr").text
    assert said in sign_in(world.people["liaison"]).get("/review").text
    receipt = receipt_of(world.actor("kz"), sent), "en", "UTC"
    assert ("Rehearsal", "counts nowhere") in facts(*receipt)
    assert said in in_mail(*receipt)


def test_notes_on_real_results_are_not_told_in_a_rehearsal_nor_the_other_way_round(
    world: World, period: Period, sign_in: Callable[[Account], FlaskClient]
) -> None:
    actor, entry, reviewer = (
        world.actor("kz"),
        services.entry(world.actor("kz"), world.operation),
        world.actor("liaison"),
    )
    numbers = {}
    for practised in (False, True):
        draft = services.begin(actor, entry, sheet(row()), rehearsal=practised)
        assert isinstance(draft, Draft)
        outcome = services.send(actor, world.operation, draft.id, Choices(rehearsal=practised))
        numbers[practised] = outcome.submission.id
        case = db.session.scalars(sa.select(Case.id).where(Case.rehearsal == practised)).one()
        asked = Said(f"A question, practised: {practised}", "question", case_id=case)
        services.add_note(reviewer, world.operation, numbers[practised], asked)
    kz = sign_in(world.people["kz"])
    for practised in (False, True):
        for page in (f"submissions/{numbers[practised]}", f"upload?rehearsal={int(practised)}"):
            told = kz.get(f"{BASE}/results/{page}").text
            assert f"practised: {practised}" in told
            assert f"practised: {not practised}" not in told


def _link(page: str, words: str) -> str:
    """Where the link of these words leads."""
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*>(?:(?!</a>).)*{words}', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def _uploads(page: str) -> set[str]:
    return set(re.findall(r'href="([^"]*/results/upload[^"]*)"', page))


def test_without_a_rehearsal_the_page_says_who_opens_one(
    world: World, sign_in: Callable[[Account], FlaskClient]
) -> None:
    kz = sign_in(world.people["kz"])
    assert "No rehearsal is open" in kz.get("/operations/OP1/results/practice").text
    assert kz.get("/operations/OP1/results/practice/sheet").status_code == 404
