"""The rules of architecture that Python files are held to: each takes one file and names what breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.architecture.audited import leaves_an_entry
from tests.architecture.source import Source, dotted

Rule = Callable[[Source], Iterator[str]]

MODULE_LINES = 300
FUNCTION_LINES = 40
CONFTEST_LINES = 120
REVISIONS = "migrations/versions/"
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base_classes"}
WEB_STATE = {"request", "session", "flash", "current_user", "g", "login_user", "logout_user"}
WEB_LIBRARIES = {"flask", "flask_login", "flask_security"}
PURE_ROOMS = {"records", "documents", "reference"}
PURE_MODULES = {
    ("core", "text"),
    ("core", "happenings"),
    ("figures", "frame"),
    ("figures", "measures"),
    ("figures", "charts"),
}
NOT_PURE = re.compile(r"(flask|sqlalchemy|alembic|wtforms|werkzeug|jinja2)(_|\.|$)")
PURE_CORE = ("opsplanner.core.happenings", "opsplanner.core.numbers", "opsplanner.core.text")
BARE_GET = re.compile(r"(^|\.)db\.session\.(get|get_one)$|\.query\.get$|(^|\.)get_or_404$")
SPEAKING = re.compile(r"(^|\.)(Refusal|Forbidden|Missing|flash|ValidationError|\w+Field)$")
DIGITS = re.compile(r"\.(isdecimal|isdigit)$")
# Sheets bring numbers in every script: these packages read them character by character.
READ_DIGITS = {"records", "reference"}
OWN_WRITES = re.compile(r"(\.|^)session\.(add|add_all|delete|merge)$")


def opens_with_a_sentence(source: Source) -> Iterator[str]:
    """Every module says in its first line what it is for."""
    if not source.text.strip() and source.path.endswith("__init__.py"):
        return
    first = (ast.get_docstring(source.tree) or "").split("\n")[0]
    if not first.endswith((".", ":")):
        yield f"{source.path}:1: does not open with one sentence saying what it is for"


def keeps_its_size(source: Source) -> Iterator[str]:
    """Modules and functions that outgrow the limit are divided; a revision is one file, and is divided inside."""
    lines = source.text.count("\n")
    limit = CONFTEST_LINES if source.path.endswith("conftest.py") else MODULE_LINES
    if lines > limit and not source.path.startswith(REVISIONS):
        yield f"{source.path}:1: {lines} lines, more than {limit}"
    for function in source.functions():
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{source.path}:{function.lineno}: {function.name} has {length} lines, more than {FUNCTION_LINES}"


def is_named_for_what_it_holds(source: Source) -> Iterator[str]:
    """A module is one noun of the user's world."""
    for part in Path(source.path).with_suffix("").parts:
        if part in EMPTY_NAMES:
            yield f"{source.path}:1: {part} says nothing about what is inside"


def imports_at_its_top(source: Source) -> Iterator[str]:
    """No import inside a function: what a module needs is seen at its head."""
    for function in source.functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{source.path}:{node.lineno}: import inside {function.name}"


def swallows_nothing(source: Source) -> Iterator[str]:
    """A fault is answered, logged or let through, never dropped."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        everything = node.type is None or dotted(node.type) in {"Exception", "BaseException"}
        silent = all(isinstance(line, ast.Pass | ast.Continue) for line in node.body)
        if everything and silent:
            yield f"{source.path}:{node.lineno}: drops every fault without a word"


def services_know_no_web(source: Source) -> Iterator[str]:
    """The actor is an argument; who calls a service, a page or a command, is not its business."""
    if source.room not in {"services", "models"}:
        return
    for line, module, name in source.imports():
        if module.split(".")[0] in WEB_LIBRARIES and name in WEB_STATE:
            yield f"{source.path}:{line}: a {source.room} module touches {name}"


def pure_modules_stay_pure(source: Source) -> Iterator[str]:
    """Pure modules know neither the web nor the database."""
    parts = Path(source.path).with_suffix("").parts
    pure = source.package in PURE_ROOMS or parts[1:3] in PURE_MODULES
    if not pure or source.room:
        return
    for line, module, _name in source.imports():
        if NOT_PURE.match(module) or (module.startswith("opsplanner.core.") and module not in PURE_CORE):
            yield f"{source.path}:{line}: a pure module imports {module}"


def views_only_translate(source: Source) -> Iterator[str]:
    """Views and forms ask services; they hold no query and no session."""
    if source.room not in {"views", "forms"}:
        return
    for line, module, name in source.imports():
        if module.split(".")[0] == "sqlalchemy" or (module == "opsplanner.core.db" and name == "db"):
            yield f"{source.path}:{line}: a {source.room} module speaks to the database"


def objects_come_through_scope(source: Source) -> Iterator[str]:
    """Another Member's object must answer 404: in features nothing is loaded by its bare number."""
    if source.package in {"core", ""} or source.room == "models":
        return
    for line, name in source.calls():
        if BARE_GET.search(name):
            yield f"{source.path}:{line}: {name} loads by number, without asking who may see it"


