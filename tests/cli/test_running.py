"""Commands about the running of the platform: doctor, audit, backups."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from opsplanner.app import create_app
from opsplanner.core import audit, clock, health, mail
from opsplanner.core.access import system_actor
from opsplanner.core.db import db, writes
from tests import factories

ACTOR = system_actor("tests")


@pytest.fixture
def flask(app_context):
    """Runs a command as the command line does."""

    def run(*words):
        done = app_context.test_cli_runner().invoke(args=list(words))
        db.session.rollback()
        return done

    return run


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("sqlite:///{}/empty.sqlite", "no such table"),
        ("sqlite:///{}/file", "file is not a database"),
        ("postgresql+psycopg://ops:hidden@127.0.0.1:1/ops", "connection failed"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path, database: str, words: str):
    (tmp_path / "file").write_text("Not a database at all, and long enough to be told from one. " * 20)
    app = create_app(SQLALCHEMY_DATABASE_URI=database.format(tmp_path))
    for command in (["user", "first-link"], ["audit", "verify"], ["doctor"]):
        done = app.test_cli_runner().invoke(args=command)
        assert (done.exit_code, type(done.exception)) == (1, SystemExit)
        assert words in done.stderr or command == ["doctor"]
        assert "hidden" not in done.output


@writes
def leave_entries(count=3):
    for number in range(count):
        audit.record(ACTOR, "test:write", f"thing {number}")


def test_a_sound_platform_is_well(flask):
    done = flask("doctor", "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["ok"]) == (0, True)
    assert [check["name"] for check in said["checks"]] == [
        "database", "migrations", "disk", "mail", "worker", "clock", "versions",
    ]  # fmt: skip


def test_a_database_behind_its_migrations_is_unwell(flask, monkeypatch):
    monkeypatch.setattr(health, "newest_revision", lambda: "9999")
    done = flask("doctor")
    assert done.exit_code == 1
    assert "NOT WELL  migrations" in done.stdout
    assert "db upgrade" in done.stdout


def test_mail_that_failed_is_unwell(flask):
    writes(mail.queue)("a@kz.example", "Subject", "Body")
    db.session.execute(sa.update(mail.OutboxMail).values(state="failed"))
    db.session.commit()
    assert "NOT WELL  mail" in flask("doctor").stdout


def test_a_fresh_platform_is_well_before_its_worker_has_run(flask):
    done = flask("doctor")
    assert done.exit_code == 0
    assert "has had nothing to do yet" in done.stdout


def test_a_worker_that_should_have_worked_is_missed(flask):
    with clock.frozen(clock.now() - timedelta(hours=1)):
        writes(mail.queue)("a@customs.kz", "Subject", "Body")
    done = flask("doctor")
    assert done.exit_code == 1
    assert "1 jobs or mails wait" in done.stdout
    mail.deliver("", "ops@ops.example")
    assert "nothing waits" in flask("doctor").stdout


def test_a_whole_trail_is_said_with_its_newest_hash(flask):
    leave_entries()
    done = flask("audit", "verify")
    assert done.exit_code == 0
    assert audit.head()[1] in done.stdout


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("update audit_entry set subject = 'other' where id = 2", "Entry 2 was changed."),
        ("delete from audit_entry where id = 2", "Entries 2 to 2 are missing."),
        ("update audit_entry set previous = hash where id = 3", "Entry 3 does not follow"),
    ],
)
def test_a_spoiled_trail_is_refused_and_the_entry_named(flask, spoil, said):
    leave_entries()
    db.session.execute(sa.text(spoil))
    db.session.commit()
    done = flask("audit", "verify")
    assert done.exit_code == 1
    assert said in done.stderr
    assert any(said in problem for problem in json.loads(flask("audit", "verify", "--json").stdout)["problems"])


def test_a_trail_cut_off_at_its_end_is_told_by_the_hash_that_was_kept(flask):
    leave_entries()
    number, kept = audit.head()
    assert flask("audit", "verify", "--kept", str(number), kept).exit_code == 0
    db.session.execute(sa.text("delete from audit_entry where id > 1"))
    db.session.commit()
    assert flask("audit", "verify").exit_code == 0
    done = flask("audit", "verify", "--kept", str(number), kept)
    assert done.exit_code == 1
    assert "Entries 2 to 3 are missing." in done.stderr
    assert "Entry 1 is not the one" in flask("audit", "verify", "--kept", "1", kept).stderr


def test_a_backup_is_made_verified_and_restored(flask, tmp_path):
    factories.organisation("KZ")
    file = str(tmp_path / "a.zip")
    assert flask("backup", "create", file).exit_code == 0
    assert "Whole" in flask("backup", "verify", file).stdout
    assert flask("backup", "restore", file).exit_code == 1
    assert "Restored" in flask("backup", "restore", file, "--force").stdout
    assert flask("audit", "verify").exit_code == 0


def test_a_backup_that_is_none_is_a_sentence(flask, tmp_path):
    done = flask("backup", "verify", str(tmp_path / "nowhere.zip"))
    assert done.exit_code == 1
    assert "nowhere.zip" in done.stderr
    assert "Traceback" not in done.stderr
