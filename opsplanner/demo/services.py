"""Loading the demo, all of it or nothing, and putting it back as it was."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock, settings
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.demo import facts
from opsplanner.demo.approving import approve
from opsplanner.demo.cast import gather
from opsplanner.demo.chasing import chase_after, chase_before
from opsplanner.demo.composing import ask_more
from opsplanner.demo.learning import learn
from opsplanner.demo.meeting import meet
from opsplanner.demo.planning import found_programmes, invite, on, open_operation, roster
from opsplanner.demo.reporting import report
from opsplanner.demo.surveying import ask_after, ask_before, train
from opsplanner.directory.models import Account
from opsplanner.directory.services import load_reference
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, Submission

BEGINS = "2014-01-06"
# What a reset leaves: who there is, what was done, and mail.
STAYS = frozenset(
    [
        "organisation",
        "account",
        "account_role",
        "platform_role",
        "sign_in",
        "invitation",
        "audit_entry",
        "setting",
        "outbox_mail",
    ]
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the demo holds."""

    operations: int
    submissions: int
    cases: int


def is_loaded() -> bool:
    """Whether the data here are the demo's."""
    return bool(settings.get("demo"))


def is_empty() -> bool:
    """Whether nobody works here yet: no operation, and nobody who can sign in."""
    operation = db.session.scalar(sa.select(Operation.id).limit(1))
    return (
        operation is None
        and db.session.scalar(sa.select(Account.id).where(Account.password.is_not(None)).limit(1)) is None
    )


@writes
def load_demo(actor: Actor) -> Loaded:
    """Loads the demo through the services everybody uses; refused where real operations are. Loaded before: nothing changes."""
    if is_loaded():
        return contents()
    _refuse_among_real()
    return _load(actor)


@writes
def reset_demo(actor: Actor) -> Loaded:
    """Throws away all operations with what hangs on them and loads the demo anew; directory, people and audit trail stay."""
    _refuse_among_real()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in STAYS:
            db.session.execute(sa.delete(table))
    db.session.expunge_all()
    audit.record(actor, "demo:reset", "demo")
    return _load(actor)


def _refuse_among_real() -> None:
    if db.session.scalar(sa.select(Operation.id).where(~Operation.synthetic).limit(1)) is not None:
        raise Refusal(_l("There are real operations in this database: the demo is not mixed with them."))


def _load(actor: Actor) -> Loaded:
    load_reference(actor)
    _stage(actor)
    settings.put("demo", True)
    loaded = contents()
    audit.record(actor, "demo:load", "demo", after={"submissions": loaded.submissions, "cases": loaded.cases})
    return loaded


def contents() -> Loaded:
    """How much there is."""
    counts = [
        db.session.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in (Operation, Submission, Case)
    ]
    return Loaded(*counts)


def _stage(actor: Actor) -> None:
    """People and programmes first, then one operation after the other, as the years went."""
    with clock.frozen(on(BEGINS)):
        cast = gather(actor)
        found_programmes(actor, cast)
    for told in facts.read("operations")["operations"]:
        shape = facts.read("returns")[told["code"]]
        members = roster(shape.get("members", {"network": told["network"]}))
        operation = open_operation(cast, told)
        ask_more(cast, operation, told)
        invite(cast, operation, told, members)
        approve(cast, operation)
        ask_before(cast, operation, members)
        chase_before(cast, operation, shape)
        report(cast, operation, shape, members, told["closed"])
        chase_after(cast, operation, shape)
        ask_after(cast, operation, members)
        with clock.frozen(on(told["phases"][-1][2])):
            operations.enter_phase(cast.person("planner"), told["code"], told["phase"])
        learn(cast, told["code"])
        meet(cast, actor, told["code"], members)
    train(cast)
