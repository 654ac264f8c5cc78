"""Follows a service's calls, through its own module and the ones it imports, until one leaves an audit entry."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from tests.architecture.source import ROOT, Source, dotted

LEAVES_AN_ENTRY = "opsplanner.core.audit.record"


def leaves_an_entry(source: Source, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function of that name records an audit entry, itself or by what it calls."""
    if name in seen:
        return False
    here = {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}
    return name in here and any(_is_audited(source, call, here, seen | {name}) for call in _calls(here[name]))


def _is_audited(source: Source, call: str, here: dict[str, ast.FunctionDef], seen: frozenset[str]) -> bool:
    if call in here:
        return leaves_an_entry(source, call, seen)
    full = _full_name(source, call)
    if full == LEAVES_AN_ENTRY:
        return True
    module, _, function = full.rpartition(".")
    other = _module(module) if module.startswith("opsplanner.") else None
    return other is not None and leaves_an_entry(other, function)


def _calls(function: ast.FunctionDef) -> Iterator[str]:
    return (dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call))


def _full_name(source: Source, call: str) -> str:
    """`links.make` is `opsplanner.directory.services.links.make` where `links` was imported from there."""
    first, _, rest = call.partition(".")
    for _line, module, name in source.imports():
        if name == first:
            return f"{module}.{call}"
    return call if rest else ""


@lru_cache
def _module(name: str) -> Source | None:
    path = ROOT / name.replace(".", "/")
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.exists():
            return Source(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    return None
