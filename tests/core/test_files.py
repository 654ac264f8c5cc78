"""Files are kept once under their content's name."""

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import files
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.files import StoredFile

keep, drop = writes(files.keep), writes(files.drop)


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
