"""The demo as `make run` loads it: once in a run, however many processes test, and a copy for whoever changes something."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests import DEMO_FOLDER
from tests.architecture.source import ROOT
from tests.visitor import visited


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database; it is shared, so nobody writes into it. `make test` names one for all its steps."""
    own = tmp_path_factory.getbasetemp()
    shared = Path(DEMO_FOLDER) if DEMO_FOLDER else (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo"
    with (shared.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "loaded").exists():
            shared.mkdir(exist_ok=True)
            _prepare(shared)
            (shared / "loaded").touch()
    return shared


@pytest.fixture(scope="session")
def instance(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This process's own copy of the demo."""
    copy = tmp_path_factory.mktemp("own") / "instance"
    shutil.copytree(demo, copy)
    return copy


@pytest.fixture(scope="session")
def demo_app(instance: Path) -> Flask:
    """The application on this process's own copy of the demo, whose pass phrases stay as the platform served beside it keeps them."""
    url, key = f"sqlite:///{instance / 'opsplanner.sqlite'}", (instance / "secret_key").read_text()
    return visited(url, key, hashing={})


def _prepare(instance: Path) -> None:
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    environment = {**os.environ, "OPSPLANNER_INSTANCE": str(instance)}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
