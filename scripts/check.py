"""`make test`: every check there is, each once, with what could not run said last (and failing under CI=true)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from tempfile import TemporaryDirectory

import postgres
from environment import PYTHON, ROOT, VENV, prepare

BIN = VENV / "bin"
WORKERS = os.environ.get("PYTEST_WORKERS", "2")


@dataclass(frozen=True)
class Step:
    """One check: what it is, the command, and the program it cannot do without."""

    name: str
    command: tuple[str, ...]
    needs: str = ""


# program -> the Debian packages that bring it
PROGRAMS = {
    "chromium": ["chromium"],
    "postgres": ["postgresql"],
    "soffice": ["libreoffice-calc-nogui", "libreoffice-impress-nogui"],
}


def main(arguments: list[str]) -> int:
    """Run every step, also after a failure, so that one run shows all there is to put right."""
    prepare("requirements.txt", "requirements-dev.txt")
    _install_missing()
    with TemporaryDirectory() as folder:  # the demo is loaded by the first step that needs it
        results = [(step, *_run(step, f"{folder}/demo")) for step in _steps(everything="--all" in arguments)]
    print("\n" + "\n".join(f"{outcome:>8}  {seconds:5.0f} s  {step.name}" for step, outcome, seconds in results))
    missing = [program for program in PROGRAMS if not _has(program)]
    if missing:
        print("Could not run, and was left out: what needs " + ", ".join(missing) + ".")
    failed = any(outcome == "failed" for _, outcome, _ in results)
    return 1 if failed or (missing and os.environ.get("CI") == "true") else 0


def _steps(everything: bool) -> list[Step]:
    chosen = ("--hypothesis-profile=long",) if everything else ("-m", "not long")
    pytest = (str(BIN / "pytest"), "-n", WORKERS, "--dist", "worksteal", "--durations=12", *chosen)
    return [
        Step("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
        Step("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Step("types", (str(BIN / "mypy"),)),
        Step("package order", (str(BIN / "lint-imports"),)),
        Step("tests on SQLite", (*pytest, "tests", "--ignore=tests/browser")),
        Step(
            "tests on PostgreSQL",
            (str(PYTHON), "scripts/postgres.py", *pytest, "tests", "--ignore=tests/browser"),
            needs="postgres",
        ),
        Step("browser tests", (*pytest, "tests/browser"), needs="chromium"),
    ]


def _run(step: Step, demo: str) -> tuple[str, float]:
    """The outcome and how long it took; a step whose program is missing is not tried."""
    if step.needs and not _has(step.needs):
        return "not run", 0.0
    print(f"\n== {step.name}", flush=True)
    begin = time.monotonic()
    code = subprocess.run(step.command, cwd=ROOT, env={**os.environ, "OPSPLANNER_TEST_DEMO": demo}).returncode
    return ("failed" if code else "passed"), time.monotonic() - begin


def _has(program: str) -> bool:
    return postgres.binaries() is not None if program == "postgres" else shutil.which(program) is not None


def _install_missing() -> None:
    """On Debian, and only as root: anyone else installs what the last line names."""
    packages = [package for program, needed in PROGRAMS.items() if not _has(program) for package in needed]
    if not packages or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(packages)} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
