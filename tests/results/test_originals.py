"""From acceptance on only what was imported of a file is kept, readable by its own Member alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import clock, files, jobs
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.directory.models import Account
from opsplanner.operations import services as operations
from opsplanner.records.guard import Upload
from opsplanner.results import services
from opsplanner.results.models import Case, CasePhoto, Submission
from opsplanner.results.services import Choices, ColumnReply
from tests import factories as make
from tests.results.sending import accepted
from tests.results.world import NOW, World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")


@cache
def workbook() -> bytes:
    """A Member's own file: a title, our columns, one that nobody asked for, and a sheet of notes."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Mars"
    page["A1"] = "Prepared by A. Person"
    keys = list(row())
    for at, key in enumerate([*keys, "Officer"], start=1):
        page.cell(3, at, key)
        page.cell(4, at, row().get(key, "A. Person"))
    book.create_sheet("Notes")["A1"] = "A. Person, +32 2 209 92 11"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def sent(world: World) -> Submission:
    """The file, sent with the officer's column left out."""
    actor = world.actor("kz")
    draft = services.begin(actor, services.entry(actor, world.operation), Upload.of("mars.xlsx", workbook()))
    assert isinstance(draft, services.Draft)
    services.answer_columns(actor, world.operation, draft.id, ColumnReply({"Officer": ""}, {}, {}, remember=False))
    return services.send(actor, world.operation, draft.id, Choices()).submission


def work() -> None:
    while jobs.run_next():
        pass


def test_until_acceptance_the_whole_file_stays(sent: Submission) -> None:
    work()
    assert sent.kept_sha256 == sent.sha256
    assert files.fetch(sent.sha256) == workbook()


def test_at_acceptance_only_what_was_imported_stays(world: World, sent: Submission) -> None:
    whole = sent.sha256
    accepted(world, sent)
    work()
    db.session.refresh(sent)
    assert sent.sha256 == whole
    assert sent.kept_sha256 not in (None, whole)
    with pytest.raises(Missing):
        files.fetch(whole)
    book = openpyxl.load_workbook(io.BytesIO(files.fetch(sent.kept_sha256 or "")))
    assert book.sheetnames == ["Mars"]
    cells = [[cell.value for cell in line] for line in book["Mars"].iter_rows()]
    assert len(cells) == 2
    assert "KZ-001" in cells[1]
    assert not [cell for line in cells for cell in line if cell and "Person" in str(cell)]


def test_the_copy_is_for_its_own_member(
    world: World, sent: Submission, sign_in: Callable[[Account], FlaskClient]
) -> None:
    accepted(world, sent)
    work()
    place = f"/operations/OP1/results/submissions/{sent.id}/original"
    answer = sign_in(world.people["kz"]).get(place)
    assert answer.status_code == 200
    assert "mars_imported.xlsx" in answer.headers["Content-Disposition"]
    for who in ("liaison", "planner", "secretariat"):
        assert sign_in(world.people[who]).get(place).status_code == 404


def test_done_twice_it_is_done_once(world: World, sent: Submission) -> None:
    accepted(world, sent)
    work()
    db.session.refresh(sent)
    kept = sent.kept_sha256
    services.reduce_original(world.actor("secretariat"), sent.id)
    db.session.refresh(sent)
    assert sent.kept_sha256 == kept


def test_photos_of_practice_go_with_it(world: World) -> None:
    with clock.frozen(NOW - timedelta(days=7)):
        operations.add_rehearsal(world.actor("planner"), "OP1")
    actor, entry = world.actor("kz"), services.entry(world.actor("kz"), world.operation)
    draft = services.begin(actor, entry, sheet(row()), rehearsal=True)
    assert isinstance(draft, services.Draft)
    sent = services.send(actor, world.operation, draft.id, Choices(rehearsal=True)).submission
    case = db.session.scalars(sa.select(Case.id)).one()
    photo = writes(files.keep)(b"a picture")
    make.stored(CasePhoto(case_id=case, submission_id=sent.id, sha256=photo, media_type="image/jpeg", caption=""))
    services.reset_practice(actor, world.operation)
    with pytest.raises(Missing):
        files.fetch(photo)
