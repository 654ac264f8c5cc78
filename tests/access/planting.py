"""How a bug is planted: in the functions that run, or in a source of a copy."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Bug:
    """What goes wrong, in which file, the words that were right there and what stands in their place.

    `seen_by`: an actor of the matrix who is answered otherwise, or the test that fails; `table`: the mapping that the words are of.
    """

    name: str
    file: str
    right: str
    wrong: str
    seen_by: str
    table: str = ""

    @property
    def is_met(self) -> bool:
        """Whether an actor of the matrix meets it."""
        return not self.seen_by.startswith("tests/")

    @property
    def path(self) -> Path:
        """The file that holds it."""
        return Path("opsplanner", self.file)

    def plant(self, source: str) -> str:
        """The source with the bug in it; the right words must stand there exactly once."""
        assert source.count(self.right) == 1, f"{self.file} has changed: plant “{self.name}” where the rule stands now"
        return source.replace(self.right, self.wrong)


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The bug is in the functions that run, whoever has imported them, until the block ends."""
    module = import_module(".".join(bug.path.with_suffix("").parts))
    spoiled = compile(bug.plant((ROOT / bug.path).read_text()), str(bug.path), "exec")
    if bug.table:
        with _other_table(module, spoiled, bug.table):
            yield
        return
    codes = {each.co_qualname: each for each in _codes(spoiled)}
    right = [(function, function.__code__) for function in _functions(module)]
    try:
        for function, _code in right:
            function.__code__ = codes[function.__qualname__]
        yield
    finally:
        for function, code in right:
            function.__code__ = code


@contextmanager
def _other_table(module: ModuleType, spoiled: CodeType, name: str) -> Iterator[None]:
    table, names = getattr(module, name), dict(vars(module))
    exec(spoiled, names)
    right = dict(table)
    try:
        table.update(names[name])
        yield
    finally:
        table.update(right)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Those that the module defines, under what decorates them, and the methods of its classes."""
    for found in vars(module).values():
        if getattr(found, "__module__", "") != module.__name__:
            continue
        for each in vars(found).values() if inspect.isclass(found) else [found]:
            plain = _plain(each)
            if isinstance(plain, FunctionType) and plain.__code__.co_filename == module.__file__:
                yield plain


def _plain(found: Any) -> Any:
    if isinstance(found, property):
        return found.fget
    if isinstance(found, cached_property):
        return found.func
    return inspect.unwrap(getattr(found, "__func__", found)) if callable(found) else found
