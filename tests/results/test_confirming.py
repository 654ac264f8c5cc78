"""What the confirm page shows is what sending does, or sending says why not."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.errors import Conflict
from opsplanner.results import services
from opsplanner.results.confirming import confirmation
from opsplanner.results.mended import mended_of
from opsplanner.results.models import Case, Draft, Submission
from opsplanner.results.services import Choices
from opsplanner.results.usual import usual_totals
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.sending import case_of, send_row
from tests.results.world import World, row, sheet


def begin(world: World, *rows: dict[str, str], who: str = "kz") -> Draft:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(draft, Draft), draft
    return draft


def send(world: World, *rows: dict[str, str], **choices: object) -> Submission:
    draft = begin(world, *rows)
    outcome = services.send(world.actor("kz"), world.operation, draft.id, Choices(**choices))  # type: ignore[arg-type]
    return outcome.submission


def shown(world: World, draft: Draft) -> str:
    looked = services.look(world.actor("kz"), world.operation, draft.id)
    return confirmation(world.actor("kz"), looked, Choices(), "en").digest


@pytest.mark.usefixtures("in_march")
def test_what_counts_has_changed_since_the_page_was_shown(world: World) -> None:
    send(world, row())
    draft = begin(world, row(quantity="3"), row(national_ref="KZ-002"))
    seen = shown(world, draft)
    send(world, row(quantity="7"))
    with pytest.raises(Conflict):
        services.send(world.actor("kz"), world.operation, draft.id, Choices(plan=seen))
    assert services.send(world.actor("kz"), world.operation, draft.id, Choices(plan=shown(world, draft))).stored


@pytest.mark.usefixtures("in_march")
@pytest.mark.parametrize(
    ("field", "said"), [("quantity", "99"), ("place_name", "Elsewhere"), ("commodity_class", "tobacco")]
)
def test_a_cell_put_right_in_another_window_is_another_plan(world: World, field: str, said: str) -> None:
    draft = begin(world, row(), row(national_ref="KZ-002"))
    actor, seen = world.actor("kz"), shown(world, draft)
    name = next(
        table.sheet for table in services.look(actor, world.operation, draft.id).checked.matched.tables.values()
    )
    services.fix_cells(actor, world.operation, draft.id, name, {(2, field): said}, 0)
    with pytest.raises(Conflict):
        services.send(actor, world.operation, draft.id, Choices(plan=seen))


def test_the_new_plan_is_shown_and_what_was_chosen_stays(kz: FlaskClient) -> None:
    post_sheet(kz, row())
    page = confirm(kz, plan="0" * 64)
    assert "What counts has changed since this page was shown" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0
    current = page.split('name="plan" value="')[1].split('"')[0]
    assert "Sent and stored" in confirm(kz, plan=current)


@pytest.mark.usefixtures("in_march")
def test_cases_not_in_the_sheet_are_withdrawn_only_when_named(world: World) -> None:
    send(world, row(), row(national_ref="KZ-002"), row(national_ref="KZ-003"))
    named = [case_of(reference) for reference in ("KZ-003", "KZ-001")]
    send(world, row(quantity="2"), withdraw=named, because="entered by mistake")
    counting = db.session.execute(sa.select(Case.national_ref).where(Case.current_id.is_not(None))).scalars()
    assert sorted(counting) == ["KZ-001", "KZ-002"]


def test_withdrawing_asks_for_a_reason(kz: FlaskClient) -> None:
    post_sheet(kz, row(), row(national_ref="KZ-002"))
    confirm(kz)
    assert "Withdraw KZ-002" in post_sheet(kz, row(quantity="3"), name="b.csv")
    ticked = str(case_of("KZ-002"))
    assert "Say why the cases" in confirm(kz, withdraw=ticked)
    assert "Sent and stored" in confirm(kz, withdraw=ticked, because="counted twice")


def test_one_tick_withdraws_one_case_where_two_offices_use_its_reference(world: World, kz: FlaskClient) -> None:
    for who in ("kz", "office"):
        send_row(world, who, national_ref="KZ-002")
    page = post_sheet(kz, row())
    assert "Withdraw KZ-002<" in page
    assert "Withdraw KZ-002 (KZ-ALA)<" in page
    confirm(kz, withdraw=str(case_of("KZ-002", "KZ-ALA")), because="counted twice")
    counting = db.session.execute(sa.select(Case.office, Case.national_ref).where(Case.current_id.is_not(None)))
    assert sorted(map(tuple, counting)) == [("", "KZ-001"), ("", "KZ-002")]
    withdrawn = db.session.scalars(sa.select(Submission).order_by(Submission.id.desc())).first()
    assert withdrawn is not None
    assert (withdrawn.counts["absent"], withdrawn.counts["withdrawn"]) == (1, 1)


def test_no_tick_reaches_a_case_that_was_not_shown(world: World, kz: FlaskClient) -> None:
    send_row(world, "ge", national_ref="GE-001")
    post_sheet(kz, row())
    confirm(kz)
    post_sheet(kz, row(quantity="3"), name="b.csv")
    confirm(kz, withdraw=str(case_of("GE-001")), because="not mine")
    assert len(db.session.scalars(sa.select(Case).where(Case.current_id.is_not(None))).all()) == 2


@pytest.mark.usefixtures("in_march")
def test_a_range_is_claimed_of_three_sheets_and_more(world: World) -> None:
    actor = world.actor("kz")
    for number, kilos in enumerate(("10", "12", "20"), 1):
        draft = begin(world, row(national_ref=f"N-{number}", quantity="500"))
        looked = services.look(actor, world.operation, draft.id)
        (one,) = usual_totals(looked.entry, looked.checked, "en")
        assert not one.before.known
        services.discard(actor, world.operation, draft.id)
        send(world, row(national_ref=f"KZ-{number}", quantity=kilos))
    looked = services.look(actor, world.operation, begin(world, row(national_ref="N-4", quantity="500")).id)
    (one,) = usual_totals(looked.entry, looked.checked, "en")
    assert (one.total, one.before.middle, one.before.least, one.before.most, one.unusual) == (500, 12, 10, 20, True)


@pytest.mark.usefixtures("in_march")
def test_the_reviewer_reads_what_was_put_right_and_other_members_do_not(world: World) -> None:
    draft = begin(world, row(quantity="a few"))
    actor = world.actor("kz")
    name = next(
        table.sheet for table in services.look(actor, world.operation, draft.id).checked.matched.tables.values()
    )
    services.fix_cells(actor, world.operation, draft.id, name, {(2, "quantity"): "4"}, 0)
    submission = services.send(actor, world.operation, draft.id, Choices()).submission
    for who in ("kz", "liaison"):
        found = mended_of(world.actor(who), world.operation, submission, "en")
        assert found is not None
        assert [(each.old, each.new, label) for each, label in found.cells] == [("a few", "4", "Quantity")]
    assert mended_of(world.actor("ge"), world.operation, submission, "en") is None


@pytest.mark.usefixtures("in_march")
def test_the_same_bytes_sent_again_are_the_same_draft(world: World) -> None:
    first = begin(world, row(quantity="a few"))
    assert begin(world, row(quantity="a few")).id == first.id
    assert begin(world, row(quantity="4")).id != first.id
    assert begin(world, row(quantity="a few"), who="office").id != first.id


def test_lists_say_what_is_left_of_a_draft(kz: FlaskClient) -> None:
    post_sheet(kz, row(quantity="a few"), row(national_ref="KZ-002", commodity_class="drugz", detected_on="?"))
    number = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    assert "3 errors left" in kz.get(f"{BASE}/results/").text
    home = kz.get("/").text
    assert "3 errors left" in home
    assert f"/results/drafts/{number}" in home
