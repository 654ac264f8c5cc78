"""The rules that templates are held to: each takes one template and names what breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.source import ROOT, Source, dotted

TEMPLATES = ROOT / "opsplanner" / "templates"
TEMPLATE_LINES = 200
FORBIDDEN = {
    r"\sstyle\s*=": "an inline style, which the content security policy refuses",
    r"<style\b": "a style sheet of its own",
    r"\son[a-z]+\s*=": "an inline handler, which the content security policy refuses",
    r"javascript:": "a script in an address",
    r"<script(?![^>]*(\bsrc=|\bnonce=))": "a script without an address or a nonce",
    r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""": "something from another host",
    r"\|\s*safe\b": "text that is not escaped",
}
PageRule = Callable[[str, str], Iterator[str]]


def templates() -> dict[str, str]:
    """Every template's text by its name, as render_template knows it."""
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html"))
    }


def keeps_its_size(name: str, text: str) -> Iterator[str]:
    """A long template is divided into macros and parts."""
    if text.count("\n") > TEMPLATE_LINES:
        yield f"{name}: {text.count(chr(10))} lines, more than {TEMPLATE_LINES}"


def is_safe(name: str, text: str) -> Iterator[str]:
    """Nothing the policy would refuse, nothing from elsewhere, nothing unescaped."""
    spoken = re.sub(r"\{#.*?#\}", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.DOTALL)
    for pattern, what in FORBIDDEN.items():
        for found in re.finditer(pattern, spoken, flags=re.IGNORECASE):
            yield f"{name}:{spoken.count(chr(10), 0, found.start()) + 1}: {what}"


def unused(pages: dict[str, str], sources: list[Source]) -> Iterator[str]:
    """Templates that neither Python nor another template names."""
    code = "\n".join(source.text for source in sources if source.path.startswith("opsplanner/"))
    for name in pages:
        elsewhere = (text for other, text in pages.items() if other != name)
        if f'"{name}"' not in code and not any(f'"{name}"' in text or f"'{name}'" in text for text in elsewhere):
            yield f"{name}: nobody uses it"


def misnamed(sources: list[Source]) -> Iterator[str]:
    """A view renders the template of its own name, in the folder of its own package; `_part.html` is a part of a page."""
    for source in sources:
        if source.room != "views":
            continue
        names = {function.name for function in source.functions()}
        for line, template in _rendered(source):
            folder, _, page = template.rpartition("/")
            stem = page.removesuffix(".html")
            if folder != source.package or not (stem.startswith("_") or stem in names):
                yield f"{source.path}:{line}: {template} is not named after its view and package"


def _rendered(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("render_template") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


RULES: tuple[PageRule, ...] = (keeps_its_size, is_safe)
