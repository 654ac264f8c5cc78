"""A version that demands more while drafts are open: the publish page counts them, and each says so until it is sent."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results.models import Channel, Draft
from tests.results.posting import BASE, post_sheet
from tests.results.test_composing import GAUGE, publish
from tests.results.test_forms import typed
from tests.results.world import World, row

TEMPLATE = f"{BASE}/template/draft"
SignIn = Callable[[Account], FlaskClient]
TOLD = "Version 2 of the template came while this was a draft"


def newest() -> Draft:
    return db.session.scalars(sa.select(Draft).order_by(Draft.id.desc())).first() or Draft()


def test_open_drafts_are_counted_before_publishing_and_told_after_it(
    world: World, kz: FlaskClient, sign_in: SignIn
) -> None:
    planner = sign_in(world.people["planner"])
    post_sheet(kz, row())
    post_sheet(kz, row(national_ref="KZ-002"), name="second.csv")
    planner.post(f"{TEMPLATE}/field", data={**GAUGE, "required": "always"})
    page = planner.get(f"{TEMPLATE}/publish").text
    assert "Touched: 2 open drafts of 1 Member." in page
    assert "become errors until it is given" in page
    publish(planner, world)
    assert "The template asks more since" in kz.get(f"{BASE}/results/").text
    check = kz.get(f"{BASE}/results/drafts/{newest().id}/check")
    assert TOLD in check.text
    assert "Now also to be answered: Gauge." in check.text
    assert "1 error left" in check.text


def test_a_draft_of_the_form_says_so_until_it_is_kept_again(world: World, kz: FlaskClient, sign_in: SignIn) -> None:
    planner = sign_in(world.people["planner"])
    kz.post(f"{BASE}/results/form", data={**typed(), "later": "1"})
    planner.post(f"{TEMPLATE}/field", data={**GAUGE, "required": "always"})
    publish(planner, world)
    draft = newest()
    assert draft.channel == Channel.FORM
    address = f"{BASE}/results/form?draft={draft.id}"
    assert TOLD in kz.get(address).text
    kz.post(address, data={**typed(), "later": "1"})
    assert TOLD not in kz.get(address).text


def test_nothing_is_said_where_nothing_more_is_demanded(world: World, kz: FlaskClient, sign_in: SignIn) -> None:
    planner = sign_in(world.people["planner"])
    post_sheet(kz, row())
    planner.post(f"{TEMPLATE}/field", data=GAUGE)
    assert "Nothing more must be answered in them." in planner.get(f"{TEMPLATE}/publish").text
    publish(planner, world)
    assert TOLD not in kz.get(f"{BASE}/results/drafts/{newest().id}/check").text
    assert "The template asks more since" not in kz.get(f"{BASE}/results/").text
