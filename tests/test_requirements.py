"""What the platform imports is what it asks for, and what it asks for is pinned with hashes from the public index."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.source import ROOT, python_files

# Not imported by the package: what migrations use, drivers and data that libraries load by name, and what they offer only when it is there.
BY_NAME = {
    "alembic",
    "openpyxl",
    "psycopg",
    "tzdata",
    "argon2-cffi",
    "waitress",
    "brotli",
    "email-validator",
    "flask-compress",
    "cryptography",
    "qrcode",
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(path: str) -> set[str]:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return {plain(re.split(r"[<>=!~;\[ ]", line)[0]) for line in lines if line and not line.startswith(("#", "-"))}


def pinned(name: str) -> dict[str, str]:
    """The rest of its entry, version and hashes, for every pinned distribution."""
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    return {plain(found): body for found, body in re.findall(r"(?m)^([\w.-]+)(?:\[\w+\])?==((?:.*\\\n)*.*)", text)}


def imported(folder: str) -> set[str]:
    """Distributions that the modules of a folder import; ours and Python's own left out."""
    owners = packages_distributions()
    modules = {
        name.split(".")[0]
        for source in python_files()
        if source.path.startswith(folder)
        for _, name, _ in source.imports()
    }
    return {plain(owner) for name in modules - sys.stdlib_module_names for owner in owners.get(name, [])}


def test_everything_imported_is_pinned():
    assert imported("opsplanner/") <= pinned("requirements").keys()


def test_everything_asked_for_is_used():
    assert asked("requirements.in") - BY_NAME <= imported("opsplanner/")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned_with_hashes(name: str):
    pins = pinned(name)
    assert asked(f"{name}.in") <= pins.keys()
    assert all("--hash=sha256:" in body for body in pins.values())


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_no_place_but_the_public_index_is_named(name: str):
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"(?m)^\s*--(?!hash)|://|@ ", text)
