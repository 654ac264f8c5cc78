"""A stay that is ended in one process is over in every other at its next request."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask_security import hash_password

from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db, writes
from opsplanner.directory import services as directory
from opsplanner.directory import sessions
from opsplanner.directory.models import Account
from tests import factories as make
from tests.faults.stage import Browser, Stage

SECRETARIAT = system_actor("tests")
OLD, NEW = "a good long pass phrase", "another good long pass phrase"


def change_pass_phrase(person: Account) -> None:
    person.password = hash_password(OLD)
    db.session.commit()
    directory.change_pass_phrase(make.actor(person), OLD, NEW)


def use_a_link(person: Account) -> None:
    link = directory.make_link(SECRETARIAT, person)
    directory.accept(link.url.rsplit("/", 1)[1], NEW)


@writes
def change_second_factor(person: Account) -> None:
    sessions.end_others(person.id, "the browser in which it was changed")


ACTS: dict[str, Callable[[Account], object]] = {
    "pass phrase": change_pass_phrase,
    "one-time link": use_a_link,
    "platform role": lambda person: directory.change_roles(SECRETARIAT, person.id, {Role.OPENER}),
    "disabled": lambda person: directory.disable(SECRETARIAT, person.id),
    "second factor": change_second_factor,
}


@pytest.fixture
def webs(stage: Stage) -> Iterator[list[int]]:
    """The ports of two web processes."""
    born = [stage.processes.begin("web") for _each in range(2)]
    yield [each["port"] for each in born]
    for each in born:
        stage.processes.kill(each)


def is_in(sender: Browser, port: int) -> bool:
    sender.port = port
    return sender.get("/profile").status == 200


@pytest.mark.parametrize("act", ACTS)
def test_what_ends_a_stay_ends_it_in_every_process(stage: Stage, sender: Browser, webs: list[int], act: str) -> None:
    assert all(is_in(sender, port) for port in webs)
    with stage.app.app_context():
        ACTS[act](db.session.scalars(db.select(Account).where(Account.email == "kz@x.example")).one())
    assert not any(is_in(sender, port) for port in webs)


def test_signing_out_at_one_process_ends_the_stay_at_the_other(sender: Browser, webs: list[int]) -> None:
    assert all(is_in(sender, port) for port in webs)
    sender.post("/sign-out")
    assert not any(is_in(sender, port) for port in webs)
