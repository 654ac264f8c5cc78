"""The receipt says what came, from whom, with which hash, and who can see it: as page, as mail and as PDF, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import audit
from opsplanner.core.db import db
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import Case
from opsplanner.results.receipt import facts, receipt_of, write_receipt
from tests.results.sending import accepted, send_row, send_rows
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def test_whoever_sends_gets_the_receipt_by_mail(world: World) -> None:
    sent = send_row(world)
    mail = db.session.scalars(sa.select(OutboxMail).where(OutboxMail.subject.contains("receipt"))).one()
    assert mail.to == "kz@x.example"
    assert sent.sha256 in mail.body
    assert f"/operations/OP1/results/submissions/{sent.id}" in mail.body
    assert "powder" not in mail.body


def mailed(world: World, language: str) -> str:
    """The newest mail to Kazakhstan, whose person reads this language, after a sheet that says more than the one before."""
    send_rows(world, row(national_ref="KZ-002"), row(national_ref="KZ-003"), row(national_ref="KZ-004"))
    world.people["kz"].language = language
    db.session.commit()
    actor, pieces = world.actor("kz"), {"quantity": "1", "unit": "H87"}
    rows = (row(**pieces), row(national_ref="KZ-002"), row(national_ref="KZ-003", quantity="7"))
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows, name="secret name.csv"))
    assert isinstance(draft, services.Draft)
    gone = db.session.scalars(sa.select(Case.id).where(Case.national_ref == "KZ-004")).one()
    choices = services.Choices(withdraw=[gone], because="Twice")
    services.send(actor, world.operation, draft.id, choices)
    return db.session.scalars(sa.select(OutboxMail.body).order_by(OutboxMail.id.desc())).first() or ""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            ("Number: 2", "Reviewer: Customs of RILO-X", "Handling: AMBER", "New: 1", "Changed: 1",
             "In the file", "Cases: 3", "The same as before, left as they are: 1", "Total in pieces: 1 piece", "Total mass: 19.5 kg",
             "Stored by this", "Goods lines: 2", "Total mass: 7 kg", "Withdrawn with it: 1", "Periods served, with the cases stored", "2–8 March 2026: 2", "Who can see it",
             "– Customs of RILO-X (reviewer)", "Until its review begins you may withdraw it on its page."),
        ),
        (
            "fr",
            ("Numéro\u00a0: 2", "Examinateur\u00a0: Douane de RILO-X", "Nouvelles\u00a0: 1", "Retirées avec elle\u00a0: 1",
             "Total en pièces\u00a0: 1 pièce", "Dans le fichier", "Enregistré par cet envoi",
             "Inchangées, laissées telles quelles\u00a0: 1", "2–8 mars 2026\u00a0: 2", "Qui peut la voir",
             "Tant que son examen n’a pas commencé, vous pouvez la retirer sur sa page."),
        ),
    ],
)  # fmt: skip
def test_the_mail_tells_what_page_and_pdf_tell_and_neither_file_nor_person(
    world: World, language: str, lines: tuple[str, ...]
) -> None:
    body = mailed(world, language)
    for line in lines:
        assert line in body.splitlines(), body
    assert "secret name" not in body
    assert "Of before, and not in it" not in body


def test_cases_of_before_that_did_not_come_again_stand_apart_from_what_came(world: World) -> None:
    send_rows(world, row(), row(national_ref="KZ-002"))
    held = receipt_of(world.actor("kz"), send_rows(world, row(national_ref="KZ-003"))).held
    came, stored, kept = held.tables("en")
    assert dict(came.facts)["Cases"] == "1"
    assert dict(stored.facts)["New"] == "1"
    assert kept == ("Of before, and not in it", (("Cases, kept as they are", "2"),))


def test_a_nil_return_has_a_receipt_too(world: World) -> None:
    services.report_nil(world.actor("kz"), world.operation, [1])
    assert db.session.scalars(sa.select(OutboxMail.subject)).one().startswith("OP1: receipt R-")


def test_totals_stand_by_family(world: World) -> None:
    sent = send_rows(
        world,
        row(),
        row(national_ref="KZ-002", quantity="2", unit="PR"),
        row(national_ref="KZ-003", quantity="250", unit="GRM"),
    )
    told = {str(family): str(value) for family, value in receipt_of(world.actor("kz"), sent).held.stored.totals.items()}
    assert told == {"mass": "12.75", "count": "4"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_receipt_is_a_pdf_in_the_readers_language(world: World, language: str) -> None:
    sent = accepted(world, send_row(world))
    content = write_receipt(receipt_of(world.actor("kz"), sent), language, "Asia/Almaty")
    assert content.startswith(b"%PDF")


def test_the_receipt_names_hash_number_and_marking(world: World) -> None:
    sent = send_row(world, handling="GREEN")
    told = dict(facts(receipt_of(world.actor("kz"), sent), "en", "UTC"))
    assert told["SHA-256 of the file"] == sent.sha256
    assert (told["Number"], told["Handling"], told["Reviewer"]) == ("1", "GREEN", "Customs of RILO-X")


def test_page_and_pdf_open_for_those_who_see_the_submission(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    base = f"/operations/OP1/results/submissions/{sent.id}"
    for who in ("kz", "liaison", "planner"):
        client = sign_in(world.people[who])
        assert "Who can see it" in client.get(base).text
        assert client.get(f"{base}/receipt.pdf").mimetype == "application/pdf"
    assert sign_in(world.people["ge"]).get(f"{base}/receipt.pdf").status_code == 404


def test_who_only_sees_the_rows_is_told_nothing_beside_them(world: World, sign_in: SignIn) -> None:
    hidden = row(national_ref="KZ-SECRET", handling="RED", quantity="70000")
    sent = send_rows(world, row(), hidden, handling="CLEAR")
    base = f"/operations/OP1/results/submissions/{sent.id}"
    for who, seen in (("kz", True), ("planner", True), ("ge", False), ("guest", False)):
        client = sign_in(world.people[who])
        page = client.get(base).text
        assert (sent.file_name in page) == seen
        assert ("Who can see it" in page) == seen
        assert ("70,012.5" in page) == (who == "kz")
        found = client.get("/operations/OP1/results/submissions?q=results.csv").text
        assert (sent.reference in found) == seen


def test_the_audit_trail_does_not_tell_a_members_file(world: World) -> None:
    actor = world.actor("kz")
    begun = services.begin(actor, services.entry(actor, world.operation), sheet(row(), name="A. Person.csv"))
    assert isinstance(begun, services.Draft)
    services.discard(actor, world.operation, begun.id)
    told = db.session.scalars(sa.select(audit.AuditEntry.subject).where(audit.AuditEntry.action.like("results:d%")))
    assert set(told) == {f"KZ draft {begun.id}"}


def test_an_office_meets_no_draft_of_its_neighbours_on_home(world: World, sign_in: SignIn) -> None:
    actor = world.actor("kz")
    wrong = row(detected_on="some day")
    begun = services.begin(actor, services.entry(actor, world.operation), sheet(wrong, name="secret-draft.csv"))
    assert isinstance(begun, services.Draft)
    assert "secret-draft" in sign_in(world.people["kz"]).get("/").text
    assert "secret-draft" not in sign_in(world.people["office"]).get("/").text
