"""The house keeps its rules: every file, page, route and table is held to architecture.md."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flask import Flask

from opsplanner.core.access import permission_of
from opsplanner.core.db import Base
from tests.architecture import code, pages
from tests.architecture.source import ROOT, Source, package_order, python_files

SOURCES = python_files()
PAGES = pages.templates()
HEAVY = ("openpyxl", "xlsxwriter", "pptx", "docx", "typst", "plotly", "kaleido", "python_calamine", "icalendar", "PIL")


def listed(findings: list[str]) -> str:
    return "\n" + "\n".join(findings)


@pytest.mark.parametrize("rule", code.RULES, ids=lambda rule: rule.__name__)
def test_every_module(rule: code.Rule):
    findings = [finding for source in SOURCES for finding in rule(source)]
    assert not findings, listed(findings)


@pytest.mark.parametrize("rule", pages.RULES, ids=lambda rule: rule.__name__)
def test_every_template(rule: pages.PageRule):
    findings = [finding for name, text in PAGES.items() for finding in rule(name, text)]
    assert not findings, listed(findings)


def test_every_template_is_used():
    findings = list(pages.unused(PAGES, SOURCES))
    assert not findings, listed(findings)


def test_every_view_renders_the_template_of_its_name():
    findings = list(pages.misnamed(SOURCES))
    assert not findings, listed(findings)


def test_every_route_says_who_may_open_it(application: Flask):
    forgotten = [
        rule.endpoint for rule in application.url_map.iter_rules() if not permission_of(application, rule.endpoint)
    ]
    assert not forgotten, listed(forgotten)


def test_every_view_is_named_like_its_endpoint(application: Flask):
    ours = {end: view for end, view in application.view_functions.items() if view.__module__.startswith("opsplanner.")}
    wrong = [endpoint for endpoint, view in ours.items() if endpoint.rpartition(".")[2] != view.__name__]
    assert not wrong, listed(wrong)


def test_foreign_keys_point_the_way_imports_do(application: Flask):
    order = package_order()
    home = {mapper.local_table.name: mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers}
    wrong = [
        f"{table.name}.{key.parent.name} -> {key.column.table.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if table.name in home and order.index(home[table.name]) > order.index(home[key.column.table.name])
    ]
    assert not wrong, listed(wrong)


def test_every_package_stands_in_the_order():
    there = {source.package for source in SOURCES if source.package not in {"", "__init__"}}
    assert there <= set(package_order())


def test_heavy_libraries_wait_until_they_are_asked_for():
    report = f"import sys, wsgi; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_a_file_is_read_as_it_lies_in_the_house():
    assert Source("opsplanner/results/services/submit.py", "").room == "services"
