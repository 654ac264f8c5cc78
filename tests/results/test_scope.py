"""Who sees a raw row: the table of markings, for every kind of actor, as a query and by name."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.directory.models import Organisation
from opsplanner.results import services
from opsplanner.results.models import Handling
from opsplanner.results.readers import who_will_see
from opsplanner.results.scope import current_cases
from opsplanner.results.services import Choices
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")

ALL = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
# Who sees which of the rows that KZ's contact point sent; KZ chose its liaison office as reviewer.
SEEN = {
    "kz": ALL,
    "office": ("CLEAR",),
    "ge": ("CLEAR",),
    "guest": ("CLEAR",),
    "liaison": ("AMBER+STRICT", "AMBER", "GREEN", "CLEAR"),
    "planner": ("AMBER+STRICT", "AMBER", "GREEN", "CLEAR"),
    "secretariat": ("AMBER", "GREEN", "CLEAR"),
    "observer": (),
    "stranger": (),
}


def send(world: World, who: str, *rows: dict[str, str], **choices: object) -> None:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(draft, services.Draft)
    services.send(actor, world.operation, draft.id, Choices(**choices))  # type: ignore[arg-type]


def one_of_each(world: World, who: str = "kz") -> None:
    send(world, who, *(row(national_ref=f"{who}-{marking}", handling=marking) for marking in ALL))


def seen(world: World, who: str, sender: str = "kz") -> set[str]:
    found = db.session.execute(current_cases(world.actor(who), world.operation))
    return {each[0].national_ref.removeprefix(f"{sender}-") for each in found}


@pytest.mark.parametrize("who", SEEN)
def test_rows_are_seen_as_the_table_says(world: World, who: str) -> None:
    one_of_each(world)
    assert seen(world, who) == set(SEEN[who])


@pytest.mark.parametrize(
    ("sharing", "who", "also"),
    [
        ("participants", "ge", {"GREEN"}),
        ("participants", "guest", set()),
        ("none", "ge", set()),
        ("network", "ge", set()),
    ],
)
def test_green_follows_the_sharing_rule(world: World, sharing: str, who: str, also: set[str]) -> None:
    one_of_each(world)
    world.operation.sharing = sharing
    db.session.commit()
    assert seen(world, who) == {"CLEAR"} | also


def test_an_office_sees_its_own_rows_and_the_contact_point_all(world: World) -> None:
    one_of_each(world, "office")
    assert seen(world, "office", "office") == set(ALL)
    assert seen(world, "kz", "office") == set(ALL)
    one_of_each(world, "kz")
    assert seen(world, "office", "office") == {*ALL, "kz-CLEAR"}


def test_a_person_named_on_red_rows_sees_them(world: World) -> None:
    liaison = world.people["liaison"].id
    send(world, "kz", row(national_ref="kz-RED"), handling="RED", named=[liaison])
    assert seen(world, "liaison") == {"RED"}
    assert seen(world, "planner") == set()


def test_an_embargo_closes_what_is_clear(world: World) -> None:
    send(world, "kz", row(national_ref="kz-1", handling="CLEAR", embargo_until="2026-04-30"))
    assert seen(world, "ge") == set()
    assert seen(world, "planner") == {"1"}


def test_a_case_marked_closer_later_is_hidden_with_its_past(world: World) -> None:
    send(world, "kz", row(national_ref="kz-1", handling="CLEAR"))
    assert seen(world, "ge") == {"1"}
    send(world, "kz", row(national_ref="kz-1", handling="RED"))
    assert seen(world, "ge") == set()


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_who_has_not_accepted_is_no_participant_and_reads_no_green_row(world: World, state: str) -> None:
    world.operation.sharing = "participants"
    world.participation("GE").state = state
    db.session.commit()
    one_of_each(world)
    assert seen(world, "ge") == {"CLEAR"}
    kz = world.participation("KZ")
    named = who_will_see(world.operation, kz, Handling.GREEN, kz.organisation)
    assert "GE" not in {each.organisation.to("en") for each in named}
    world.participation("GE").state = "accepted"
    db.session.commit()
    assert seen(world, "ge") == {"GREEN", "CLEAR"}


@pytest.mark.parametrize("marking", ALL)
@pytest.mark.parametrize("sharing", ["none", "participants"])
def test_the_names_shown_are_those_who_see(world: World, marking: str, sharing: str) -> None:
    world.operation.sharing = sharing
    db.session.commit()
    one_of_each(world)
    participation = world.participation("KZ")
    sender = db.session.scalars(sa.select(Organisation).where(Organisation.code == "KZ")).one()
    readers = who_will_see(world.operation, participation, Handling(marking), sender)
    named = {name for reader in readers for name in reader.people}
    by_query = {who for who in SEEN if marking in seen(world, who)}
    assert named == by_query
