"""Loads the application, waits for the word that the database is ready, then runs a module in its place: `held.py waitress ...`.

Loading takes as long as preparing the database: done beside it, the first page comes in half the time.
"""

from __future__ import annotations

import runpy
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The word is a line; without one there is nothing to run, and whoever prepares the database has said why."""
    sys.path[0] = str(ROOT)
    try:
        import_module("wsgi")
    finally:
        if not sys.stdin.readline():
            sys.exit(1)
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
