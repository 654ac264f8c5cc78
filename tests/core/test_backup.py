"""Backups, on whichever database the tests run: what goes in comes out, and nothing damaged is taken for whole."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date

import pytest
import sqlalchemy as sa

from opsplanner.core import audit, backup, files, settings
from opsplanner.core.access import system_actor
from opsplanner.core.db import Base, db, writes
from opsplanner.core.errors import Refusal
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from tests import factories

ACTOR = system_actor("tests")


@pytest.fixture
def full(app_context):
    """A little of every kind of column, and a child that stands before its parent."""
    child = factories.organisation("KZ-A")
    parent = factories.organisation(
        "KZ", name=Text.of("Kazakhstan", fr="Kazakhstan", ru="Казахстан"), valid_from=date(2020, 1, 1)
    )
    child.parent_id = parent.id
    db.session.commit()
    factories.seated("a@kz.example", factories.operation("OP1"), "member")
    _write()


@writes
def _write():
    files.keep(b"\x00\xff binary")
    settings.put("demo", {"é": [1, None, "ж"]})
    audit.record(ACTOR, "test:write", "something", before={"a": None}, after={"a": 1.5})
    audit.record(ACTOR, "test:write", "something else")


def everything():
    with db.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(table).order_by(*table.primary_key)).all()
            for table in Base.metadata.sorted_tables
            if table.name != "audit_entry"
        }


def test_what_was_backed_up_is_restored_to_the_last_cell(full, tmp_path):
    before, entries = everything(), audit.head()
    made = backup.create(ACTOR, tmp_path / "a.zip")
    backup.restore(ACTOR, tmp_path / "a.zip", force=True)
    assert everything() == before
    assert (made.audit_number, made.audit_hash) == entries
    assert list(audit.verify()) == []
    assert db.session.scalar(sa.select(Organisation.parent_id).where(Organisation.code == "KZ-A")) is not None


def test_new_rows_get_new_numbers_after_a_restore(full, tmp_path):
    backup.create(ACTOR, tmp_path / "a.zip")
    backup.restore(ACTOR, tmp_path / "a.zip", force=True)
    assert factories.organisation("GE").id > 2


def test_a_database_that_holds_anything_is_not_overwritten_unasked(full, tmp_path):
    backup.create(ACTOR, tmp_path / "a.zip")
    before = everything()
    with pytest.raises(Refusal, match="not empty"):
        backup.restore(ACTOR, tmp_path / "a.zip")
    assert everything() == before


def test_a_whole_backup_verifies(full, tmp_path):
    backup.create(ACTOR, tmp_path / "a.zip")
    assert backup.verify(tmp_path / "a.zip").rows > 5


def rewritten(path, name, change):
    """The same archive with one part changed."""
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            new.writestr(item, change(content) if item == name else content)
    return changed


def test_a_changed_cell_is_seen(full, tmp_path):
    backup.create(ACTOR, tmp_path / "a.zip")
    bad = rewritten(tmp_path / "a.zip", "tables/organisation.jsonl", lambda text: text.replace(b"KZ-A", b"KZ-B"))
    with pytest.raises(Refusal, match="organisation"):
        backup.verify(bad)


def test_an_audit_entry_taken_out_is_seen_even_with_its_hash_put_right(full, tmp_path):
    backup.create(ACTOR, tmp_path / "a.zip")
    part = "tables/audit_entry.jsonl"
    bad = rewritten(tmp_path / "a.zip", part, lambda text: b"".join(text.splitlines(True)[:-1]))
    with zipfile.ZipFile(bad) as archive:
        cut = archive.read(part)
    digest = hashlib.sha256(cut).hexdigest()

    def put_right(manifest):
        said = json.loads(manifest)
        for entry in said["parts"]:
            if entry["table"] == "audit_entry":
                entry["rows"], entry["sha256"] = len(cut.splitlines()), digest
        return json.dumps(said).encode()

    bad.rename(tmp_path / "b.zip")
    with pytest.raises(Refusal, match="audit"):
        backup.verify(rewritten(tmp_path / "b.zip", "manifest.json", put_right))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused_with_a_sentence(app_context, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(Refusal, match="backup"):
        backup.verify(tmp_path / "x.zip")


def test_a_missing_file_is_refused_with_a_sentence(app_context, tmp_path):
    with pytest.raises(Refusal, match="backup"):
        backup.restore(ACTOR, tmp_path / "nowhere.zip")


def test_a_full_disk_leaves_no_half_file(full, tmp_path, monkeypatch):
    def no_space(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("opsplanner.core.backup.moving.os.fsync", no_space)
    with pytest.raises(Refusal, match="No space left"):
        backup.create(ACTOR, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []
