"""How far a process grows with one upload, in a process of its own: `python -m bench.upload.memory FILE web|store` prints megabytes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.upload.ours import Bench
from bench.upload.sheet import workbook
from opsplanner.records.guard import Upload


def grown(file: Path, what: str) -> float:
    """The most it held at once above what it held before, after a small upload has loaded all there is to load."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        work = bench.through_pages if what == "web" else lambda content: bench.deliver(Upload.of(file.name, content))
        work(workbook(100))
        bench.reset()
        # From here on the most it held is counted anew.
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = _held("VmRSS")
        work(file.read_bytes())
        return _held("VmHWM") - before


def _held(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    print(grown(Path(sys.argv[1]), sys.argv[2]))
