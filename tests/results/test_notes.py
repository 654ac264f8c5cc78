"""Notes and questions stand between a Member and those who review it; nobody else reads them, and they name no person."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import Case, Draft, NoteReply, ReviewNote, Submission
from opsplanner.results.noted import notes
from opsplanner.results.services import Personal, Said
from tests.results.posting import post_sheet
from tests.results.sending import send_row, send_rows
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def case(world: World) -> int:
    return db.session.scalars(sa.select(Case.id)).one()


def ask(world: World, sent: Submission, text: str = "kg or g?", **changes: object) -> ReviewNote:
    said = Said(text, kind="question", **changes)  # type: ignore[arg-type]
    return services.add_note(world.actor("liaison"), world.operation, sent.id, said)


def test_a_question_is_answered_and_settled(world: World) -> None:
    sent = send_row(world)
    note = ask(world, sent, case_id=case(world), line=1, field="quantity")
    assert any("a question about" in subject for subject in db.session.scalars(sa.select(OutboxMail.subject)))
    services.reply(world.actor("kz"), world.operation, note.id, Said("Kilograms"))
    assert note.state == "answered"
    with pytest.raises((Forbidden, Missing)):
        services.settle_note(world.actor("kz"), world.operation, note.id)
    services.settle_note(world.actor("liaison"), world.operation, note.id)
    assert (note.state, note.settled_by) == ("settled", "liaison")
    services.reply(world.actor("liaison"), world.operation, note.id, Said("Really?"))
    assert note.state == "open"


@pytest.mark.parametrize(
    ("who", "reads"),
    [("kz", True), ("office", False), ("liaison", True), ("planner", True), ("secretariat", True), ("ge", False),
     ("guest", False), ("observer", False), ("stranger", False)],
)  # fmt: skip
def test_only_the_member_and_its_reviewers_read_a_note(world: World, who: str, reads: bool) -> None:
    world.operation.sharing = "participants"
    db.session.commit()
    sent = send_row(world, handling="GREEN")
    ask(world, sent, case_id=case(world))
    ask(world, sent)
    found = db.session.scalars(notes(world.actor(who), world.operation)).all()
    assert len(found) == (2 if reads else 0)


def test_an_office_reads_notes_on_what_it_sent(world: World) -> None:
    sent = send_row(world, "office")
    ask(world, sent)
    assert len(db.session.scalars(notes(world.actor("office"), world.operation)).all()) == 1


def test_no_note_is_written_on_a_case_that_is_not_shown(world: World) -> None:
    sent = send_rows(world, row(handling="RED"), row(national_ref="KZ-002"))
    red = db.session.scalar(sa.select(Case.id).where(Case.national_ref == "KZ-001"))
    with pytest.raises(Missing):
        ask(world, sent, case_id=red)
    with pytest.raises(Missing):
        ask(world, sent, case_id=10**6)


@pytest.mark.parametrize("text", ["Ask a.person@example.org", "Passport N12345678", "Call +32 2 209 92 11"])
def test_what_looks_like_a_person_is_asked_about_once(world: World, text: str) -> None:
    sent = send_row(world)
    with pytest.raises(Personal):
        ask(world, sent, text)
    assert ask(world, sent, text, sure=True).text == text


def test_an_empty_note_is_refused(world: World) -> None:
    with pytest.raises(Refusal):
        ask(world, send_row(world), "  ")


def test_the_pages_write_answer_and_settle(world: World, sign_in: SignIn) -> None:
    sent, base = send_row(world), "/operations/OP1/results"
    reviewer = sign_in(world.people["liaison"])
    number = case(world)
    page = reviewer.get(f"{base}/submissions/{sent.id}/notes/new?case={number}").text
    assert "KZ-001" in page
    data = {"case": str(number), "kind": "question", "line": "1", "field": "quantity", "text": "See N12345678"}
    doubted = reviewer.post(f"{base}/submissions/{sent.id}/notes/new", data=data)
    assert doubted.status_code == 422
    assert "This looks like" in doubted.text
    reviewer.post(f"{base}/submissions/{sent.id}/notes/new", data={**data, "sure": "y"})
    note = db.session.scalars(sa.select(ReviewNote)).one()
    assert "See N12345678" in reviewer.get(f"{base}/submissions/{sent.id}/review").text
    member = sign_in(world.people["kz"])
    assert "See N12345678" in member.get(f"{base}/submissions/{sent.id}").text
    assert "See N12345678" in member.get(f"{base}/cases/{number}").text
    member.post(f"{base}/notes/{note.id}/reply", data={"text": "A seal number"})
    assert db.session.scalars(sa.select(NoteReply)).one().by_member
    assert member.post(f"{base}/notes/{note.id}/settle").status_code == 404
    reviewer = sign_in(world.people["liaison"])
    reviewer.post(f"{base}/notes/{note.id}/settle", data={"back": "review"})
    db.session.refresh(note)
    assert note.state == "settled"


def beside_row(page: str, number: int) -> str:
    """A row of the grid."""
    return page.split(f'<tr data-row="{number}"')[1].split("</tr>")[0]


def test_a_question_stands_beside_its_row_where_it_is_put_right_and_is_answered_there(
    world: World, sign_in: SignIn
) -> None:
    sent = send_rows(world, row(), row(description="Tablets"), row(national_ref="KZ-002"))
    asked = db.session.scalar(sa.select(Case.id).where(Case.national_ref == "KZ-001"))
    note = ask(world, sent, "kg or g?", case_id=asked, line=2, field="quantity")
    member = sign_in(world.people["kz"])
    page = post_sheet(member, row(), row(description="Tablets"), row(national_ref="KZ-002", quantity="a few"))
    assert "kg or g?" in beside_row(page, 3)
    assert 'data-row="2"' not in page
    assert "kg or g?" not in beside_row(page, 4)
    draft = db.session.scalars(sa.select(Draft.id)).one()
    base = f"/operations/OP1/results/drafts/{draft}"
    only = member.get(f"{base}/check?group=notes&lang=fr").text
    assert "Lignes avec des observations de votre examinateur" in only
    assert 'data-row="4"' not in only
    assert "kg or g?" in member.get(f"{base}/check?cell=3.quantity").text.split('id="fix-help"')[1].split("</aside>")[0]
    assert (
        "kg or g?"
        not in member.get(f"{base}/check?cell=4.quantity").text.split('id="fix-help"')[1].split("</aside>")[0]
    )
    answered = member.post(f"{base}/fix", data={f"answer-{note.id}": "Grams", "reply": str(note.id)})
    assert answered.location.endswith(f"/results/drafts/{draft}/check")
    assert "kg or g?" not in member.get(f"{base}/check").text


def test_a_question_stands_on_the_confirm_page_and_in_the_form(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    note = ask(world, sent, "kg or g?", case_id=case(world), line=1, field="quantity")
    member = sign_in(world.people["kz"])
    page = post_sheet(member, row(quantity="13"))
    changes = page.split('id="changes"')[1].split("</section>")[0]
    assert "kg or g?" in changes
    form = member.get(f"/operations/OP1/results/form?case={note.case_id}").text
    assert "kg or g?" in form.split('name="lines-0-quantity"')[1].split("<label")[0]


def test_a_note_on_a_submission_is_answered_where_the_correction_is_uploaded(world: World, sign_in: SignIn) -> None:
    note = ask(world, send_row(world))
    back = sign_in(world.people["kz"]).post(
        f"/operations/OP1/results/notes/{note.id}/reply", data={"text": "kg", "back": "upload"}
    )
    assert back.location.endswith("/results/upload?member=KZ#notes")


def test_answering_where_a_sheet_is_put_right_keeps_the_cells_typed(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    note = ask(world, sent, "kg or g?", case_id=case(world), line=1)
    member = sign_in(world.people["kz"])
    page = post_sheet(member, row(quantity="a few"))
    assert f'name="answer-{note.id}" form="fix-form"' in page
    draft = db.session.scalars(sa.select(Draft.id)).one()
    base = f"/operations/OP1/results/drafts/{draft}"
    typed = {"c.2.quantity": "77", f"answer-{note.id}": "Ask N12345678", "reply": str(note.id)}
    doubted = member.post(f"{base}/fix", data=typed)
    assert doubted.status_code == 422
    assert "This looks like" in doubted.text
    assert "Ask N12345678</textarea>" in doubted.text
    looked = services.look(world.actor("kz"), world.operation, draft)
    assert (looked.checked.ready, looked.acts.last) == (1, 1)
    # The cell is kept already, and nothing else is left to be put right: the answer still goes with the form of the cells.
    member.post(f"{base}/fix", data={**typed, f"sure-{note.id}": "on"})
    assert db.session.scalars(sa.select(NoteReply.text)).all() == ["Ask N12345678"]
    assert 'id="fix-form"' in member.get(f"{base}/check").text


def test_answers_typed_go_with_the_cells_that_are_kept(world: World, sign_in: SignIn) -> None:
    note = ask(world, send_row(world), case_id=case(world), line=1)
    member = sign_in(world.people["kz"])
    post_sheet(member, row(quantity="a few"))
    base = f"/operations/OP1/results/drafts/{db.session.scalars(sa.select(Draft.id)).one()}"
    member.post(f"{base}/fix", data={"c.2.quantity": "77", f"answer-{note.id}": "Grams"})
    page = member.get(f"{base}/check").text
    assert "1 cell changed." in page
    assert "Your answer is sent." in page


def test_answering_beside_the_form_keeps_the_case_as_it_is_typed(world: World, sign_in: SignIn) -> None:
    note = ask(world, send_row(world), case_id=case(world), line=1, field="quantity")
    member = sign_in(world.people["kz"])
    address = f"/operations/OP1/results/form?case={note.case_id}"
    typed = {"national_ref": "KZ-001", "place_name": "Aktau, by the sea", "lines-0-quantity": "77"}
    empty = member.post(address, data={**typed, "reply": str(note.id)})
    assert empty.status_code == 422
    assert "Write the answer." in empty.text
    page = member.post(address, data={**typed, f"answer-{note.id}": "Grams", "reply": str(note.id)}).text
    assert "Your answer is sent." in page
    assert 'value="Aktau, by the sea"' in page
    assert 'value="77"' in page
    assert "kg or g?" not in page
    assert db.session.scalars(sa.select(Draft)).all() == []


def submits_first(page: str, form: str) -> str:
    """What Enter in a text field of a form presses: the first of its buttons."""
    inside = page.split(f'id="{form}"')[1].split("</form>")[0]
    before = page.split(f'id="{form}"')[0]
    outside = re.findall(rf'<button type="submit"[^>]*form="{form}"[^>]*>', before)
    return [*outside, *re.findall(r'<button type="submit"[^>]*>', inside)][0]


def test_enter_in_a_field_never_sends_an_answer_or_adds_a_line(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    address, first, _second = confirming(world, member)
    form = member.get(f"/operations/OP1/results/form?case={first.case_id}").text
    assert "name=" not in submits_first(member.get(address).text, "confirm")
    assert "name=" not in submits_first(form, "case")
    page = post_sheet(member, row(quantity="a few"), name="b.csv")
    assert "name=" not in submits_first(page, "fix-form")


def test_others_meet_no_note_by_its_number(world: World, sign_in: SignIn) -> None:
    note = ask(world, send_row(world))
    client = sign_in(world.people["ge"])
    assert client.get(f"/operations/OP1/results/notes/{note.id}/reply").status_code == 404


def test_two_offices_with_one_reference_do_not_get_each_others_notes(world: World, sign_in: SignIn) -> None:
    theirs = send_row(world, "office")
    sent = send_row(world)
    ask(world, theirs, "Ask the office", case_id=db.session.scalar(sa.select(Case.id).where(Case.office == "KZ-ALA")))
    ask(world, sent, "Ask the Member", case_id=db.session.scalar(sa.select(Case.id).where(Case.office == "")))
    member = sign_in(world.people["kz"])
    rows = (row(quantity="a few"), row(quantity="a few", reporting_unit="KZ-ALA"))
    page = post_sheet(member, *rows)
    first, second = beside_row(page, 2), beside_row(page, 3)
    assert ("Ask the Member" in first, "Ask the office" in first) == (True, False)
    assert ("Ask the Member" in second, "Ask the office" in second) == (False, True)
    page = post_sheet(member, *(each | {"quantity": "13"} for each in rows))
    assert page.split('id="changes"')[1].split("</section>")[0].count("note-beside") == 2
    office = post_sheet(sign_in(world.people["office"]), row(quantity="a lot"))
    assert "Ask the office" in beside_row(office, 2)


def confirming(world: World, member: FlaskClient) -> tuple[str, ReviewNote, ReviewNote]:
    """The address of a confirm page that asks for a reason, and two questions beside it."""
    sent = send_row(world)
    first, second = (ask(world, sent, text, case_id=case(world), line=1) for text in ("kg or g?", "Which seal?"))
    page = post_sheet(member, row(), row(national_ref="KZ-002", container_no="CSQU3054380"))
    assert 'name="reason-' in page
    return f"/operations/OP1/results/drafts/{db.session.scalars(sa.select(Draft.id)).one()}/confirm", first, second


def test_answering_beside_the_plan_loses_nothing_else_that_was_typed(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    address, first, second = confirming(world, member)
    reason = member.get(address).text.split('name="reason-')[1].split('"')[0]
    typed = {
        f"reason-{reason}": "It is so", "handling": "GREEN", "seen": "GREEN", "entitled": "on",
        f"answer-{first.id}": "Grams", f"answer-{second.id}": "Ask N12345678", "reply": str(first.id),
    }  # fmt: skip
    doubted = member.post(address, data=typed)
    assert doubted.status_code == 422
    assert "This looks like" in doubted.text
    assert "Ask N12345678</textarea>" in doubted.text
    assert (db.session.scalars(sa.select(NoteReply.text)).all(), "kg or g?" in doubted.text) == (["Grams"], False)
    page = member.post(address, data={**typed, f"sure-{second.id}": "on"}).text
    assert "Your answer is sent." in page
    assert 'value="It is so"' in page
    assert 'value="GREEN" checked' in page
    assert 'name="entitled" checked' in page
    assert db.session.scalars(sa.select(NoteReply.text)).all() == ["Grams", "Ask N12345678"]
    # The page loaded again sends nothing twice.
    assert member.post(address, data=typed).status_code == 422
    assert len(db.session.scalars(sa.select(NoteReply)).all()) == 2
    assert len(db.session.scalars(sa.select(Submission)).all()) == 1


def test_an_answer_typed_goes_with_what_is_sent(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    address, first, _second = confirming(world, member)
    reason = member.get(address).text.split('name="reason-')[1].split('"')[0]
    typed = {f"reason-{reason}": "It is so", "handling": "AMBER", "seen": "AMBER", "entitled": "on"}
    page = member.post(address, data={**typed, f"answer-{first.id}": "Grams"}, follow_redirects=True).text
    assert "Sent and stored as R-" in page
    assert db.session.scalars(sa.select(NoteReply.text)).all() == ["Grams"]
