"""Peers in environments of their own, pinned: what they need never meets what we need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / ".peers"

# Pinned to what was newest when the comparison was first made.
PEERS: dict[str, tuple[str, ...]] = {
    "datasette": ("datasette==0.65.5",),
    "superset": ("apache-superset==6.1.0", "psycopg2-binary", "rich", "cachetools", "flask-caching<2.4"),
    "flask-admin": ("flask-admin==2.2.1", "flask-sqlalchemy==3.1.1"),
    "frictionless": ("frictionless[excel]==5.21.0",),
    "pandas": ("pandas==3.1.1", "openpyxl==3.1.5", "sqlalchemy==2.1.9"),
    "pydantic": ("pydantic==2.14.3", "openpyxl==3.1.5", "sqlalchemy==2.1.9"),
}


def python(name: str) -> Path:
    """The peer's own Python, made and filled when first asked for."""
    home = FOLDER / name
    ready = home / "ready"
    wanted = "\n".join(PEERS[name])
    if not ready.exists() or ready.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PEERS[name]], check=True)
        ready.write_text(wanted)
    return home / "bin" / "python"


def program(name: str, command: str) -> Path:
    """A command that the peer's environment brings: program("datasette", "datasette")."""
    return python(name).parent / command


def run(name: str, script: Path, *words: str) -> str:
    """Runs one of our scripts with the peer's Python; gives what it printed."""
    done = subprocess.run([str(python(name)), "-P", str(script), *words], check=True, capture_output=True, text=True)
    return done.stdout
