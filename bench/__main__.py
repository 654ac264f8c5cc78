"""`make bench`: every benchmark, or those named: `python -m bench upload --quick`. Each writes its part of docs/benchmarks.md."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from pathlib import Path

from bench.report import write

FRAMEWORK = {"__main__", "timing", "table", "report", "peers", "person"}


def benchmarks() -> list[str]:
    """The modules with a `run(quick) -> Section`, by name."""
    return [
        module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name not in FRAMEWORK
    ]


def main() -> None:
    """Runs them one after the other, because two at a time would time each other."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("names", nargs="*", choices=[*benchmarks(), []], help="default: all")
    words.add_argument("--quick", action="store_true", help="small sizes only, nothing is written")
    chosen = words.parse_args()
    for name in chosen.names or benchmarks():
        section = importlib.import_module(f"bench.{name}").run(quick=chosen.quick)
        print(section.text(), flush=True)
        if not chosen.quick:
            write(section)


if __name__ == "__main__":
    main()
