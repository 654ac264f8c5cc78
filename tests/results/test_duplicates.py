"""One consignment told by two Members: found by the worker, shown to those who may see both sides, decided with a reason, undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Conflict, Forbidden, Missing, Refusal
from opsplanner.core.jobs import run_next
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.case_keys import keys_of
from opsplanner.results.duplicates import compared, days_of, pair_page, waiting
from opsplanner.results.models import Channel, DuplicateLink, Submission, Verdict
from opsplanner.results.review_needs import tasks_for
from opsplanner.results.services import Choices, Delivery
from tests.results.world import World, row, sheet

BOX = "CSQU3054383"
DAY = "2026-03-04"


def send(world: World, who: str, *rows: dict[str, str], handling: str = "AMBER", rehearsal: bool = False) -> Submission:
    actor = world.actor(who)
    entry = services.entry(actor, world.operation, "")
    upload = sheet(*rows)
    checked = services.examine_upload(entry, upload)
    assert not checked.of("error"), checked.problems
    reasons = {problem.code: "so it is" for problem in checked.of("warning")}
    choices = Choices(handling=handling, reasons=reasons, rehearsal=rehearsal)
    outcome = services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), choices)
    while run_next():
        pass
    return outcome.submission


def told(**changes: str) -> dict[str, str]:
    return row(**{"container_no": BOX, **changes})


def links() -> list[DuplicateLink]:
    return list(db.session.scalars(sa.select(DuplicateLink)))


@pytest.fixture
def found(world: World, in_march: None) -> DuplicateLink:
    """Kazakhstan told of a container first, Georgia of the same five days later."""
    send(world, "kz", told())
    send(world, "ge", told(national_ref="GE-9", detected_on="2026-03-09"))
    (link,) = links()
    return link


def test_the_same_container_of_two_members_is_found(found: DuplicateLink) -> None:
    assert (found.first.national_ref, found.second.national_ref) == ("KZ-001", "GE-9")
    assert (found.key, found.verdict) == (f"C:{BOX}", "open")


@pytest.mark.parametrize(
    "other",
    [
        {"detected_on": "2026-03-19"},
        {"commodity_class": "weapons"},
        {"container_no": "MSKU9070323"},
    ],
)
def test_other_days_classes_and_numbers_are_not_the_same(world: World, in_march: None, other: dict[str, str]) -> None:
    send(world, "kz", told())
    send(world, "ge", told(**other))
    assert links() == []


def test_transport_documents_are_compared_without_spaces_and_signs(world: World, in_march: None) -> None:
    send(world, "kz", row(document_ref="MEDU 123-456/7"))
    send(world, "ge", row(document_ref="medu1234567"))
    assert [each.key for each in links()] == ["D:MEDU1234567"]


def test_keys_are_of_numbers_that_tell_one_consignment_from_others() -> None:
    assert list(keys_of("CSQU3054383;MSKU9070323", "AWB 176-12345675")) == [
        "C:CSQU3054383",
        "C:MSKU9070323",
        "D:AWB17612345675",
    ]
    assert list(keys_of(None, "12")) == list(keys_of("", "unknown")) == []


def test_what_is_marked_red_or_a_rehearsal_is_never_compared(world: World, in_march: None) -> None:
    send(world, "kz", told())
    send(world, "ge", told(), handling="RED")
    assert links() == []


def test_a_number_that_many_cases_share_names_no_consignment(world: World, in_march: None) -> None:
    send(world, "kz", *[told(national_ref=f"KZ-{n}") for n in range(25)])
    send(world, "ge", told())
    assert links() == []


def test_a_pair_found_once_is_not_found_again(world: World, found: DuplicateLink) -> None:
    send(world, "ge", told(national_ref="GE-9", detected_on="2026-03-09", place_name="Poti"))
    assert links() == [found]


@pytest.mark.parametrize(
    ("handling", "seeing"),
    [("AMBER", {"planner", "secretariat"}), ("AMBER+STRICT", {"planner"}), ("CLEAR", {"planner", "secretariat"})],
)
def test_who_may_compare_follows_the_marking(world: World, in_march: None, handling: str, seeing: set[str]) -> None:
    send(world, "kz", told(), handling=handling)
    send(world, "ge", told(national_ref="GE-9"))
    everyone = ("planner", "secretariat", "kz", "ge", "office", "guest", "observer")
    assert {who for who in everyone if waiting(world.actor(who))} == seeing


def test_the_liaison_office_of_both_members_compares_them(world: World, found: DuplicateLink) -> None:
    # Both chose or are served by RILO-X; strict rows would be the planner's alone.
    ((code, count, _oldest),) = waiting(world.actor("liaison"))
    assert (code, count) == (world.operation.code, 1)


def test_home_and_the_review_lead_whoever_may_compare_to_the_pair(
    app: Flask, world: World, found: DuplicateLink, sign_in: Callable[[Account], FlaskClient]
) -> None:
    with app.test_request_context():
        needs = {who: [each.title for each in tasks_for(world.actor(who))] for who in ("liaison", "kz")}
    assert "1 possible duplicate to look at" in needs["liaison"]
    assert not any("duplicate" in title for title in needs["kz"])
    sent = found.second.current_id
    page = (
        sign_in(world.people["liaison"])
        .get(f"/operations/{world.operation.code}/results/submissions/{sent}/review")
        .text
    )
    assert f"The same {BOX} as Customs of KZ KZ-001" in page
    assert f"/results/duplicates/{found.id}" in page


def test_what_became_red_is_shown_to_nobody(world: World, found: DuplicateLink) -> None:
    send(world, "ge", told(national_ref="GE-9", detected_on="2026-03-09", place_name="Poti"), handling="RED")
    assert waiting(world.actor("planner")) == []


def test_a_decision_has_a_reason_is_audited_and_can_be_undone(world: World, found: DuplicateLink) -> None:
    planner, operation = world.actor("planner"), world.operation
    with pytest.raises(Refusal):
        services.decide_pair(planner, operation, found.id, Verdict.SAME, " ")
    services.decide_pair(planner, operation, found.id, Verdict.SAME, "Same seal.")
    with pytest.raises(Conflict):
        services.decide_pair(planner, operation, found.id, Verdict.SAME, "Again.")
    services.decide_pair(planner, operation, found.id, Verdict.OPEN, "Wrong box.")
    db.session.refresh(found)
    assert [each.verdict for each in found.decisions] == ["same", "open"]
    actions = db.session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action == "duplicates:decide")).all()
    assert len(actions) == 2


def test_a_member_may_neither_see_nor_decide(world: World, found: DuplicateLink) -> None:
    for who in ("kz", "ge"):
        with pytest.raises(Missing):
            services.decide_pair(world.actor(who), world.operation, found.id, Verdict.SAME, "It is ours.")


def test_the_planner_chooses_how_close_days_must_be(world: World, in_march: None) -> None:
    services.set_days(world.actor("planner"), world.operation, 3)
    assert days_of(world.operation) == 3
    with pytest.raises(Forbidden):
        services.set_days(world.actor("kz"), world.operation, 10)
    with pytest.raises(Refusal):
        services.set_days(world.actor("planner"), world.operation, 1000)
    send(world, "kz", told())
    send(world, "ge", told(detected_on="2026-03-08"))
    assert links() == []


def test_a_list_is_searched_filtered_and_compared_side_by_side(world: World, found: DuplicateLink) -> None:
    planner = world.actor("planner")
    assert pair_page(planner, world.operation, {"q": "ge-9"}).total == 1
    assert pair_page(planner, world.operation, {"q": "nothing"}).total == 0
    assert pair_page(planner, world.operation, {"verdict": "same"}).total == 0
    (pair,) = pair_page(planner, world.operation, {"sort": "-number"}).items
    rows = compared(services.template_of(world.operation), pair, "en")
    differing = {each.label.to("en") for each in rows if each.differs}
    assert "Date of detection" in differing
    assert "Container number" not in differing


def test_pages_compare_decide_and_empty_the_list(
    world: World, sign_in: Callable[[Account], FlaskClient], found: DuplicateLink
) -> None:
    client = sign_in(world.people["planner"])
    base = "/operations/OP1/results/duplicates"
    assert BOX in client.get(base).text
    page = f"{base}/{found.id}"
    assert "GE-9" in client.get(page).text
    assert client.post(page, data={"verdict": "same", "reason": ""}).status_code == 422
    answer = client.post(page, data={"verdict": "same", "reason": "Same seal."}, follow_redirects=True)
    assert "count once" in answer.text
    assert "Nothing waits to be compared" in answer.text
    assert BOX in client.get(f"{base}?verdict=same").text
    assert client.post(f"{base}/days", data={"days": "10"}, follow_redirects=True).status_code == 200
    assert sign_in(world.people["kz"]).get(page).status_code in (403, 404)
