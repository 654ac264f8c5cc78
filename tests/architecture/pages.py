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
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<!doctype[^>]*>", flags=re.DOTALL | re.IGNORECASE)
# The class of a page, and macros that give a value for an attribute: nobody reads those.
VALUES = re.compile(r"\{%-?\s*(?:block page_class|macro _)[^<]*?end(?:block|macro)\s*-?%\}", flags=re.DOTALL)
NAMES = {"OpsPlanner", "xlsx", "XLSX", "csv", "CSV", "PDF"}  # the same in every language
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


def is_translatable(name: str, text: str) -> Iterator[str]:
    """Every word a person reads stands in a gettext call: none between the tags, none in an attribute that is read out."""
    plain = JINJA.sub(_only_lines, VALUES.sub(_only_lines, text))
    for attribute in re.finditer(r"""\b(?:title|alt|placeholder|aria-label)\s*=\s*["']([^"']*)""", plain):
        yield from _words(name, plain, attribute.start(1), attribute[1])
    for between in re.finditer(r">([^<>]*)<", f">{plain}<"):
        yield from _words(name, plain, between.start(1), between[1])


def _only_lines(part: re.Match[str]) -> str:
    return "\n" * part.group().count("\n")


def _words(name: str, text: str, place: int, spoken: str) -> Iterator[str]:
    words = [word for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", spoken)) if word not in NAMES]
    if words:
        yield f"{name}:{text.count(chr(10), 0, place) + 1}: not translatable: {' '.join(words)}"


def unused(pages: dict[str, str], sources: list[Source]) -> Iterator[str]:
    """Templates that neither Python nor another template names."""
    code = "\n".join(source.text for source in sources if source.path.startswith("opsplanner/"))
    for name in pages:
        elsewhere = (text for other, text in pages.items() if other != name)
        if f'"{name}"' not in code and not any(f'"{name}"' in text or f"'{name}'" in text for text in elsewhere):
            yield f"{name}: nobody uses it"


def misnamed(sources: list[Source]) -> Iterator[str]:
    """A view renders the template of its own name, in the folder of its own package.

    `view_state.html` is the page of a view in another state, `_part.html` a part of a page.
    """
    for source in sources:
        if source.room != "views":
            continue
        names = {function.name for function in source.functions()}
        for line, template in _rendered(source):
            folder, _, page = template.rpartition("/")
            stem = page.removesuffix(".html")
            known = stem.startswith("_") or any(stem == name or stem.startswith(f"{name}_") for name in names)
            if folder != source.package or not known:
                yield f"{source.path}:{line}: {template} is not named after its view and package"


def _rendered(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("render_template") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


RULES: tuple[PageRule, ...] = (keeps_its_size, is_safe, is_translatable)