def writes_are_transactions(source: Source) -> Iterator[str]:
    """One service call is one transaction: `@writes` begins and ends it, nobody else commits."""
    if source.package in {"core", ""}:
        return
    for line, name in source.calls():
        if name.endswith("session.commit"):
            yield f"{source.path}:{line}: commits by itself; mark the service with @writes"
    if source.room != "services":
        return
    for function in _public(source):
        writing = [call for call in _called(function) if OWN_WRITES.search(call)]
        if writing and "writes" not in _marks(function):
            yield f"{source.path}:{function.lineno}: {function.name} stores, but is not marked @writes"


def writes_are_audited(source: Source) -> Iterator[str]:
    """A service marked @writes leaves an audit entry, itself or by a function that it calls."""
    if source.room != "services":
        return
    for function in _public(source):
        if "writes" in _marks(function) and not leaves_an_entry(source, function.name):
            yield f"{source.path}:{function.lineno}: {function.name} writes without an audit entry"


def numbers_are_read_one_way(source: Source) -> Iterator[str]:
    """What an address or a form names by number is read by `whole`, so that no digit of another script and no huge number passes."""
    ours = source.path.startswith("opsplanner/") and source.package not in READ_DIGITS
    if not ours or source.path.endswith("core/numbers.py"):
        return
    for line, name in source.calls():
        if DIGITS.search(name):
            yield f"{source.path}:{line}: {name} reads a number by itself; ask core.numbers.whole"


def forms_speak_our_words(source: Source) -> Iterator[str]:
    """Forms are made of PostedForm and RowList, which say our sentences and read no rubbish."""
    if not source.path.startswith("opsplanner/") or source.path.endswith("core/posted.py"):
        return
    for line, module, name in source.imports():
        if (module, name) == ("flask_wtf", "FlaskForm"):
            yield f"{source.path}:{line}: a form of the library; make it of PostedForm"


def speaks_every_language(source: Source) -> Iterator[str]:
    """What services refuse with, flashes, and labels of forms go through gettext."""
    if not source.package or source.package == "cli":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and node.args and SPEAKING.search(dotted(node.func)):
            first = node.args[0]
            if isinstance(first, ast.JoinedStr) or (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                yield f"{source.path}:{node.lineno}: {dotted(node.func)} speaks English only"


def _public(source: Source) -> Iterator[ast.FunctionDef]:
    """What others may call: in a room that is a folder, what its face exports; the rest serves the room itself."""
    face = source.face()
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and (face is None or node.name in face):
            yield node


def _called(function: ast.AST) -> Iterator[str]:
    return (dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call))


def _marks(function: ast.FunctionDef) -> set[str]:
    return {dotted(mark) for mark in function.decorator_list}


RULES: tuple[Rule, ...] = (
    opens_with_a_sentence,
    keeps_its_size,
    is_named_for_what_it_holds,
    imports_at_its_top,
    swallows_nothing,
    services_know_no_web,
    pure_modules_stay_pure,
    views_only_translate,
    objects_come_through_scope,
    writes_are_transactions,
    writes_are_audited,
    numbers_are_read_one_way,
    forms_speak_our_words,
    speaks_every_language,
)
