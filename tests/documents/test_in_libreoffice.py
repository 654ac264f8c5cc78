"""Another program opens what we write: LibreOffice shows the same words and numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from opsplanner.documents import writers
from tests.documents import samples

pytestmark = pytest.mark.needs("soffice")


def printed(content: bytes, name: str, folder: Path) -> str:
    """What LibreOffice prints of a file, its spaces folded."""
    (folder / name).write_bytes(content)
    words = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", str(folder), str(folder / name)], check=True, capture_output=True)
    pages = PdfReader(folder / Path(name).with_suffix(".pdf")).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("name", ["deck.pptx", "figures.xlsx"])
def test_our_files_open_with_their_words_and_numbers(name: str, tmp_path: Path):
    document = samples.document()
    text = printed(writers.write(name.rpartition(".")[2], document, ("en",)), name, tmp_path)
    for chart in document.charts:
        assert chart.title.to("en") in text
