"""What the browser is sent: known parts, light enough for a slow line, and never from another host."""

from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.static.colours import STATIC

VENDOR = STATIC / "vendor"
PARTS = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
OWN = sorted(
    path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"} and VENDOR not in path.parents
)
LIMITS = {".css": 600, ".js": 300, ".svg": 20}
FIRST_VISIT = 80_000  # bytes of style and script, compressed, on a page without charts
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}""")
NAMES_ONLY = "http://www.w3.org/"  # the name of the SVG language, which nobody fetches


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["package"])
def test_a_vendored_part_is_what_the_manifest_says(part: dict):
    folder = VENDOR / part["folder"]
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} == part["files"]


def test_nothing_is_vendored_outside_the_manifest():
    assert {path.name for path in VENDOR.iterdir() if path.is_dir()} == {part["folder"] for part in PARTS}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["package"])
def test_a_vendored_part_comes_with_its_licence_and_stands_in_the_list(part: dict):
    assert any(name.startswith("LICENSE") for name in part["files"])
    listed = (STATIC.parents[1] / "THIRD-PARTY.md").read_text("utf-8")
    assert f"{part['package']} {part['version']}" in listed


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_our_files_name_no_other_host(path: Path):
    text = path.read_text("utf-8").replace(NAMES_ONLY, "")
    assert not ADDRESS.findall(text)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_our_files_are_short_and_begin_with_what_they_are_for(path: Path):
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= LIMITS[path.suffix]
    assert path.suffix == ".svg" or lines[0].startswith(("/* ", "// "))


@pytest.mark.parametrize("path", [path for path in OWN if path.suffix == ".js"], ids=lambda path: path.name)
def test_our_scripts_keep_to_the_content_policy(path: Path):
    assert not re.findall(r"\beval\(|new Function|setAttribute\(\"style\"|document\.write", path.read_text("utf-8"))


def test_a_first_visit_without_charts_is_light():
    apart = {"charts.css", "charts.js"}
    sent = [path for path in OWN if path.name not in apart]
    sent += [
        VENDOR / "bootstrap/bootstrap.css",
        VENDOR / "htmx/htmx.min.js",
        VENDOR / "tom-select/tom-select.base.min.js",
    ]
    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in sent)
    assert weight < FIRST_VISIT


def test_the_chart_library_is_only_fetched_by_charts():
    pages = STATIC.parent / "templates"
    naming = {path.name for path in pages.rglob("*.html") if "plotly" in path.read_text("utf-8")}
    assert naming == {"figures.html"}


def test_every_colour_in_our_sheets_is_a_token():
    loose = {}
    for path in (STATIC / "css").glob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            found = re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!')", path.read_text("utf-8"))
            loose |= {path.name: found} if found else {}
    assert not loose
