"""The registry of file formats: each writer's module, with its heavy library, is loaded only when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from importlib import import_module
from typing import cast

from opsplanner.documents import typeset
from opsplanner.documents.document import Document
from opsplanner.documents.paper import Paper

AUTHOR = "OpsPlanner"
Write = Callable[[Document, Sequence[str]], bytes]
SetPapers = Callable[[Sequence[Paper], str, datetime], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: where its writer is, how a browser is told, how its name ends.

    `one_chart`: it shows exactly one chart; `languages`: how many languages one file may hold.
    """

    module: str
    content_type: str
    extension: str
    function: str = "write"
    one_chart: bool = False
    languages: int = 1


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pptx": Format("slides", f"{OFFICE}.presentationml.presentation", "pptx", languages=2),
    "xlsx": Format("workbook", f"{OFFICE}.spreadsheetml.sheet", "xlsx", languages=2),
    "pdf": Format("pdf", "application/pdf", "pdf", languages=2),
    "csv": Format("csvfile", "text/csv; charset=utf-8", "csv"),
    "csv_local": Format("csvfile", "text/csv; charset=utf-8", "csv", function="write_for_people"),
    "json": Format("jsonfile", "application/json", "json"),
    "svg": Format("svg", "image/svg+xml", "svg", one_chart=True),
    "png": Format("png", "image/png", "png", one_chart=True),
}


def write(format_key: str, document: Document, languages: Sequence[str]) -> bytes:
    """The document as a file of this format.

    Raises KeyError for an unknown format, ValueError when the document or the languages are more than the format holds.
    """
    form = FORMATS[format_key]
    if not 1 <= len(languages) <= form.languages:
        raise ValueError(f"{format_key} holds 1 to {form.languages} languages, not {len(languages)}")
    if form.one_chart and len(document.charts) != 1:
        raise ValueError(f"{format_key} shows one chart, not {len(document.charts)}")
    module = import_module(f"opsplanner.documents.{form.module}")
    return cast(Write, getattr(module, form.function))(cast(Document, _printable(document)), languages)


def papers_pdf(papers: Sequence[Paper], at: datetime) -> bytes:
    """Papers one after another as one tagged PDF of ours, dated `at`; the engine that sets it is loaded only now."""
    set_papers = cast(SetPapers, import_module("opsplanner.documents.pdf").set_papers)
    return set_papers(cast(Sequence[Paper], _printable(tuple(papers))), AUTHOR, at)


def file_name(format_key: str, document: Document, languages: Sequence[str]) -> str:
    """The name that the file should be saved under."""
    return document.file_name(FORMATS[format_key].extension, languages)


def _printable(value: object) -> object:
    """The same value, every text in it without what no file may hold: the one gate before all writers."""
    if isinstance(value, str):
        return typeset.printable(value)
    if isinstance(value, tuple):
        return tuple(_printable(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printable(getattr(value, field.name)) for field in fields(value)})
    return value
