"""Settings: made when nobody gave them, and told in one sentence when they cannot be used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from opsplanner import config
from opsplanner.config import places

BEGINNERS = 8
DATABASE, BASE, MAIL, SENDER = (
    f"OPSPLANNER_{word}" for word in ("DATABASE_URL", "BASE_URL", "MAIL_URL", "MAIL_SENDER")
)
MEGABYTES, ROWS, FACTOR, KEY = (
    f"OPSPLANNER_{word}" for word in ("MAX_UPLOAD_MB", "MAX_ROWS", "SECOND_FACTOR", "SECRET_KEY")
)
INSTANCE = "OPSPLANNER_INSTANCE"
# The setting, what is given, and what the sentence must say of it.
WRONG = [
    (DATABASE, "mysql://ops:hidden@db/ops", r"mysql://\*\*\*@db/ops'; wanted: sqlite:"),
    (DATABASE, "postgresql+psycopg2://db/ops", "postgresql:"),
    (DATABASE, "opsplanner.sqlite", "sqlite:"),
    (DATABASE, "postgresql://ops:hidden@db:many/ops", r"\*\*\*@db:many"),
    (DATABASE, "sqlite://", "sqlite:////folder/file"),
    (DATABASE, "sqlite:///:memory:", "sqlite:////folder/file"),
    (DATABASE, "sqlite:////no/such/folder/ops.sqlite", "which /no/such/folder is not"),
    (DATABASE, "sqlite:////tmp", "a file that can be written to"),
    (BASE, "ops.example", "https://ops.example"),
    (BASE, "ftp://ops.example", "https://ops.example"),
    (BASE, "https://", "https://ops.example"),
    (BASE, "https://ops.example:many", "https://ops.example"),
    (BASE, "http://[::1", "https://ops.example"),
    (BASE, "https://ops.example/?a=b", "https://ops.example"),
    (MAIL, "mail.example", "smtp://"),
    (MAIL, "http://ops:hidden@mail.example", r"http://\*\*\*@mail\.example'; wanted: smtp://"),
    (MAIL, "smtp://mail.example:0", "smtp://"),
    (MAIL, "smtp://mail.example:99999", "smtp://"),
    (SENDER, "OpsPlanner", "one address"),
    (SENDER, "a@b.example, c@d.example", "one address"),
    (SENDER, "a@b.example\nBcc: c@d.example", "one address"),
    (FACTOR, "maybe", "off, offered or required"),
    (MEGABYTES, "20 MB", "a whole number from 1 to 250"),
    (MEGABYTES, "0", "a whole number from 1 to 250"),
    (MEGABYTES, "-5", "a whole number from 1 to 250"),
    (MEGABYTES, "251", "a whole number from 1 to 250"),
    (MEGABYTES, "²", "a whole number from 1 to 250"),
    (ROWS, "200.000", "a whole number from 1 to 1000000"),
    (ROWS, "9" * 5000, "a whole number from 1 to 1000000"),
    (KEY, "short", "at least 16"),
    ("DEMO", "no", "1 or 0"),
]
RIGHT = [
    (DATABASE, "postgres://ops:p%40ss@db:5432/ops", "SQLALCHEMY_DATABASE_URI", "postgresql+psycopg://ops:p%40ss@db:5432/ops"),
    (DATABASE, "postgresql://db/ops", "SQLALCHEMY_DATABASE_URI", "postgresql+psycopg://db/ops"),
    (DATABASE, "sqlite:////tmp/ops.sqlite", "SQLALCHEMY_DATABASE_URI", "sqlite:////tmp/ops.sqlite"),
    (DATABASE, "sqlite:///ops.sqlite", "SQLALCHEMY_DATABASE_URI", "sqlite:///ops.sqlite"),
    (BASE, "https://ops.example:8443/ops/", "BASE_URL", "https://ops.example:8443/ops"),
    (BASE, "http://[::1]:8000", "BASE_URL", "http://[::1]:8000"),
    (MAIL, "smtps://user:p%2Fss@mail.example", "MAIL_URL", "smtps://user:p%2Fss@mail.example"),
    (SENDER, "Opérations <ops@douane.example>", "MAIL_SENDER", "Opérations <ops@douane.example>"),
    (FACTOR, "required", "SECOND_FACTOR", "required"),
    (MEGABYTES, "250", "MAX_CONTENT_LENGTH", 251 * 2**20),
    (ROWS, " 1000 ", "MAX_ROWS", 1000),
    ("DEMO", "0", "DEMO", False),
]  # fmt: skip


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], None]:
    """An empty installation, and the way to set it."""
    monkeypatch.setattr(config, "INSTANCE", tmp_path / "instance")
    monkeypatch.delenv("DEMO", raising=False)
    return monkeypatch.setenv


@pytest.mark.parametrize(("name", "value", "told"), WRONG)
def test_what_cannot_be_used_is_said_in_a_sentence(given: Callable[[str, str], None], name: str, value: str, told: str):
    given(name, value)
    with pytest.raises(SystemExit) as ended:
        config.settings()
    sentence = str(ended.value)
    assert re.match(rf"{name} is .+; wanted: .+\.$", sentence)
    assert re.search(told, sentence)
    assert len(sentence) < 300
    assert "hidden" not in sentence


@pytest.mark.parametrize(("name", "value", "key", "expected"), RIGHT)
def test_what_can_be_used_is_used(given: Callable[[str, str], None], name: str, value: str, key: str, expected: object):
    given(name, value)
    assert config.settings()[key] == expected


def test_every_setting_stands_in_the_table():
    sources = " ".join(path.read_text(encoding="utf-8") for path in Path(config.__file__).parent.glob("*.py"))
    read = set(re.findall(r'"(OPSPLANNER_[A-Z_]+|DEMO)"', sources))
    assert read - {INSTANCE} == {row[0] for row in WRONG}


def test_a_setting_left_empty_is_one_that_was_not_given(given: Callable[[str, str], None]):
    usual = config.settings()
    for name, *_ in WRONG:
        given(name, "")
    assert config.settings() == usual


@pytest.mark.parametrize("place", ["file", "file/instance", "/proc/instance"])
def test_a_folder_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str):
    (tmp_path / "file").touch()
    monkeypatch.setattr(config, "INSTANCE", tmp_path / place)
    with pytest.raises(
        SystemExit, match=r"^OPSPLANNER_INSTANCE is .+ \(.+\); wanted: a folder that can be written to\.$"
    ):
        config.settings()


def test_a_key_that_cannot_be_read_is_said(given: Callable[[str, str], None]):
    (config.INSTANCE / "secret_key").mkdir(parents=True)
    with pytest.raises(SystemExit, match="secret_key cannot be read"):
        config.settings()


@pytest.mark.parametrize(
    "program", [["flask", "--app", "wsgi", "doctor"], ["waitress", "--listen=127.0.0.1:0", "wsgi:app"]]
)
def test_a_program_ends_with_the_sentence_and_nothing_else(program: list[str]):
    done = subprocess.run(
        [sys.executable, "-m", *program],
        capture_output=True,
        text=True,
        cwd=config.ROOT,
        env={**os.environ, ROWS: "many"},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{ROWS} is 'many'; wanted: a whole number from 1 to 1000000.\n"


def test_all_that_begin_at_once_keep_one_key_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(KEY, raising=False)
    together = Barrier(BEGINNERS)

    def begin(_number: int) -> str:
        together.wait()
        return places.secret_key(tmp_path)

    with ThreadPoolExecutor(BEGINNERS) as pool:
        keys = set(pool.map(begin, range(BEGINNERS)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 48
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
