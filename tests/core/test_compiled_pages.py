"""Compiled templates are kept for the next process, never stand for another text, and never cost a page."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from opsplanner.core import pages
from opsplanner.core.pages import CompiledPages

PAGE = "page.html"


def render(folder: Path, text: str, settings: str = "") -> str:
    loader = jinja2.DictLoader({PAGE: text})
    environment = jinja2.Environment(loader=loader, bytecode_cache=CompiledPages(folder, settings), autoescape=True)
    return environment.get_template(PAGE).render()


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


def test_the_next_process_finds_what_was_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    render(tmp_path, "{{ 1 + 1 }} cases")
    monkeypatch.setattr(jinja2.Environment, "_generate", None)  # nothing can be compiled any more
    assert render(tmp_path, "{{ 1 + 1 }} cases") == "2 cases"


def test_another_text_or_setting_is_compiled_anew(tmp_path: Path):
    assert render(tmp_path, "first") == "first"
    assert render(tmp_path, "second") == "second"
    before = kept(tmp_path)
    render(tmp_path, "second", "another Jinja")
    assert len(kept(tmp_path)) == 1
    assert kept(tmp_path) != before


@pytest.mark.parametrize("left", [0, 40, 90])
def test_a_torn_file_is_made_anew(tmp_path: Path, left: int):
    render(tmp_path, "whole")
    [path], [content] = tmp_path.iterdir(), kept(tmp_path)
    path.write_bytes(content[:left])
    assert render(tmp_path, "whole") == "whole"
    assert kept(tmp_path) == [content]


@pytest.mark.parametrize("loose", ["folder", "file"])
def test_what_others_could_have_written_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loose: str):
    render(tmp_path, "{{ 1 + 1 }} cases")
    (tmp_path if loose == "folder" else next(tmp_path.iterdir())).chmod(0o777)
    monkeypatch.setattr(CompiledPages.__mro__[1], "load_bytecode", None)  # whoever loads now fails
    assert render(tmp_path, "{{ 1 + 1 }} cases") == "2 cases"


def test_what_belongs_to_somebody_else_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    render(tmp_path, "{{ 1 + 1 }} cases")
    monkeypatch.setattr(pages.os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    monkeypatch.setattr(CompiledPages.__mro__[1], "load_bytecode", None)
    assert render(tmp_path, "{{ 1 + 1 }} cases") == "2 cases"


def test_where_nothing_can_be_kept_the_page_is_made_all_the_same(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    assert render(tmp_path / "file", "page") == "page"
    assert render(tmp_path / "file" / "within", "page") == "page"
