"""The project's own Python: makes .venv once and installs pinned packages when their list has changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def prepare(*lists: str) -> None:
    """Make .venv and install these requirement files, each only when it differs from the one installed last."""
    if sys.version_info < OLDEST:
        sys.exit(f"OpsPlanner needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this one is {sys.version.split()[0]}.")
    if not PYTHON.exists():
        _make()
    for name in lists:
        _install(ROOT / name)


def _make() -> None:
    """A half-made .venv is made anew; Debian ships Python without the part that makes one."""
    print("Making .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode == 0:
        return
    PYTHON.unlink(missing_ok=True)
    if "ensurepip" in made.stdout + made.stderr:
        sys.exit("Python cannot make a virtual environment: on Debian or Ubuntu, run `apt install python3-venv` first.")
    sys.exit(f"Python could not make .venv: {(made.stderr or made.stdout).strip()}")


def _install(requirements: Path) -> None:
    """The stamp holds what was installed; it is written last, so an interrupted install is taken up again."""
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / f".{requirements.stem}.sha256"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing {requirements.name} ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(requirements)]).returncode:
        sys.exit(f"The packages of {requirements.name} could not be installed; the lines above say why.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    prepare(*sys.argv[1:])
