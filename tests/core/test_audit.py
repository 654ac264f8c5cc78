"""The audit trail betrays whoever changes, removes, moves or cuts off an entry."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as some

from opsplanner.core import audit
from opsplanner.core.access import Role, system_actor
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db, writes
from opsplanner.core.text import Text

ACTOR = system_actor("the tester")
ENTRIES = 40


@pytest.fixture
def trail(app_context: Flask) -> Flask:
    """Some entries, one transaction each."""
    for number in range(ENTRIES):
        write(f"case {number}", {"kg": Decimal(number), "day": date(2026, 3, 1 + number % 28)})
    return app_context


@writes
def write(subject: str, after: dict[str, object] | None = None) -> None:
    audit.record(ACTOR, "case:change", subject, scope="OP1", before={"kg": None}, after=after)


@writes
def meddle(statement: sa.Executable) -> None:
    db.session.execute(statement)


def findings() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    return list(audit.verify())


def test_an_untouched_trail_is_whole(trail: Flask):
    assert findings() == []
    assert audit.head()[0] == ENTRIES


def test_an_empty_trail_is_whole(app_context: Flask):
    assert findings() == []
    assert audit.head() == (0, audit.START)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "another"},
        {"actor": "somebody else"},
        {"actor_id": 7},
        {"action": "case:see"},
        {"scope": "OP2"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"before": {"kg": "1"}},
        {"after": {"kg": "0"}},
        {"hash": "f" * 64},
        {"previous": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_named(trail: Flask, change: dict[str, object]):
    number = random.Random(str(change)).randint(2, ENTRIES - 1)
    meddle(sa.update(AuditEntry).where(AuditEntry.id == number).values(**change))
    assert any(f"Entry {number} " in finding or f"Entry {number + 1} " in finding for finding in findings())


def test_a_removed_entry_is_named(trail: Flask):
    meddle(sa.delete(AuditEntry).where(AuditEntry.id == 17))
    assert "Entries 17 to 17 are missing." in findings()


def test_two_entries_that_changed_places_are_named(trail: Flask):
    for old, new in ((5, 999), (6, 5), (999, 6)):
        meddle(sa.update(AuditEntry).where(AuditEntry.id == old).values(id=new))
    assert any("Entry 5 " in finding for finding in findings())


def test_a_trail_cut_off_at_its_end_is_betrayed_by_the_head_kept_elsewhere(trail: Flask):
    kept = audit.head()
    meddle(sa.delete(AuditEntry).where(AuditEntry.id > ENTRIES - 3))
    assert findings() == []
    assert audit.head() != kept


def change(chance: random.Random) -> None:
    """Another word somewhere, with or without a hash that fits it."""
    entry = db.session.get_one(AuditEntry, chance.randint(1, ENTRIES))
    setattr(entry, chance.choice(["subject", "actor", "action", "scope"]), f"other {chance.random()}"[:20])
    if chance.random() < 0.5:
        entry.hash = entry.digest()


def remove(chance: random.Random) -> None:
    """One or several, in the middle or at an end."""
    first = chance.randint(1, ENTRIES)
    last = min(ENTRIES, first + chance.randint(0, 5))
    db.session.execute(sa.delete(AuditEntry).where(AuditEntry.id.between(first, last)))


def move(chance: random.Random) -> None:
    """Two change places."""
    one, other = chance.sample(range(1, ENTRIES + 1), 2)
    for old, new in ((one, 9999), (other, one), (9999, other)):
        db.session.execute(sa.update(AuditEntry).where(AuditEntry.id == old).values(id=new))


def rewrite(chance: random.Random) -> None:
    """One is changed, and all hashes after it are made to fit."""
    first = chance.randint(1, ENTRIES)
    previous = db.session.get_one(AuditEntry, first).previous
    for entry in db.session.scalars(sa.select(AuditEntry).where(AuditEntry.id >= first).order_by(AuditEntry.id)):
        entry.subject = f"other {chance.random()}" if entry.id == first else entry.subject
        entry.previous, entry.hash = previous, ""
        previous = entry.hash = entry.digest()


@pytest.mark.parametrize("times", [pytest.param(40, id="some"), pytest.param(1000, id="1000", marks=pytest.mark.long)])
def test_whatever_is_done_to_the_trail_is_named_with_the_head_kept_elsewhere(trail: Flask, times: int):
    chance, kept = random.Random(7), audit.head()
    assert audit.betrayed(*kept) == ""
    for _time in range(times):
        act = chance.choice([change, remove, move, rewrite])
        act(chance)
        db.session.flush()
        db.session.expire_all()
        assert [*audit.verify(), *filter(None, [audit.betrayed(*kept)])], act.__name__
        db.session.rollback()


def test_what_is_refused_leaves_no_entry(app_context: Flask):
    @writes
    def refuse() -> None:
        audit.record(ACTOR, "case:change", "refused")
        raise ValueError

    with pytest.raises(ValueError):
        refuse()
    assert audit.head() == (0, audit.START)


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text() | some.decimals(allow_nan=False) | some.dates(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


@given(VALUES)
def test_what_is_kept_is_the_same_after_a_round_trip(value: object):
    kept = audit.plain(value)
    assert json.loads(json.dumps(kept)) == kept


def test_what_the_product_holds_becomes_plain():
    given_values = {"role": Role.MEMBER, "name": Text.of("Case", fr="Affaire"), "at": datetime(2026, 3, 1, tzinfo=UTC)}
    assert audit.plain(given_values) == {
        "role": "member",
        "name": {"en": "Case", "fr": "Affaire"},
        "at": "2026-03-01T00:00:00+00:00",
    }
