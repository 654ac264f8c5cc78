"""What a delivery holds is told on one base a table, and alike on the confirm page, the receipt's page, its PDF and its mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.confirming import confirmation
from opsplanner.results.held import Table
from opsplanner.results.models import Submission
from opsplanner.results.receipt import in_mail, receipt_of
from tests.results.sending import accepted, send_rows
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]
FIRST = (row(), row(national_ref="KZ-002", quantity="150.25", unit="LTR"), row(national_ref="KZ-003"))
CHANGED = (row(quantity="7.5"), *FIRST[1:])
IN_FILE = (
    "In the file",
    (
        ("Cases", "3"),
        ("Goods lines", "3"),
        ("The same as before, left as they are", "2"),
        ("Total mass", "20 kg"),
        ("Total volume", "150.25 l"),
    ),
)
STORED = (
    "Stored by this",
    (("New", "0"), ("Changed", "1"), ("Goods lines", "1"), ("Total mass", "7.5 kg"), ("Rows of effort", "0")),
)


def on_confirm_page(world: World, *rows: dict[str, str], who: str = "kz") -> Sequence[Table]:
    """What the confirm page tells of these rows, which it does not send."""
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(draft, services.Draft)
    looked = services.look(actor, world.operation, draft.id)
    return confirmation(actor, looked, services.Choices(), "en").held.tables("en")


def on_receipt(world: World, sent: Submission, who: str = "kz") -> Sequence[Table]:
    return receipt_of(world.actor(who), sent).held.tables("en")


def test_one_case_changed_among_others_stands_alike_before_and_after_it_is_sent(world: World, sign_in: SignIn) -> None:
    send_rows(world, *FIRST)
    before = on_confirm_page(world, *CHANGED)
    assert before == [IN_FILE, STORED]
    sent = send_rows(world, *CHANGED)
    receipt = receipt_of(world.actor("kz"), sent)
    assert receipt.held.tables("en") == before
    mail = in_mail(receipt, "en", "UTC")
    for heading, facts in before:
        start = mail.index(heading) + 1
        assert mail[start : start + len(facts)] == [f"{term}: {value}" for term, value in facts]
    page = sign_in(world.people["kz"]).get(f"/operations/OP1/results/submissions/{sent.id}").text
    assert page.index("<h3>In the file</h3>") < page.index("150.25 l") < page.index("<h3>Stored by this</h3>")
    assert "Cases stored" in page
    assert "150.25" not in page.split("<h3>Stored by this</h3>")[1]


def test_a_receipt_from_before_all_of_it_was_kept_is_told_on_the_same_bases(world: World) -> None:
    send_rows(world, *FIRST)
    sent = send_rows(world, *CHANGED)
    newer = {"came", "effort_told", "m", "m2", "Bq"}
    sent.counts = {key: value for key, value in sent.counts.items() if key not in newer}
    db.session.commit()
    assert on_receipt(world, sent) == [IN_FILE, STORED]


def test_a_length_is_told_of_the_file_as_of_what_is_stored(world: World) -> None:
    rows = (row(), row(national_ref="KZ-002", quantity="3", unit="MTR"))
    came, stored = on_confirm_page(world, *rows)
    assert ("Total length", "3 m") in came.facts
    assert ("Total length", "3 m") in stored.facts
    assert [came, stored] == on_receipt(world, send_rows(world, *rows))


def test_totals_of_the_file_are_not_for_a_reader_from_whom_some_of_its_cases_are_closed(world: World) -> None:
    sent = send_rows(world, row(), row(national_ref="KZ-SECRET", handling="RED", quantity="70000"))
    came, stored = on_receipt(world, sent, "planner")
    assert dict(came.facts) == {"Cases": "2", "Goods lines": "2"}
    told = dict(stored.facts)
    assert (told["New"], told["Cases that you may see"], told["Total mass"]) == ("2", "1", "12.5 kg")


def test_another_member_is_told_of_the_rows_it_may_see_only(world: World) -> None:
    sent = accepted(world, send_rows(world, *FIRST, handling="CLEAR"))
    [stored] = on_receipt(world, sent, "ge")
    assert stored.facts == (("Cases", "3"), ("Goods lines", "3"), ("Total mass", "25 kg"), ("Total volume", "150.25 l"))


def test_of_a_nil_return_nothing_came(world: World) -> None:
    sent = services.report_nil(world.actor("kz"), world.operation, [1])
    assert [table.heading for table in on_receipt(world, sent)] == ["Stored by this"]
