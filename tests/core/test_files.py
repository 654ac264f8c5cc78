"""Files are kept once under their content's name."""

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import clock, files
from opsplanner.core.db import Base, db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.files import StoredFile
from opsplanner.operations.models import PlanDocument
from tests import factories as make

keep, drop = writes(files.keep), writes(files.drop_unheld)
# What was sent, by its number only: after acceptance its bytes are gone.
NUMBERS_ONLY = {"submission.sha256"}


def count() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile))


def test_the_same_bytes_are_kept_once(app_context: Flask):
    assert keep(b"plan") == keep(b"plan") != keep(b"guide")
    assert count() == 2


def test_bytes_come_back_as_they_were(app_context: Flask):
    content = bytes(range(256)) * 100
    assert files.fetch(keep(content)) == content


def test_what_is_not_kept_is_missing(app_context: Flask):
    with pytest.raises(Missing):
        files.fetch("0" * 64)


def test_dropped_bytes_are_gone(app_context: Flask):
    name = keep(b"plan")
    drop(name)
    with pytest.raises(Missing):
        files.fetch(name)


def test_every_row_that_names_stored_bytes_refers_to_them(application: Flask):
    named = {
        str(column): bool(column.foreign_keys)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("sha256") and table.name != StoredFile.__tablename__
    }
    assert len(named) > len(NUMBERS_ONLY)
    assert {name for name, refers in named.items() if not refers} == NUMBERS_ONLY


def test_bytes_that_a_row_refers_to_stay(app_context: Flask):
    operation = make.operation()
    held = {
        "file_name": "plan.pdf",
        "media_type": "application/pdf",
        "size": 4,
        "added_at": clock.now(),
        "added_by": "WCO",
    }
    about = {"kind": "plan", "title": "Plan", "language": "en", "marking": "CLEAR"}
    paper = make.stored(PlanDocument(operation_id=operation.id, sha256=keep(b"plan"), **held, **about))
    drop(paper.sha256)
    assert files.fetch(paper.sha256) == b"plan"
