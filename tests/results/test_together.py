"""Two people, or one person twice, at the same moment: nothing is stored twice and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from flask import Flask

from opsplanner.core.db import db
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.models import Case, CaseRow, Channel, Submission
from opsplanner.results.services import Choices, Delivery
from tests.results.world import World, row, sheet

AT_ONCE = 4


def test_the_same_sheet_sent_at_once_is_stored_once(app_context: Flask, world: World) -> None:
    actor = world.actor("kz")
    upload = sheet(*(row(national_ref=f"KZ-{number}") for number in range(40)))

    def send(_number: int) -> tuple[int, bool]:
        with app_context.app_context():
            entry = services.entry(actor, find(actor, "OP1"))
            checked = services.examine_upload(entry, upload)
            outcome = services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), Choices())
            return outcome.submission.id, outcome.stored

    db.session.rollback()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(send, range(AT_ONCE)))
    assert [stored for _, stored in outcomes].count(True) == 1
    assert len({number for number, _ in outcomes}) == 1
    counts = [db.session.scalar(sa.select(sa.func.count()).select_from(each)) for each in (Submission, Case, CaseRow)]
    assert counts == [1, 40, 40]


def test_different_sheets_sent_at_once_get_numbers_of_their_own(app_context: Flask, world: World) -> None:
    actor = world.actor("kz")

    def send(number: int) -> int:
        with app_context.app_context():
            upload = sheet(row(national_ref=f"KZ-{number}"))
            entry = services.entry(actor, find(actor, "OP1"))
            checked = services.examine_upload(entry, upload)
            return services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), Choices()).submission.number

    db.session.rollback()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = sorted(pool.map(send, range(AT_ONCE)))
    assert numbers == list(range(1, AT_ONCE + 1))
