"""The participation board: who sees what, its numbers, its filters, what is chosen on it, and what it asks the database."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from flask.testing import FlaskClient
from lxml import html
from pptx import Presentation

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.models import Period
from opsplanner.participants.models import Participation
from opsplanner.results import services
from opsplanner.results.counting import Counts
from opsplanner.results.matrix import Narrowed, read_matrix
from opsplanner.results.models import TimeRequest
from opsplanner.results.words import rate
from tests import factories as make
from tests.results.test_terms import LATER, add_contact, letters, place
from tests.results.world import NOW, World
from tests.statements import asked

BOARD = "/operations/OP1/board"
SignIn = Callable[[Account], FlaskClient]
pytestmark = pytest.mark.usefixtures("in_march")


@pytest.fixture
def reported(world: World) -> World:
    """In the third week: Kazakhstan sent nil for the second, Georgia is excused from the first."""
    with clock.frozen(world.operation.periods[1].due_at - timedelta(hours=1)):
        services.report_nil(world.actor("kz"), world.operation, [2])
    services.excuse(world.actor("planner"), world.operation, [place(world, "GE", 1)], "Not concerned.")
    return world


def test_the_seven_numbers_of_rows_columns_offices_and_all(reported: World) -> None:
    found = read_matrix(reported.actor("planner"), reported.operation)
    counts = {line.participation.organisation.code: line.counts for line in found.lines}
    assert counts["KZ"] == Counts(expected=2, received=1, on_time=1, accepted=0, nil=1, silent=1, excused=0)
    assert counts["GE"] == Counts(expected=1, received=0, on_time=0, accepted=0, nil=0, silent=1, excused=1)
    assert [each.silent for each in found.periods] == [1, 1, 0, 0]
    assert found.total == Counts(3, 1, 1, 0, 1, 2, 1)
    assert found.total.expected == found.board.whole.expected
    assert found.reported == (1, 2)
    assert [office.counts.expected for office in found.offices] == [3, 0]


def test_a_rate_is_never_without_its_fraction() -> None:
    assert rate(41, 50, "en") == "82% (41 of 50)"
    assert rate(0, 0, "en") == "–"
    assert rate(199, 200, "en") == "99% (199 of 200)"
    assert rate(2785, 4762, "en") == "58% (2,785 of 4,762)"


def test_the_order_by_rate_is_not_for_everybody(reported: World) -> None:
    by_rate = Narrowed(by_rate=True)
    ranked = read_matrix(reported.actor("planner"), reported.operation, by_rate)
    assert [line.participation.organisation.code for line in ranked.lines][:2] == ["KZ", "GE"]
    assert len(ranked.offices) == 1
    for name in ("liaison", "kz"):
        assert len(read_matrix(reported.actor(name), reported.operation, by_rate).offices) == 2


@pytest.mark.parametrize(
    ("narrowed", "codes"),
    [
        (Narrowed(overdue=True), ["GE", "KZ"]),
        (Narrowed(words="customs of g"), ["GE"]),
        (Narrowed(spoken="nil"), ["KZ"]),
        (Narrowed(office=999), []),
    ],
)
def test_it_is_narrowed(reported: World, narrowed: Narrowed, codes: list[str]) -> None:
    found = read_matrix(reported.actor("planner"), reported.operation, narrowed)
    assert [line.participation.organisation.code for line in found.lines] == codes


def test_a_member_opens_only_its_own_returns(reported: World) -> None:
    found = read_matrix(reported.actor("ge"), reported.operation)
    opens = {line.participation.organisation.code: line.opens for line in found.lines}
    assert opens == {"GE": True, "KZ": False, "AM": False}
    assert not any(line.chased or line.last for line in found.lines)


def test_a_cell_says_how_the_return_stands_and_its_headings_whose_and_of_which_days(
    reported: World, sign_in: SignIn
) -> None:
    page = html.fromstring(sign_in(reported.people["planner"]).get(BOARD).text)
    cell = page.xpath("//td/a[@href='results/returns/KZ/1']")[0]
    assert cell.get("title") == "Overdue by 10 days"
    assert cell.get("class") == "state-overdue"
    row = cell.getparent().getparent()
    assert row.xpath("string(th)").strip() == "Customs of KZ"
    column = row.index(cell.getparent())
    assert page.xpath("//thead/tr/th")[column].xpath("abbr/@title") == ["2–8 March 2026"]


def test_a_cell_takes_no_more_than_a_hundred_characters(reported: World, sign_in: SignIn) -> None:
    page = html.fromstring(sign_in(reported.people["planner"]).get(BOARD).text)
    cells = [html.tostring(each.getparent(), encoding="unicode", with_tail=False) for each in page.xpath("//td/a")]
    assert max(map(len, cells)) <= 100  # there may be six thousand of them


def test_cells_are_links_to_their_return(reported: World, sign_in: SignIn) -> None:
    client = sign_in(reported.people["liaison"])
    page = client.get("/operations/OP1/results/returns/KZ/2")
    assert "R-2026-" in page.text
    assert client.get("/operations/OP1/results/returns/AM/2").status_code == 404
    assert client.get("/operations/OP1/results/returns/KZ/9").status_code == 404
    assert sign_in(reported.people["ge"]).get("/operations/OP1/results/returns/KZ/2").status_code == 404


def test_members_ticked_are_previewed_then_reminded_without_a_script(reported: World, sign_in: SignIn) -> None:
    add_contact(reported)
    before = len(letters())
    client = sign_in(reported.people["liaison"])
    chosen = {"member": [str(reported.participation("KZ").id)]}
    preview = client.post(f"{BOARD}/remind", data=chosen)
    assert "ncp@customs.kz" in preview.text
    assert "in French" in preview.text
    assert len(letters()) == before
    names = html.fromstring(preview.text).xpath("//input[@name='place']/@value")
    answer = client.post(f"{BOARD}/remind", data={"place": names, "send": "1"}, follow_redirects=True)
    assert "1 reminder is on its way" in answer.text
    assert len(letters()) == before + 1
    assert "ncp@customs.kz" in answer.text  # the last contact


def test_nothing_chosen_is_said(reported: World, sign_in: SignIn) -> None:
    client = sign_in(reported.people["planner"])
    guest = str(reported.participation("AM").id)
    for data, said in (({}, "Nothing is ticked."), ({"member": guest}, "Nothing is due of the Members you ticked.")):
        for page in ("remind", "terms"):
            answer = client.post(f"{BOARD}/{page}?rilo=&q=k", data=data)
            assert "q=k" in answer.location
            board = html.fromstring(client.get(answer.location).text)
            assert said in board.xpath("string(//*[@id='chosen']//*[@role='alert'])")


def test_the_buttons_of_the_board_stand_on_a_phone_only_where_something_can_be_ticked(
    reported: World, sign_in: SignIn
) -> None:
    client = sign_in(reported.people["planner"])
    for member, hidden in (("KZ", False), ("AM", True)):
        (classes,) = html.fromstring(client.get(f"{BOARD}?q={member}").text).xpath("//*[@id='chosen']/@class")
        assert ("d-none" in classes) is hidden


def test_single_returns_can_be_chosen(reported: World, sign_in: SignIn) -> None:
    page = html.fromstring(sign_in(reported.people["planner"]).get(f"{BOARD}?select=1").text)
    values = page.xpath("//input[@name='place']/@value")
    assert place(reported, "KZ", 1) in values
    assert place(reported, "KZ", 2) not in values


def test_more_time_and_excuses_are_given_from_the_board(reported: World, sign_in: SignIn) -> None:
    client = sign_in(reported.people["planner"])
    data = {"place": [place(reported, "KZ", 1)], "what": "extend", "until": "2026-03-25T12:00", "reason": "A holiday."}
    assert "Done for 1 return" in client.post(f"{BOARD}/terms", data=data, follow_redirects=True).text
    bad = client.post(f"{BOARD}/terms", data={**data, "until": "", "reason": ""})
    assert bad.status_code == 422
    assert "Enter a day and a time" in bad.text


def test_a_member_asks_and_its_reviewer_answers_on_pages(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    data = {
        "member": "KZ",
        "period": ["2"],
        "until": LATER.strftime("%Y-%m-%dT%H:%M"),
        "reason": "Two officers are ill.",
    }
    with clock.frozen(NOW):
        answer = member.post("/operations/OP1/results/more-time", data=data, follow_redirects=True)
    assert "Your request is sent" in answer.text
    asked_ = db.session.query(TimeRequest).one()
    reviewer = sign_in(world.people["liaison"])
    with clock.frozen(NOW):
        page = reviewer.get("/operations/OP1/results/returns/KZ/2").text
        assert "Two officers are ill." in page
        path = f"/operations/OP1/results/requests/{asked_.id}/answer"
        until = LATER.strftime("%Y-%m-%dT%H:%M")
        assert sign_in(world.people["ge"]).post(path, data={"grant": "1"}).status_code == 403
        answer = reviewer.post(path, data={"grant": "1", "until": until}, follow_redirects=True)
    assert "More time is granted" in answer.text


def test_the_workbook_holds_every_cell_and_every_total(reported: World, sign_in: SignIn) -> None:
    content = sign_in(reported.people["planner"]).get("/operations/OP1/board.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (member,) = [row for row in rows if "Customs of KZ" in row]
    assert member[3:5] == ["Overdue", "Nil"]
    assert member[-7:] == [2, 1, 1, 0, 1, 1, 0]
    (silent,) = [row for row in rows if row[1] == "All" and row[2] == "Silent"]
    assert silent[3:5] == ["1", "1"]


def test_the_workbook_names_whom_to_ring(reported: World, sign_in: SignIn) -> None:
    add_contact(reported, phone="+7 717 255")
    content = sign_in(reported.people["planner"]).get("/operations/OP1/board.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][-3:] == ["Contact point", "E-mail", "Telephone"]
    (member,) = [row for row in rows if "Customs of KZ" in row]
    assert member[-3:] == ["National contact point", "ncp@customs.kz", "+7 717 255"]


def test_the_slides_have_one_table_an_office(reported: World, sign_in: SignIn) -> None:
    content = sign_in(reported.people["planner"]).get("/operations/OP1/board.pptx").data
    deck = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title is not None]
    assert any(title.startswith("Customs of RILO-X: on time 33% (1 of 3)") for title in titles)


def test_the_number_of_statements_does_not_grow_with_members_and_periods(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.people["planner"])
    client.get(BOARD)
    with asked() as few:
        client.get(BOARD)
    rilo = make.organisation("RILO-Y", kind="rilo")
    for number in range(5, 9):
        start = world.operation.periods[-1].ends_on + timedelta(days=number)
        make.stored(
            Period(
                operation_id=world.operation.id, number=number, kind="daily", starts_on=start, ends_on=start,
                due_at=NOW + timedelta(days=number), state="open",
            )
        )  # fmt: skip
    for code in ("FR", "DE", "IT", "ES"):
        there = make.organisation(code, rilo_id=rilo.id)
        make.stored(
            Participation(
                operation_id=world.operation.id, organisation_id=there.id, role="member", state="accepted",
                reviewer_kind="planner", invited_at=NOW, note="",
            )
        )  # fmt: skip
    with asked() as many:
        client.get(BOARD)
    assert len(many) == len(few)


def test_who_chooses_single_returns_finds_the_table_first_on_a_phone_too(reported: World, sign_in: SignIn) -> None:
    client = sign_in(reported.people["planner"])
    assert 'aria-label="Overdue"' in client.get(BOARD).text
    assert 'aria-label="Overdue"' not in client.get(f"{BOARD}?select=1").text
