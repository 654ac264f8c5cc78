"""`python -m tests.sheets.make FOLDER` writes every sheet of the set, to be opened by hand."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sheets import strange, texts, workbooks
from tests.sheets.base import FILES

# Each registers what it makes.
SETS = (texts, workbooks, strange)


def main(folder: Path) -> None:
    """Writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
