"""Files that are not taken, each with the sentence that says why."""

from __future__ import annotations

from tests.sheets.base import FILES, grid, several, text

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

several(
    {
        "without_ending_text": lambda: text(grid({})),
        "without_ending_picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(40),
        "empty.csv": lambda: b"",
        "spaces.csv": lambda: b" \r\n \r\n",
        "letter.docx": lambda: b"PK\x03\x04",
        "pdf_renamed.xlsx": lambda: b"%PDF-1.7 nothing",
        "xlsx_renamed.xls": lambda: FILES["plain.xlsx"](),
        "html_renamed.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
        "cut_short.xlsx": lambda: FILES["plain.xlsx"]()[:900],
        "password.xlsx": lambda: COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "control_bytes.csv": lambda: text(grid({})) + b"a\x01b,c\r\n",
        "too_wide.csv": lambda: text([[f"Column {number}" for number in range(301)], ["1"] * 301]),
    }
)
