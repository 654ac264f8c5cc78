"""A sheet that corrects what was returned: nothing that was returned vanishes without a word, for the Member or the reviewer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.confirming import Confirmation, confirmation
from opsplanner.results.differences import between
from opsplanner.results.models import Draft, Submission
from opsplanner.results.services import Choices
from opsplanner.results.versions import Sum
from tests.results.posting import post_sheet
from tests.results.sending import accepted, send_rows
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]
ROWS = [row(national_ref=f"KZ-{number}") for number in (101, 102, 106)]
CORRECTED = [row(national_ref="KZ-101", quantity="1.5"), row(national_ref="KZ-102")]


def sent_back(world: World, *rows: dict[str, str]) -> Submission:
    sent = send_rows(world, *(rows or ROWS))
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    return services.return_to_member(world.actor("liaison"), world.operation, sent.id, "Which unit?")


def planned(world: World, *rows: dict[str, str], who: str = "kz") -> Confirmation:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation, "KZ" if who != "kz" else ""), sheet(*rows))
    assert isinstance(draft, Draft)
    return confirmation(actor, services.look(actor, world.operation, draft.id), Choices(), "en")


def missing(found: Confirmation) -> list[str]:
    return [each.reference for each in found.returned.missing]


def test_the_plan_sets_the_sheet_beside_what_was_returned(world: World) -> None:
    sent_back(world)
    found = planned(world, *CORRECTED, row(national_ref="KZ-107"))
    assert found.plan is not None
    assert (len(found.plan.new), len(found.plan.changed)) == (3, 0)
    assert missing(found) == ["KZ-106"]
    assert found.returned.same == 1
    (only,) = found.returned_changed.shown
    assert (only["reference"], [(each["old"], each["new"]) for each in only["told"]]) == ("KZ-101", [("12.5", "1.5")])


def test_what_counts_again_or_was_withdrawn_is_not_named(world: World) -> None:
    sent_back(world)
    send_rows(world, row(national_ref="KZ-106"))
    assert missing(planned(world, *CORRECTED)) == []
    assert missing(planned(world, row(national_ref="KZ-109", detected_on="2026-03-12"))) == []


def test_whoever_enters_it_for_the_member_is_not_told_what_is_red(world: World) -> None:
    sent_back(world, *ROWS[:2], row(national_ref="KZ-106", handling="RED"))
    assert missing(planned(world, *CORRECTED, who="liaison")) == []
    assert missing(planned(world, *CORRECTED)) == ["KZ-106"]


def test_the_confirm_page_names_what_was_returned_and_is_not_sent_again(world: World, kz: FlaskClient) -> None:
    sent_back(world)
    page = post_sheet(kz, *CORRECTED)
    beside = page[page.index('id="returned"') :]
    assert "In what was returned, not in this sheet" in beside
    assert ">KZ-106</a>" in beside
    assert "<del>12.5</del>" in beside


def test_the_reviewer_sees_what_was_not_told_again(world: World, sign_in: SignIn) -> None:
    first = sent_back(world)
    second = send_rows(world, *CORRECTED)
    found = between(world.actor("liaison"), world.operation, second.id, {}, "en")
    assert found.sum == Sum(cells=1, changed=1, gone=1)
    assert [(each.reference, each.kind) for each in found.page.items] == [("KZ-101", "changed"), ("KZ-106", "gone")]
    page = sign_in(world.people["liaison"]).get(f"/operations/OP1/results/submissions/{second.id}/review").text
    assert f"1 case of number {first.number} counts no more" in page
    assert ">KZ-106</a>" in page


def test_what_counted_before_the_returned_one_counts_again(world: World) -> None:
    accepted(world, send_rows(world, row(national_ref="KZ-101", quantity="7")))
    sent_back(world, row(national_ref="KZ-101", quantity="8"))
    third = send_rows(world, row(national_ref="KZ-102"))
    (fallen, new) = between(world.actor("kz"), world.operation, third.id, {}, "en").page.items
    assert [(each["old"], each["new"]) for each in fallen.told] == [("8", "7")]
    assert new.kind == "added"


def test_what_is_returned_later_was_there_when_the_next_came(world: World) -> None:
    first = send_rows(world, *ROWS)
    second = send_rows(world, row(national_ref="KZ-107"))
    with clock.frozen(clock.now().replace(hour=23)):
        services.take_in_review(world.actor("liaison"), world.operation, first.id)
        services.return_to_member(world.actor("liaison"), world.operation, first.id, "Which unit?")
        assert between(world.actor("kz"), world.operation, second.id, {}, "en").sum == Sum(added=1)
