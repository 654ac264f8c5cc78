"""What a rule looks at: one Python file of the project, read and parsed once, with its place in the house."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("opsplanner", "migrations", "scripts", "bench", "tests")
ROOMS = ("views", "forms", "services", "models")


@dataclass(frozen=True)
class Source:
    """A file's address in the project, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """`results` for opsplanner/results/services.py; `app` for opsplanner/app.py; empty outside the package."""
        parts = Path(self.path).with_suffix("").parts
        return parts[1] if parts[0] == "opsplanner" and len(parts) > 1 else ""

    @property
    def room(self) -> str:
        """views, forms, services or models, also for a room that became a folder; empty for any other module."""
        parts = Path(self.path).with_suffix("").parts
        return parts[2] if parts[0] == "opsplanner" and len(parts) > 2 and parts[2] in ROOMS else ""

    def face(self) -> set[str] | None:
        """The names that the room this file lies in offers; None where the file is the whole room."""
        parts = Path(self.path).parts
        init = ROOT.joinpath(*parts[:3], "__init__.py")
        if not self.room or len(parts) < 4 or not init.exists():
            return None
        names = Source(init.relative_to(ROOT).as_posix(), init.read_text(encoding="utf-8")).imports()
        return {name for _line, _module, name in names}

    def imports(self) -> Iterator[tuple[int, str, str]]:
        """Line, module and name of every import; the name is empty where the module itself is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, methods and inner ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of every call: (12, "db.session.get")."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """`db.session.get` for that expression; what is neither name nor attribute is left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def python_files() -> list[Source]:
    """Every Python file that is ours."""
    files = [ROOT / "wsgi.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    ours = [path for path in files if ".peers" not in path.parts]
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(ours)]


def package_order() -> list[str]:
    """The packages, the last to come first: read from the settings that the import linter holds everyone to."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name.strip(" ()") for layer in layers for name in layer.split("|")]
