"""The ready rows of a sheet go, the others stay as a draft, where the operation allows it; no case is parted, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import jobs
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.core.jobs import Job
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.mended import mended_of
from opsplanner.results.models import Case, Draft, Submission
from opsplanner.results.services import Choices
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.sending import send_rows
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]
# KZ-002 has two lines, of which one has an error.
ROWS = (
    row(),
    row(national_ref="KZ-002"),
    row(national_ref="KZ-002", description="Tablets", quantity="a few"),
    row(national_ref="KZ-003"),
    row(national_ref="KZ-004", commodity_class="Cocain"),
)


@pytest.fixture
def allowed(world: World) -> World:
    """The planner lets ready rows go at once."""
    world.operation.parts_allowed = True
    db.session.commit()
    return world


def begun(world: World) -> Draft:
    """The draft of the five rows."""
    actor = world.actor("kz")
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*ROWS))
    assert isinstance(draft, Draft)
    return draft


def references() -> list[str]:
    return sorted(db.session.scalars(sa.select(Case.national_ref)))


def test_the_plan_says_what_goes_and_what_stays_and_cases_are_never_parted(allowed: World) -> None:
    draft = begun(allowed)
    looked = services.look_at_part(allowed.actor("kz"), allowed.operation, draft.id)
    assert [(each.row, each.reference) for each in looked.stays] == [(3, "KZ-002"), (4, "KZ-002"), (6, "KZ-004")]
    assert (looked.checked.rows, looked.checked.ready) == (2, 2)
    sent = services.send_part(allowed.actor("kz"), allowed.operation, draft.id, Choices()).submission
    assert (references(), sent.counts["rows"]) == (["KZ-001", "KZ-003"], 2)
    rest = services.look(allowed.actor("kz"), allowed.operation, draft.id)
    assert (rest.checked.rows, rest.draft.rows, rest.draft.report["errors"]) == (3, 3, 2)


def test_the_rest_is_put_right_and_sent_and_nothing_is_absent_or_twice(allowed: World) -> None:
    send_rows(allowed, row(national_ref="KZ-900"))
    draft, actor, operation = begun(allowed), allowed.actor("kz"), allowed.operation
    services.fix_cells(actor, operation, draft.id, "", {(3, "place_name"): "Aktau"}, 0)
    services.send_part(actor, operation, draft.id, Choices())
    rest = services.look(actor, operation, draft.id)
    assert rest.acts.to_undo is None
    services.fix_cells(
        actor, operation, draft.id, "", {(4, "place_name"): "Aktau", (4, "quantity"): "3"}, rest.acts.last
    )
    services.fix_cells(actor, operation, draft.id, "", {(6, "commodity_class"): "drugs"}, 2)
    outcome = services.send(actor, operation, draft.id, Choices())
    assert outcome.submission.counts["absent"] == 0
    assert (outcome.submission.counts["new"], references()) == (2, ["KZ-001", "KZ-002", "KZ-003", "KZ-004", "KZ-900"])
    assert db.session.scalars(sa.select(Draft)).all() == []
    mended = mended_of(actor, operation, outcome.submission, "en")
    assert mended is not None
    assert (mended.count, list(mended.rows)) == (4, [])


def test_the_reviewer_reads_which_rows_were_kept_back(allowed: World) -> None:
    draft, actor = begun(allowed), allowed.actor("kz")
    sent = services.send_part(actor, allowed.operation, draft.id, Choices()).submission
    mended = mended_of(actor, allowed.operation, sent, "en")
    assert mended is not None
    assert [(each.row, each.new) for each in mended.rows] == [
        (n, "Stays in the draft to be put right") for n in (3, 4, 6)
    ]


def test_all_or_nothing_where_the_planner_did_not_allow_it(world: World) -> None:
    draft = begun(world)
    assert services.count_staying(services.look(world.actor("kz"), world.operation, draft.id)) == 0
    with pytest.raises(Refusal):
        services.look_at_part(world.actor("kz"), world.operation, draft.id)
    with pytest.raises(Refusal):
        services.send_part(world.actor("kz"), world.operation, draft.id, Choices())
    assert references() == []


def test_a_sheet_without_a_column_has_no_ready_rows(allowed: World) -> None:
    actor = allowed.actor("kz")
    rows = [{key: text for key, text in each.items() if key != "place_name"} for each in ROWS]
    draft = services.begin(actor, services.entry(actor, allowed.operation), sheet(*rows))
    assert services.count_staying(services.look(actor, allowed.operation, draft.id)) == 0


def test_the_pages_show_both_sides_and_send_exactly_that(allowed: World, sign_in: SignIn) -> None:
    member = sign_in(allowed.people["kz"])
    page = post_sheet(member, *ROWS)
    assert "Send the 2 ready rows, keep the rest" in page
    draft = db.session.scalars(sa.select(Draft.id)).one()
    address = f"{BASE}/results/drafts/{draft}/confirm?part=1"
    plan = member.get(f"{address}&lang=fr").text
    for words in ("3 lignes restent dans le brouillon", "KZ-002", "KZ-004", "Confirmer et envoyer les lignes prêtes"):
        assert words in plan
    member.get("/?lang=en")
    done = confirm(member, part="1")
    assert "Sent and stored" in done
    assert "3 rows stay in the draft" in done
    assert references() == ["KZ-001", "KZ-003"]
    again = confirm(member, part="1")
    assert "cannot be sent by themselves" in again
    assert len(db.session.scalars(sa.select(Submission)).all()) == 1
    rest = member.get(f"{BASE}/results/drafts/{draft}/check").text
    assert "1 of 3 rows are ready" in rest
    assert "rows left out" not in rest
    assert "The other rows of this file were sent as R-" in rest


def test_an_old_plan_is_not_sent(allowed: World, sign_in: SignIn) -> None:
    member = sign_in(allowed.people["kz"])
    post_sheet(member, *ROWS)
    draft = db.session.scalars(sa.select(Draft.id)).one()
    plan = (
        member.get(f"{BASE}/results/drafts/{draft}/confirm?part=1").text.split('name="plan" value="')[1].split('"')[0]
    )
    services.fix_cells(allowed.actor("kz"), allowed.operation, draft, "", {(2, "place_name"): "Aktau"}, 0)
    assert "What counts has changed" in confirm(member, part="1", plan=plan)
    assert references() == []


def test_the_part_of_a_large_sheet_is_stored_by_the_worker_and_only_once(
    allowed: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "SEND_LATER", 1)
    member = sign_in(allowed.people["kz"])
    post_sheet(member, *ROWS)
    assert "Working on results.csv" in confirm(member, part="1")
    assert references() == []
    job = db.session.scalars(sa.select(Job).where(Job.kind == "results_send")).one()
    assert jobs.run_next()
    # The worker died before it could say so, and another takes the job up again.
    db.session.refresh(job)
    job.state = "waiting"
    db.session.commit()
    while jobs.run_next():
        pass
    assert references() == ["KZ-001", "KZ-003"]
    assert len(db.session.scalars(sa.select(Submission)).all()) == 1
    done = member.get(f"{BASE}/results/jobs/{job.token}", follow_redirects=True).text
    assert "Sent and stored as R-" in done
    assert "3 rows stay in the draft" in done
    (draft,) = db.session.scalars(sa.select(Draft))
    assert draft.rows == 3


def test_the_worker_says_how_many_rows_stay(allowed: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "SEND_LATER", 1)
    member = sign_in(allowed.people["kz"])
    post_sheet(member, *ROWS)
    confirm(member, part="1")
    job = db.session.scalars(sa.select(Job.token).where(Job.kind == "results_send")).one()
    while jobs.run_next():
        pass
    page = member.get(f"{BASE}/results/jobs/{job}", follow_redirects=True).text
    assert "3 rows stay in the draft" in page
