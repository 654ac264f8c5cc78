"""The environment is made once, packages are installed when their list changed, and what is missing is said in a sentence."""

from __future__ import annotations

import subprocess
from pathlib import Path

import environment
import pytest


class Commands:
    """Stands for subprocess.run: remembers what was asked for and answers as told."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.code, self.words = 0, ""

    def __call__(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        self.asked.append(command)
        return subprocess.CompletedProcess(command, self.code, self.words, "")


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A project folder with a list of packages and an environment that is there."""
    made = Commands()
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "requirements.txt").write_text("flask==3")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}.items():
        monkeypatch.setattr(environment, name, value)
    monkeypatch.setattr(environment.subprocess, "run", made)
    return made


def test_packages_are_installed_once_and_again_when_their_list_changed(commands: Commands):
    for _ in range(2):
        environment.prepare("requirements.txt")
    assert len(commands.asked) == 1
    assert "--require-hashes" in commands.asked[0]
    (environment.ROOT / "requirements.txt").write_text("flask==4")
    environment.prepare("requirements.txt")
    assert len(commands.asked) == 2


def test_an_install_that_failed_is_tried_again(commands: Commands):
    commands.code = 1
    with pytest.raises(SystemExit, match="could not be installed"):
        environment.prepare("requirements.txt")
    commands.code = 0
    environment.prepare("requirements.txt")
    assert len(commands.asked) == 2


def test_a_python_without_venv_is_said_with_the_cure(commands: Commands):
    environment.PYTHON.unlink()
    commands.code, commands.words = 1, "ensurepip is not available"
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        environment.prepare("requirements.txt")


def test_an_old_python_is_refused(commands: Commands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 99\.0"):
        environment.prepare("requirements.txt")
    assert commands.asked == []
