"""`make run`: on which port, and that both processes end together."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest
import run

STAY = ("-c", "import signal; signal.pause()")
LEAVE = ("-c", "raise SystemExit(3)")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder without settings."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.delenv("PORT", raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run itself stays interruptible."""
    monkeypatch.setattr(run.signal, "signal", lambda number, handler: None)


@pytest.mark.parametrize(
    ("setting", "environment", "port"),
    [
        ("", "", 8000),
        ("PORT=8100\n", "", 8100),
        ('# x\nPORT="8100"', "", 8100),
        ("PORT=8100", "8200", 8200),
        ("PORT=1\nexport PORT = 8100  # of this machine\r\n", "", 8100),
    ],
)
def test_the_port_is_that_of_the_environment_then_of_the_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, environment: str, port: int
):
    (folder / ".env").write_text(setting)
    monkeypatch.setenv("PORT", environment)
    assert run._port() == port


@pytest.mark.parametrize("port", ["many", "0", "65536", "8000 8001", "9" * 5000, "٨٠"])
def test_a_port_that_is_none_is_said_in_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch, port: str):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="wanted: a whole number from 1 to 65535"):
        run._port()


def test_settings_that_cannot_be_read_are_said_in_a_sentence(folder: Path):
    (folder / ".env").write_bytes(b"PORT=\xff")
    with pytest.raises(SystemExit, match="cannot be read"):
        run._port()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "file").touch()
    monkeypatch.setenv("OPSPLANNER_INSTANCE", "file/instance")
    with pytest.raises(SystemExit, match=r"OPSPLANNER_INSTANCE is .+; wanted: a folder that can be written to"):
        run._note("http://127.0.0.1:8000")


@pytest.mark.parametrize(("setting", "place"), [("", "instance"), ("OPSPLANNER_INSTANCE=kept/here", "kept/here")])
def test_the_address_served_is_noted_beside_the_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, place: str
):
    (folder / ".env").write_text(setting)
    monkeypatch.delenv("OPSPLANNER_INSTANCE")
    run._note("http://127.0.0.1:8100")
    run._note("http://127.0.0.1:8200")
    assert (folder / place / "address").read_text() == "http://127.0.0.1:8200"


def test_a_taken_port_is_said_before_anything_is_done():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit, match="is taken"):
            run._free(other.getsockname()[1])


def test_the_end_of_one_process_is_noticed_and_the_other_ended(capsys: pytest.CaptureFixture[str]):
    processes = [run._start(*STAY), run._start(*LEAVE)]
    assert run._wait_for_one(processes) == 3
    run._end(processes)
    assert processes[0].returncode == -signal.SIGTERM
    assert "ended by itself" in capsys.readouterr().err


@pytest.fixture
def held_here(folder: Path) -> Path:
    """A project whose application only says that it was served."""
    (folder / "scripts").mkdir()
    held = Path(run.__file__).with_name("held.py")
    (folder / "scripts" / "held.py").write_text(held.read_text())
    (folder / "wsgi.py").write_text("open('loaded', 'w').close()")
    (folder / "server.py").write_text("import sys\nopen('served', 'w').write(' '.join(sys.argv[1:]))")
    return folder


def test_the_web_process_loads_beside_the_preparation_and_serves_when_it_is_done(held_here: Path):
    web = run._hold("server", "--listen=here", "wsgi:app")
    assert not (held_here / "served").exists()
    run._let_go(web)
    assert web.wait(10) == 0
    assert (held_here / "loaded").exists()
    assert (held_here / "served").read_text() == "--listen=here wsgi:app"


def test_what_cannot_be_loaded_is_said_once_and_not_served(held_here: Path, capfd: pytest.CaptureFixture[str]):
    (held_here / "wsgi.py").write_text("raise SystemExit('The setting PORT is no number.')")
    web = run._hold("server")
    assert web.stdin is not None
    web.stdin.close()
    assert web.wait(10) == 1
    assert capfd.readouterr().err == ""
    web = run._hold("server")
    run._let_go(web)
    assert web.wait(10) == 1
    assert "no number" in capfd.readouterr().err
    assert not (held_here / "served").exists()


def test_who_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(run, "GRACE_SECONDS", 0)
    os.mkfifo(pipe := tmp_path / "deaf")
    code = f"import signal; signal.signal(15, signal.SIG_IGN); open({str(pipe)!r}, 'w').close(); signal.pause()"
    deaf = run._start("-c", code)
    pipe.read_bytes()  # opens and ends when the other side does: from now on it is deaf
    run._end([deaf])
    assert deaf.wait(10) == -signal.SIGKILL
